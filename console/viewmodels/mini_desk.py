"""The Mini-Pult: what a lead has to know and to press while the conference fills the screen."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.domain.run import END
from console.storage.change import Change
from console.timers.phase import MINUTE_MS, Phase
from console.viewmodels.desk import Desk
from console.viewmodels.keys import Keys
from console.viewmodels.live import LiveViewModel
from console.viewmodels.live_now import step_of
from console.words import Words, formats

_TONES = {
    Phase.WARNING.value: "warn5",
    Phase.LAST_MINUTE.value: "warn1",
    Phase.OVER.value: "over",
}


class MiniLine(Struct, frozen=True):
    """A short state in words with its look; without words there is nothing to show."""

    text: str = ""
    tone: str = "neutral"
    icon: str = ""
    name: str = ""


class MiniFacts(Struct, frozen=True, kw_only=True):
    """Everything on the strip in words; `time_name` and the names are what is spoken."""

    title: str = ""
    time: str = ""
    time_name: str = ""
    tone: str = "text"
    following: str = ""
    plan: MiniLine = MiniLine()
    hint: MiniLine = MiniLine()
    calls: MiniLine = MiniLine()
    questions: MiniLine = MiniLine()
    primary: str = ""
    primary_name: str = ""
    primary_icon: str = ""
    plus_one: str = ""


class MiniDeskViewModel(QObject):
    """`changed`: the strip comes, goes, or reads differently. It reads only while it is shown.

    It lies above everything, also where the whole screen is shared: `veil` takes names out of
    hints unless `is_hidden` says that nobody else can see the strip.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        live: LiveViewModel,
        veil: Callable[[str], str],
        is_hidden: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._live = live
        self._veil = veil
        self._is_hidden = is_hidden
        self.is_shown = False
        self.facts = MiniFacts()
        live.changed.connect(self._read)
        live.hints.changed.connect(self._read)
        live.calls.changed.connect(self._read)
        live.next.changed.connect(self._read)
        desk.bridge.changed.connect(self._on_change)

    @property
    def words(self) -> Words:
        return self._desk.words

    @property
    def keys(self) -> Keys:
        return self._desk.keys

    @property
    def title(self) -> str:
        """The title of the window: it is not for everybody."""
        dialogue = self._desk.store.state.dialogue.title.text
        return self.words("mini.window_title", title=dialogue)

    def toggle(self) -> None:
        """Change between the strip and the whole console."""
        self.is_shown = not self.is_shown
        self._facts_now()
        self.changed.emit()

    def leave(self) -> None:
        """Back to the whole console, if it is not there."""
        if self.is_shown:
            self.toggle()

    def press_primary(self) -> None:
        self._live.press_primary()

    def add_minute(self) -> None:
        self._live.change_minutes(1)

    # reading

    def _on_change(self, change: Change) -> None:
        if change.touches("question", "dialogue"):
            self._read()

    def _read(self) -> None:
        if self.is_shown and self._facts_now():
            self.changed.emit()

    def _facts_now(self) -> bool:
        """Read everything again; whether something is different."""
        before, self.facts = self.facts, self._facts()
        return before != self.facts

    def _facts(self) -> MiniFacts:
        live, now = self._live, self._live.now
        key = self._primary_key()
        return MiniFacts(
            title=now.title,
            time=now.countdown,
            time_name=now.countdown_name,
            tone="over" if now.is_over else _TONES.get(now.phase, "text"),
            following=self._following(),
            plan=self._plan(),
            hint=self._hint(),
            calls=self._calls(),
            questions=self._questions(),
            primary=self.words(f"mini.go.{key}") if key else "",
            primary_name=self._primary_name(key),
            primary_icon=live.primary.icon if live.primary is not None else "",
            plus_one=self._plus_one(),
        )

    def _primary_key(self) -> str:
        """Say in a word what "Weiter" does now; the strip has no room for the next title."""
        step, item = step_of(self._desk), self._desk.evening.item
        if self._live.primary is None or step is None:
            return ""
        if step.from_visit is None:
            return "start"
        if item is not None and item.kind == "breakout" and self._desk.evening.groups:
            return "back"
        return "end" if step.to == END else "next"

    def _primary_name(self, key: str) -> str:
        """Say the whole, beginning with what stands on the button."""
        primary = self._live.primary
        if primary is None or not key:
            return ""
        short = self.words(f"mini.go.{key}")
        whole = ", ".join(part for part in (primary.words, primary.note) if part)
        return whole if whole.startswith(short) else f"{short}: {whole}"

    def _plus_one(self) -> str:
        if not self._live.minutes:
            return ""
        name, short = self._live.minute_names[1], self.words("mini.plus_one")
        return name if name.startswith(short) else f"{short}, {name}"

    def _following(self) -> str:
        facts, row = self._live.next.facts, self._desk.evening.forecast.next
        if row is None:
            return facts.title
        time = formats.clock(row.forecast_start, self._desk.zone)
        return self.words("mini.following", time=time, item=facts.title)

    def _plan(self) -> MiniLine:
        if not self._live.is_begun or self._live.is_over:
            return MiniLine()
        late = self._desk.evening.forecast.deviation_ms
        text = formats.deviation(self.words, late)
        is_late = late > MINUTE_MS
        name = self.words("mini.plan_name", deviation=text)
        return MiniLine(
            text, "warn5" if is_late else "neutral", "trend-up" if is_late else "", name
        )

    def _hint(self) -> MiniLine:
        hints = self._live.hints.all
        if not hints:
            return MiniLine(self.words("mini.quiet"), "neutral", "check")
        first, rest = hints[0], len(hints) - 1
        title = first.title if self._is_hidden() else self._veil(first.title)
        text = self.words("mini.hint_more", hint=title, n=rest) if rest else title
        return MiniLine(text, first.tone, first.icon, text)

    def _calls(self) -> MiniLine:
        count = len(self._live.calls.waiting)
        if not count:
            return MiniLine()
        return MiniLine(str(count), "accent", "hand-waving", self.words("mini.calls", n=count))

    def _questions(self) -> MiniLine:
        questions = self._desk.store.state.questions.values()
        count = sum(
            one.status == "open" and not one.hidden and one.merged_into is None for one in questions
        )
        if not count:
            return MiniLine()
        return MiniLine(str(count), "neutral", "question", self.words("mini.questions", n=count))
