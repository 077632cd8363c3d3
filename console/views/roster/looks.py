"""How states, filters and groups look: icons and tokens by the codes of the view models."""

from console.viewmodels.roster_rows import RosterRow

#: state: icon, its colour, ink of the name
STATES: dict[str, tuple[str, str, str]] = {
    "registered": ("envelope-simple", "text2", "text2"),
    "promised": ("envelope-simple-open", "text2", "text2"),
    "waiting": ("sign-in", "accent_text", "text"),
    "present": ("check-circle-fill", "ok", "text"),
    "left": ("sign-out", "text2", "text2"),
    "excluded": ("prohibit", "over_text", "text2"),
}
#: what can be done with a row: icon
ACTS = {
    "waiting": "sign-in",
    "present": "check-circle",
    "left": "sign-out",
    "tech": "headset",
    "group": "squares-four",
}
#: phase of a group's timer: icon and ink of its digits
PHASES: dict[str, tuple[str, str]] = {
    "ready": ("circle-dashed", "text2"),
    "running": ("play-fill", "text"),
    "warning": ("hourglass-medium", "warn5_text"),
    "last_minute": ("hourglass-low", "warn1_text"),
    "over": ("warning-fill", "over_text"),
    "paused": ("pause-fill", "text2"),
    "returning": ("arrow-u-down-left", "text2"),
    "returned": ("check-circle-fill", "text2"),
}


def bar_colour(row: RosterRow) -> str:
    """The stays of somebody who is gone are grey."""
    return "accent" if row.state == "present" else "line_control"
