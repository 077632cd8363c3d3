"""The style sheet for the few parts Qt draws itself: scroll bars, menus, tips, popup lists."""

from collections.abc import Callable
from string import Template

from console.views.tokens import Tokens

# Weights, digits and tracking are set on fonts in code: a style sheet cannot reach them, and a
# font rule here would also wipe them out.
_SHEET = Template("""
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: ${bar}px; }
QScrollBar:horizontal { height: ${bar}px; }
QScrollBar::handle { background: $line_control; border-radius: ${bar_radius}px; margin: ${gap}px; }
QScrollBar::handle:vertical { min-height: ${handle}px; }
QScrollBar::handle:horizontal { min-width: ${handle}px; }
QScrollBar::handle:hover { background: $text3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea { background: transparent; border: none; }
QAbstractScrollArea::corner { background: transparent; }
QLineEdit { background: transparent; border: none; }
QFileDialog QLineEdit, QFileDialog QAbstractItemView { background: $bg_raised; color: $text;
  border: 1px solid $line_strong; }
QFileDialog QLineEdit { padding: ${p4}px ${p6}px; }
QFileDialog QHeaderView::section { background: $bg_sunken; color: $text; border: none;
  padding: ${p4}px ${p6}px; }
QTableView { selection-background-color: transparent; }
QToolTip { background: $bg_inverse; color: $on_inverse; border: none;
  padding: ${p6}px ${p8}px; }
QMenu { background: $bg_raised; color: $text; border: 1px solid $line_strong;
  padding: ${p4}px; }
QMenu::item { padding: ${p8}px ${p20}px ${p8}px ${p8}px; border-radius: ${p6}px;
  margin: 1px ${p4}px; }
QMenu::item:selected { background: $bg_hover; }
QMenu::item:disabled { color: $text_dis; }
QMenu::icon { padding-left: ${p8}px; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px ${p8}px; }
QMenu::indicator { width: ${p16}px; height: ${p16}px; padding-left: ${p8}px; }
QComboBox QAbstractItemView { background: $bg_raised; color: $text;
  border: 1px solid $line_strong; padding: ${p4}px; outline: none;
  selection-background-color: $bg_hover; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: ${row}px; padding: 0 ${p8}px; }
""")


def style_sheet(tokens: Tokens, px: Callable[[float], int]) -> str:
    """The sheet for one scheme; `px` turns a length at 100 % into px at the present scale."""
    bar = px(10)
    gap = max(1, px(2))
    sizes = {
        "bar": bar,
        "gap": gap,
        # A radius above half the thickness is dropped by Qt and the handle turns square.
        "bar_radius": (bar - 2 * gap) // 2,
        "handle": px(32),
        "row": px(32),
        **{f"p{length}": px(length) for length in (4, 6, 8, 16, 20)},
    }
    return _SHEET.substitute({**tokens.colours, **{name: str(v) for name, v in sizes.items()}})
