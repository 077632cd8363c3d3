"""What a console remembers: frozen values with a sensible state when nothing is known yet."""

from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

Theme = Literal["system", "light", "dark"]
Zoom = Annotated[int, Meta(ge=80, le=200)]
Length = Annotated[int, Meta(ge=1)]

RECENT_LIMIT: Final = 10


class WindowPlace(Struct, frozen=True, kw_only=True):
    """Where a window stood, in logical pixels of the whole desktop."""

    x: int
    y: int
    width: Length
    height: Length
    maximized: bool = False
    full_screen: bool = False


class RoleSettings(Struct, frozen=True, kw_only=True):
    """What is kept per role. `zoom` in percent; None follows the system's text size."""

    theme: Theme = "system"
    zoom: Zoom | None = None
    window: WindowPlace | None = None
    projector: WindowPlace | None = None
    mini: WindowPlace | None = None
    right_column: bool = True


class RecentFile(Struct, frozen=True, kw_only=True):
    """A dialogue file that was open; `opened_at` in UTC milliseconds."""

    path: str
    title: str
    opened_at: int


class Settings(Struct, frozen=True, kw_only=True):
    """All settings. `language` None: as the system. `roles` by the role's word on the wire.

    `last_role` is the one a console was last used in: it begins with what was kept for that.
    `keys` maps actions to the keys that were given to them, as portable text.
    `mark` names a picture beside the settings, `accent` is a colour as #RRGGBB.
    `certificate_file` (PEM) holds a city's own authority, trusted beside the system's.
    """

    language: Literal["de", "en"] | None = None
    member_name: str = ""
    backend_address: str = ""
    certificate_file: str = ""
    last_role: str = "lead"
    recent: tuple[RecentFile, ...] = ()
    roles: dict[str, RoleSettings] = {}
    keys: dict[str, str] = {}
    reduced_motion: bool = False
    announcements: Literal["all", "important", "off"] = "all"
    mark: str = ""
    accent: str = ""

    def role(self, role: str) -> RoleSettings:
        """Return what is kept for a role."""
        return self.roles.get(role, RoleSettings())

    def with_role(self, role: str, kept: RoleSettings) -> "Settings":
        """Return these settings with others for one role."""
        return msgspec.structs.replace(self, roles={**self.roles, role: kept})

    def with_recent(self, file: RecentFile) -> "Settings":
        """Return these settings with a file as the one used last; the list stays short."""
        others = tuple(one for one in self.recent if one.path != file.path)
        return msgspec.structs.replace(self, recent=(file, *others)[:RECENT_LIMIT])

    def without_recent(self, path: str) -> "Settings":
        """Return these settings with a file off the list."""
        kept = tuple(one for one in self.recent if one.path != path)
        return msgspec.structs.replace(self, recent=kept)
