"""The minutes as an accessible PDF (PDF/UA-1): tagged, in its language, with its own fonts."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from console.domain.errors import KnownFailure
from console.results.document import layout_of
from console.results.files import write_whole
from console.results.glyphs import breakable, settable
from console.results.layout import Layout
from console.results.model import Minutes
from console.words import Words

if TYPE_CHECKING:
    import typst

_TEMPLATE: Final = Path(__file__).resolve().parents[2] / "resources/templates/documents/minutes.typ"
#: A page as strict as the real one, with the texts to try as data.
_PROBE: Final = b"""
#set document(title: "probe")
#set text(font: "Inter", lang: "de")
#for words in json(bytes(sys.inputs.document)) [#words #text(weight: 700, words) #parbreak()]
"""


def write_pdf(minutes: Minutes, words: Words, out: Path) -> None:
    """Write the minutes as PDF/UA-1; the same minutes give the same bytes on one machine.

    Raises: KnownFailure as `files.write_whole`, or `export_pdf_failed`.
    """
    write_whole(out, pdf_bytes(minutes, words))


def pdf_bytes(minutes: Minutes, words: Words) -> bytes:
    """Return the PDF. Fonts of the system are used only for signs that Inter lacks.

    Raises: KnownFailure `export_pdf_failed` if the typesetter refuses a document all the same.
    """
    import typst

    data = _document(layout_of(minutes, words))
    data["sections"] = _mapped(data["sections"], breakable)
    press, others = _press_for(set(_strings(data)))
    seconds = minutes.generated_at // 1000
    shown = _mapped(data, lambda text: others.get(text, text))
    try:
        return press.set(_TEMPLATE.read_bytes(), shown, seconds)
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


def _document(layout: Layout) -> dict[str, Any]:
    """Return the layout as plain values, each block with its kind."""
    data = asdict(layout)
    for section, plain in zip(layout.sections, data["sections"], strict=True):
        for block, entry in zip(section.blocks, plain["blocks"], strict=True):
            entry["kind"] = type(block).__name__.lower()
    return data


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _mapped(part, change) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(part, change) for part in value]
    return value
