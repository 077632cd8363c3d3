"""A column of the board: its question, how many notes, and the notes."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels.board import BoardViewModel
from console.viewmodels.notes_columns import BoardColumn
from console.views.notes.note_list import NoteList
from console.views.theme import Theme
from console.views.widgets.column_header import ColumnHeader
from console.views.widgets.label import Paragraph
from console.views.widgets.panel import Hairline, Panel

LEAST_WIDTH = 260
#: Where not all columns fit they are at least so wide, and the next one looks in at the edge.
EASY_WIDTH, PEEK = 300, 44


class ColumnPanel(Panel):
    """Framed while the capture line writes into it."""

    # It lies in a scroll area: a shadow on the ground would stand where the column is not seen.
    casts_shadow = False

    def __init__(
        self,
        theme: Theme,
        board: BoardViewModel,
        column: BoardColumn,
        parent: QWidget | None = None,
    ) -> None:
        self._board, self.column = board, column
        self._model = board.model(column.id)
        self.head = ColumnHeader(theme)
        self.list = NoteList(theme, board, self._model)
        self._empty = Paragraph(theme, board.words("notes.column_empty"), "secondary", "text3")
        self._nothing = QWidget()
        self._empty_row = QVBoxLayout(self._nothing)
        super().__init__(theme, parent=parent)
        self.body.addWidget(self.head)
        self.body.addWidget(Hairline(theme))
        self._empty_row.addWidget(self._empty)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.list, 1)
        self.set_body_margins(0, 0, 0, 4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._model.rowsInserted.connect(self._show_count)
        self._model.rowsRemoved.connect(self._show_count)
        self.show_column(column)

    def set_width(self, width: int | None) -> None:
        """A width of its own in px, None to share what there is."""
        least = self.theme.px(LEAST_WIDTH)
        self.setMinimumWidth(least if width is None else max(least, width))

    def show_column(self, column: BoardColumn) -> None:
        self.column = column
        self.head.set_column(column.digit, column.title, column.tone)
        self._show_count()

    def _show_count(self) -> None:
        words, number = self._board.words, len(self.list.rows)
        spoken = words("notes.count", n=number)
        self.head.set_count(str(number), spoken)
        self.setAccessibleName(words("notes.column_count", title=self.column.title, count=spoken))
        key = "notes.column_none" if self._board.filter.is_on else "notes.column_empty"
        self._empty.set_text(words(key))
        self._nothing.setVisible(number == 0)

    def hasHeightForWidth(self) -> bool:
        # As high as the board; its list scrolls.
        return False

    def restyle(self) -> None:
        super().restyle()
        px = self.theme.px
        self.body.setSpacing(0)
        # Room for a question of two lines, so that all columns begin at one height.
        self.head.setMinimumHeight(px(58))
        self.setMinimumWidth(px(LEAST_WIDTH))
        self._empty_row.setContentsMargins(px(14), px(12), px(14), 0)
