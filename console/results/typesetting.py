"""Setting a template with its data as accessible PDF (PDF/UA-1), with the shipped fonts."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from console.domain.errors import KnownFailure
from console.results.glyphs import settable

if TYPE_CHECKING:
    import typst

#: A page as strict as the real one, with the texts to try as data.
_PROBE: Final = b"""
#set document(title: "probe")
#set text(font: "Inter", lang: "de")
#for words in json(bytes(sys.inputs.document)) [#words #text(weight: 700, words) #parbreak()]
"""


def set_pdf(template: Path, data: Any, seconds: int) -> bytes:
    """Return the PDF of a template with its data, dated `seconds` after the epoch.

    Fonts of the system are used only for signs that Inter lacks. Raises: KnownFailure
    `export_pdf_failed` if the typesetter refuses a document all the same.
    """
    import typst

    press, others = _press_for(set(_strings(data)))
    shown = mapped(data, lambda text: others.get(text, text))
    try:
        return press.set(template.read_bytes(), shown, seconds)
    except typst.TypstError as problem:
        raise KnownFailure("export_pdf_failed", reason=problem.message) from problem


class _Press:
    """typst with the shipped fonts, and the system's where these are asked for."""

    def __init__(self, *, system_fonts: bool) -> None:
        self._system_fonts: Final = system_fonts

    @cached_property
    def _fonts(self) -> "typst.Fonts":
        import typst

        return typst.Fonts(include_system_fonts=self._system_fonts, font_paths=[_inter_folder()])

    def set(self, template: bytes, data: Any, seconds: int) -> bytes:
        """Return the PDF of a template with its data, dated `seconds` after the epoch."""
        import typst

        return typst.compile(
            template,
            font_paths=self._fonts,
            sys_inputs={"document": json.dumps(data)},
            pdf_standards="ua-1",
            format="pdf",
            timestamp=seconds,
        )

    def can_set(self, texts: Sequence[str]) -> bool:
        """Tell whether these texts have all glyphs that an accessible PDF must show."""
        import typst

        try:
            self.set(_PROBE, list(texts), 0)
        except typst.TypstError:
            return False
        return True


def _press_for(texts: set[str]) -> tuple[_Press, dict[str, str]]:
    """Return the press for these texts, and what to set instead of those it cannot set."""
    press = _Press(system_fonts=False)
    if not settable(texts, press.can_set):
        return press, {}
    press = _Press(system_fonts=True)
    return press, settable(texts, press.can_set)


def _inter_folder() -> Path:
    spec = find_spec("fontpkg_inter")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("fontpkg_inter")
    return Path(spec.origin).parent / "files"


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def mapped(value: Any, change: Callable[[str], str]) -> Any:
    """Return lists and mappings with every text in them changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: mapped(part, change) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [mapped(part, change) for part in value]
    return value
