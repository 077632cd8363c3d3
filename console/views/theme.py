"""The look of one window: colours, sizes, fonts and motion, switched at run time."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from console.views import icons
from console.views.fonts import ROLES, make_font
from console.views.style_sheet import style_sheet
from console.views.tokens import Tokens, high_contrast_tokens, read_tokens

SMALLEST_SCALE, LARGEST_SCALE = 0.8, 2.0
# For QApplication([name, *STYLE_ARGUMENTS]): naming the style later builds two of them.
STYLE_ARGUMENTS = ("-style", "fusion")


class Theme(QObject):
    """What every widget of a window reads its look from; handed down by constructor.

    The console and the projector have one each. `changed` says that scheme, scale or motion
    are different now; widgets that wear the theme (see Themed) restyle themselves.
    """

    changed = Signal()

    def __init__(
        self, scheme: str = "light", scale: float = 1.0, reduced_motion: bool = False
    ) -> None:
        super().__init__()
        self._tokens = read_tokens(scheme)
        self._accent: dict[str, Mapping[str, str]] = {}
        self._scale = _within_limits(scale)
        self._reduced_motion = reduced_motion
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int | None, bool], QFont] = {}

    # what it is

    @property
    def scheme(self) -> str:
        return self._tokens.scheme

    @property
    def is_dark(self) -> bool:
        return self.scheme == "dark"

    @property
    def scale(self) -> float:
        return self._scale

    @property
    def reduced_motion(self) -> bool:
        return self._reduced_motion

    @property
    def tokens(self) -> Tokens:
        return self._tokens

    # what widgets ask for

    def colour(self, token: str) -> QColor:
        """The colour of a token; the returned object is shared, copy it before changing it."""
        found = self._colours.get(token)
        if found is None:
            found = self._colours[token] = QColor(self._tokens.colours[token])
        return found

    def veil(self, token: str, alpha: float) -> QColor:
        """The colour of a token at an opacity of 0.0 to 1.0."""
        colour = QColor(self.colour(token))
        colour.setAlphaF(alpha)
        return colour

    def px(self, length: float) -> int:
        """A length in px at 100 % as whole px at the present scale; never 0 for a length."""
        return max(1, round(length * self._scale)) if length > 0 else round(length * self._scale)

    def font(self, role: str, weight: int | None = None, *, digits: bool = False) -> QFont:
        """The font of a role of the type scale (fonts.ROLES), perhaps in another weight.

        `digits` for text that is mostly numbers: all digits are equally wide.
        """
        key = (role, weight, digits)
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = self._make_font(*key)
        return QFont(found)

    def icon(self, name: str, colour: str = "text2", size: int = 18) -> QIcon:
        """A picture icon for menus and actions; ask again after `changed`."""
        return icons.icon(name, self.colour(colour), self.px(size))

    def duration(self, milliseconds: int) -> int:
        """How long a movement may take: nothing moves when motion is reduced."""
        return 0 if self._reduced_motion else milliseconds

    # dressing a window

    def dress(self, window: QWidget) -> None:
        """Give a window palette, font and style sheet, now and after every change."""
        self._put_on(window)
        self.changed.connect(_Dresser(self, window).put_on)

    def dress_application(self, application: QApplication) -> None:
        """The font of menus and tips, which do not take it from their window."""
        self._put_on_application(application)
        self.changed.connect(_ApplicationDresser(self, application).put_on)

    def palette(self) -> QPalette:
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self.colour(token))
        for role in _TEXT_ROLES:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text_dis"))
        return palette

    # switching

    def set_scheme(self, scheme: str) -> None:
        if scheme != self.scheme:
            tokens = read_tokens(scheme)
            self._tokens = tokens.with_accent(self._accent.get(scheme, {}))
            self._change()

    def use_system_colours(self, system: QPalette | None) -> None:
        """High contrast: the system's own four colours replace ours; None brings ours back."""
        if system is None:
            self._tokens = read_tokens(self.scheme).with_accent(self._accent.get(self.scheme, {}))
        else:
            roles = (_ROLE.Base, _ROLE.Text, _ROLE.Highlight, _ROLE.HighlightedText)
            names = (system.color(role).name().upper() for role in roles)
            self._tokens = high_contrast_tokens(self.scheme, *names)
        self._change()

    def set_scale(self, scale: float) -> None:
        scale = _within_limits(scale)
        if scale != self._scale:
            self._scale = scale
            self._change()

    def set_reduced_motion(self, reduced: bool) -> None:
        if reduced != self._reduced_motion:
            self._reduced_motion = reduced
            self._change()

    def set_accent(self, accent: Mapping[str, Mapping[str, str]]) -> None:
        """A city's own accent colours per scheme, {"light": {"accent": "#…"}, "dark": …}."""
        self._accent = dict(accent)
        self._tokens = read_tokens(self.scheme).with_accent(self._accent.get(self.scheme, {}))
        self._change()

    def _change(self) -> None:
        self._colours.clear()
        self._fonts.clear()
        self.changed.emit()

    def _make_font(self, role: str, weight: int | None, digits: bool) -> QFont:
        kind = ROLES[role]
        tracking = kind.tracking * self._scale
        equal = digits or kind.digits
        return make_font(kind.px * self._scale, weight or kind.weight, tracking, digits=equal)

    def _put_on_application(self, application: QApplication) -> None:
        application.setFont(self.font("body"))
        for widget_class, role in (("QMenu", "body"), ("QTipLabel", "secondary")):
            # The stubs ask for bytes, the binding takes only text.
            application.setFont(self.font(role), widget_class)  # pyright: ignore[reportArgumentType]

    def _put_on(self, window: QWidget) -> None:
        window.setPalette(self.palette())
        window.setFont(self.font("body"))
        window.setStyleSheet(style_sheet(self._tokens, self.px))


class _Dresser(QObject):
    """Belongs to a dressed window and goes with it, so a closed window is not dressed again."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window

    def put_on(self) -> None:
        self._theme._put_on(self._window)


class _ApplicationDresser(QObject):
    """Belongs to the application for the same reason."""

    def __init__(self, theme: Theme, application: QApplication) -> None:
        super().__init__(application)
        self._theme = theme
        self._application = application

    def put_on(self) -> None:
        self._theme._put_on_application(self._application)


def _within_limits(scale: float) -> float:
    return min(LARGEST_SCALE, max(SMALLEST_SCALE, scale))


_ROLE = QPalette.ColorRole
_PALETTE = {
    _ROLE.Window: "bg_app",
    _ROLE.WindowText: "text",
    _ROLE.Base: "bg_panel",
    _ROLE.AlternateBase: "bg_sunken",
    _ROLE.Text: "text",
    _ROLE.PlaceholderText: "text3",
    _ROLE.Button: "bg_raised",
    _ROLE.ButtonText: "text",
    _ROLE.BrightText: "over_text",
    _ROLE.Highlight: "accent_soft",
    _ROLE.HighlightedText: "text",
    _ROLE.Accent: "accent",
    _ROLE.Link: "accent_text",
    _ROLE.LinkVisited: "accent_text",
    _ROLE.ToolTipBase: "bg_inverse",
    _ROLE.ToolTipText: "on_inverse",
    _ROLE.Light: "bg_raised",
    _ROLE.Midlight: "bg_hover",
    _ROLE.Mid: "line_strong",
    _ROLE.Dark: "line_control",
    _ROLE.Shadow: "line_control",
}
_TEXT_ROLES = (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText)
