"""The place below the Jetzt card: it takes what room there is, and never presses on the card."""

from PySide6.QtWidgets import QWidget


class Stand(QWidget):
    """Wrapped words inside would make Qt take all it asks for as the least it needs."""

    def hasHeightForWidth(self) -> bool:
        return False
