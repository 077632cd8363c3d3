"""How the card of a group looks in each phase of its timer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhaseLook:
    """How a card looks in one phase: tokens for ground, frame, digits, bar, and its chip."""

    ground: str
    frame: str
    thick: bool
    digits: str
    bar: str
    track: str
    tone: str
    icon: str
    fill: str


PHASES: dict[str, PhaseLook] = {
    "ready": PhaseLook(
        "bg_panel", "line_strong", False, "text", "accent", "bg_hover",
        "neutral", "circle-dashed", "tint",
    ),
    "running": PhaseLook(
        "bg_panel", "line_strong", False, "text", "accent", "bg_hover",
        "neutral", "play-fill", "tint",
    ),
    "warning": PhaseLook(
        "warn5_tint", "warn5", True, "warn5_text", "warn5", "bg_panel",
        "warn5", "hourglass-medium", "panel",
    ),
    "last_minute": PhaseLook(
        "warn1_tint", "warn1", True, "warn1_text", "warn1", "bg_panel",
        "warn1", "hourglass-low", "solid",
    ),
    "over": PhaseLook(
        "over_tint", "over", True, "over_text", "over", "bg_panel",
        "over", "warning-fill", "solid",
    ),
    "paused": PhaseLook(
        "bg_panel", "line_strong", False, "text2", "line_control", "bg_hover",
        "neutral", "pause-fill", "tint",
    ),
    "returning": PhaseLook(
        "accent_tint", "accent_line", False, "text2", "accent", "bg_panel",
        "accent", "arrow-u-down-left", "panel",
    ),
    "returned": PhaseLook(
        "bg_sunken", "line", False, "text3", "ok", "bg_hover",
        "ok", "check-circle-fill", "tint",
    ),
}  # fmt: skip

# Phases in which a single action takes the place of the buttons for minutes, with its icon.
ACTIONS = {"ready": "play-fill", "returning": "check", "returned": "arrow-u-up-left"}
