"""The chip in the top bar that says in words how saving and syncing stand."""

from PySide6.QtWidgets import QWidget

from console.views.theme import Theme
from console.views.widgets.chip import ChipButton

# state: tone, icon, fill. Only "not saved" is solid: it is the one that needs hands at once.
LOOKS = {
    "local": ("neutral", "floppy-disk", "tint"),
    "syncing": ("accent", "arrows-clockwise", "tint"),
    "synced": ("ok", "cloud-check", "tint"),
    "offline": ("warn5", "cloud-slash", "tint"),
    "waiting": ("warn5", "hourglass-medium", "tint"),
    "conflict": ("over", "git-merge", "tint"),
    "rejected": ("over", "warning-circle", "tint"),
    "reconnect": ("warn5", "link-break", "tint"),
    "not_saved": ("over", "warning", "solid"),
}


class SyncChip(ChipButton):
    """Click opens the details; the state is always text and icon, never colour alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        tone, icon, fill = LOOKS["local"]
        super().__init__(theme, "", tone, icon, fill, parent)

    def show_sync(self, state: str, text: str, short: str | None = None) -> None:
        """`state` is a key of LOOKS; `short` is the form below 1,700 px."""
        tone, icon, fill = LOOKS[state]
        self.show_state(text, tone, icon, fill, short)
