"""What the network's path tells the rest of the program about itself."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from console.sync.merged import Merged

State = Literal[
    "local_only",
    "connecting",
    "syncing",
    "synced",
    "offline",
    "waiting",
    "refused",
    "merging",
    "reconnect_needed",
    "other_history",
    "deleted",
]


class Peer(Struct, frozen=True, kw_only=True):
    """A device of a member, as the backend knows it; names are in the dialogue's members.

    Of a dark one (`online` false) the last known count of unsent operations stays. `seen_at`
    is when it was last heard of (UTC ms; 0: the backend does not say).
    """

    member: str
    device: str
    role: str = ""
    online: bool = True
    view: str = ""
    editing: tuple[str, ...] = ()
    outbox: int = 0
    seq: int = 0
    seen_at: int = 0


class SyncStatus(Struct, frozen=True, kw_only=True):
    """One picture of the exchange with the city backend.

    `pending` counts own operations that the log does not have yet, `waiting` those among them
    that fail alone and are tried last, `quarantined` those refused for good. Instants are UTC
    ms: `last_contact_at` of the last answer (None: never), `since` when `state` began. `reason`
    is the code of the last failure (`errors.<code>`), empty when there is none, and `about` the
    path that it is about, if any. `cursor` is the
    last number of the log that is known here, `role` that of who sits here, `merged` what became
    of another history in this session.
    """

    state: State = "local_only"
    pending: int = 0
    waiting: int = 0
    quarantined: int = 0
    last_contact_at: int | None = None
    since: int = 0
    reason: str = ""
    about: str = ""
    cursor: int = 0
    peers: tuple[Peer, ...] = ()
    role: str = ""
    merged: Merged | None = None
