"""How the page of components is laid out."""

from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.views.theme import Theme
from console.views.widgets.label import Label


class Ringed(Protocol):
    """Collects what is shown as if it had the keyboard focus."""

    ringed: list[QWidget]


def row(theme: Theme, spacing: int = 12) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(theme.px(spacing))
    return layout


def titled(theme: Theme, title: str, widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(theme.px(8))
    layout.addWidget(Label(theme, title, "secondary", "text2"))
    layout.addWidget(widget, 1)
    return layout
