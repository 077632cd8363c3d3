"""Pictures of the view Notizen, made from a whole evening in a file.

python -m tests.gui.notes_pictures --out FOLDER [--only NAME]
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from console.commands import measures, notes
from console.viewmodels.desk import Desk
from console.viewmodels.notes import NotesViewModel
from console.viewmodels.ticker import Ticker
from console.views.main_window import NOTES, MainWindow
from console.views.notes.notes_view import NotesView
from console.views.theme import Theme
from console.words import Words
from tests.gui.big_evening import BigEvening, read
from tests.small_dialogue import identity

WIDE, NARROW, SMALL = (1920, 1080), (1366, 768), (860, 700)


def settle() -> None:
    for _ in range(8):
        QApplication.processEvents()


def in_groups(evening: BigEvening) -> None:
    """The second round is on, notes of both rounds and some measures are there."""
    evening.second_groups()
    evening.store.be(identity("lead"))
    by_text = {note.text.text: note.id for note in evening.store.state.board_notes()}
    for one in read("sample/measures.toml")["measure"]:
        if one["note"] in by_text:
            made = measures.measure_from_note(evening.store, by_text[one["note"]])
            measures.edit_measure(evening.store, made, "what", one["what"])
            measures.edit_measure(evening.store, made, "responsible", one["responsible"])
            measures.edit_measure(evening.store, made, "due", one["due"])
    evening.store.be(identity("notetaker"))


def over(evening: BigEvening) -> None:
    evening.over_time()
    evening.store.be(identity("notetaker"))


def before(evening: BigEvening) -> None:
    evening.before()
    evening.store.be(identity("notetaker"))


def typing(view: NotesView, _: BigEvening) -> None:
    view.capture.line.edit.insertPlainText("Hilfe beim Antrag auch in Leichter Sprache")


def selected(view: NotesView, _: BigEvening) -> None:
    note = view.board.panels()[2].list.rows[1].id
    view.board.focus_note(note)


def conflict(view: NotesView, evening: BigEvening) -> None:
    mine = evening.store.identity
    note = view.board.panels()[1].list.rows[0].id
    base = notes.text_base(evening.store, note)
    evening.store.be(identity("lead"))
    notes.edit_note(evening.store, note, "Die Karte mit allen Hilfsangeboten behalten.", base=base)
    evening.store.be(identity("notetaker"))
    notes.edit_note(evening.store, note, "Die Karte behalten, aber auch gedruckt.", base=base)
    evening.store.be(mine)


def long_text(view: NotesView, _: BigEvening) -> None:
    view.capture.line.edit.insertPlainText("! ")
    view.capture.line.edit.insertPlainText("Es fehlen Bänke im Park und am Markt. " * 10)


def pasted(view: NotesView, _: BigEvening) -> None:
    view.capture.line.edit.insertPlainText("Bänke\nLicht\nWege\nWasser")
    view.capture.line.lines_pasted.emit([])


def editing(view: NotesView, _: BigEvening) -> None:
    panel = view.board.panels()[2]
    view.board.focus_note(panel.list.rows[1].id)
    view.board._board.begin_edit(panel.list.rows[1].id)


def searching(view: NotesView, _: BigEvening) -> None:
    view.search.open_bar()
    view.search.field.edit.insert("Karte")
    view.search.field.edit.textEdited.emit("Karte")


def history(view: NotesView, evening: BigEvening) -> None:
    conflict(view, evening)
    settle()
    note = view.board.panels()[1].list.rows[0].id
    view.board.focus_note(note)
    view.board.ask_for_history(note)


def editing_measure(view: NotesView, _: BigEvening) -> None:
    view.measures.open_sheet()
    view.measures.list.items()[0].begin_edit()


def nothing(view: NotesView, _: BigEvening) -> None:
    del view


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    application = QApplication([])
    application.setStyle("Fusion")
    options.out.mkdir(parents=True, exist_ok=True)
    for name, at, act, size, scheme, scale, role, language in PICTURES:
        if options.only and options.only not in name:
            continue
        evening = BigEvening(Path(tempfile.mkdtemp()))
        at(evening)
        evening.store.be(identity(role))
        theme, words = Theme(scheme, scale, reduced_motion=True), Words(language)
        window = MainWindow(theme, words)
        desk = Desk(evening.store, words, Ticker())
        view = NotesView(theme, NotesViewModel(desk), window.frame.sheet_host)
        pages: list[QWidget] = [QWidget(), view, QWidget(), QWidget()]
        window.resize(*size)
        window.show_dialogue(pages, "Bild", NOTES)
        window.show()
        window.activateWindow()
        settle()
        window.focus_ring._lead_by(keyboard=True)
        act(view, evening)
        settle()
        window.focus_ring.refresh()
        window.grab().save(str(options.out / f"{name}.png"))
        desk.end()
        window.let_close()
        evening.close()


Moment = Callable[[BigEvening], object]
Act = Callable[[NotesView, BigEvening], None]
PICTURES: list[tuple[str, Moment, Act, tuple[int, int], str, float, str, str]] = [
    ("typing_light_1920", in_groups, typing, WIDE, "light", 1.0, "notetaker", "de"),
    ("selected_dark_1920", in_groups, selected, WIDE, "dark", 1.0, "notetaker", "de"),
    ("selected_light_1366", in_groups, selected, NARROW, "light", 1.0, "notetaker", "de"),
    ("conflict_light_1366", in_groups, conflict, NARROW, "light", 1.0, "notetaker", "de"),
    ("conflict_dark_1920", in_groups, conflict, WIDE, "dark", 1.0, "notetaker", "de"),
    ("long_light_1366", in_groups, long_text, NARROW, "light", 1.0, "notetaker", "de"),
    ("pasted_dark_1366", in_groups, pasted, NARROW, "dark", 1.0, "notetaker", "en"),
    ("editing_light_1920", in_groups, editing, WIDE, "light", 1.0, "notetaker", "de"),
    ("searching_light_1366", in_groups, searching, NARROW, "light", 1.0, "notetaker", "de"),
    ("history_light_1366", in_groups, history, NARROW, "light", 1.0, "notetaker", "de"),
    ("measure_light_1366", in_groups, editing_measure, NARROW, "light", 1.0, "notetaker", "de"),
    ("zoom_light_1920", in_groups, selected, WIDE, "light", 2.0, "notetaker", "de"),
    ("zoom_dark_1366", in_groups, typing, NARROW, "dark", 2.0, "notetaker", "de"),
    ("small_light", in_groups, selected, SMALL, "light", 1.0, "notetaker", "en"),
    ("empty_light_1366", before, nothing, NARROW, "light", 1.0, "notetaker", "de"),
    ("over_dark_1366", over, nothing, NARROW, "dark", 1.0, "notetaker", "de"),
    ("reader_light_1366", in_groups, conflict, NARROW, "light", 1.0, "observer", "de"),
]

if __name__ == "__main__":
    main()
