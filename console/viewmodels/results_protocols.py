"""Whether everybody's notes have come in: said before an export, and only when it is known."""

from __future__ import annotations

from collections.abc import Iterator

from console.sync.status import Peer, SyncStatus
from console.viewmodels import peers
from console.viewmodels.desk import Desk
from console.viewmodels.results_checks import CheckRow

#: Who may have written something down; observers and displays never have.
_WRITERS = frozenset({"lead", "cohost", "notetaker"})
_CONNECTED = frozenset({"synced", "waiting", "refused"})
_ON_THE_WAY = frozenset({"connecting", "syncing", "merging"})
#: More names than this are counted.
MOST_NAMED = 3


def protocols_row(desk: Desk, status: SyncStatus, ended_at: int | None) -> CheckRow | None:
    """Return what is known of the others' notes; None for a console on its own.

    `ended_at` (UTC ms) is the dialogue's end: of a console that went dark before it nobody can
    say what was written there afterwards.
    """
    words = desk.words
    if status.state == "local_only":
        return None
    if status.state in _ON_THE_WAY:
        return _said(words("results.protocols_syncing"), "", "neutral", "arrows-clockwise")
    if status.state not in _CONNECTED:
        title, short = words("results.protocols_unknown"), words("results.protocols_unknown_short")
        return _said(title, short, "neutral", "cloud-slash")
    missing, total = _missing(desk, status, ended_at)
    if not missing:
        title = words("results.protocols_all", n=total)
        return _said(title, "", "ok", "check-circle")
    named = "; ".join(f"{name}, {how}" for name, how in missing[:MOST_NAMED])
    rest = len(missing) - MOST_NAMED
    if rest > 0:
        named = words("results.protocols_more", named=named, n=rest)
    names = ", ".join(name for name, _ in missing[:MOST_NAMED])
    here = total - len(missing)
    short = words("results.protocols_missing_short", here=here, total=total, names=names)
    return _said(
        words("results.protocols_missing", named=named), short, "warn5", "hourglass-medium"
    )


def _said(title: str, short: str, tone: str, icon: str) -> CheckRow:
    return CheckRow(id="protocols", title=title, short=short, tone=tone, icon=icon)


def _missing(
    desk: Desk, status: SyncStatus, ended_at: int | None
) -> tuple[list[tuple[str, str]], int]:
    """Return who is missing and how, and how many consoles there are, this one among them."""
    own = desk.store.identity
    missing, total = [*_own(desk, status)], 1
    others = [one for one in status.peers if one.device != own.device and one.role in _WRITERS]
    for peer in others:
        total += 1
        if how := _unknown_of(desk, peer, ended_at):
            missing.append((peers.first_name_of(desk, peer), how))
    heard = {own.member, *(peer.member for peer in status.peers)}
    for name in _never_heard(desk, heard):
        total += 1
        missing.append((name, desk.words("results.protocols_unheard")))
    return missing, total


def _own(desk: Desk, status: SyncStatus) -> Iterator[tuple[str, str]]:
    """Yield this console when something of it is not in the log."""
    open_here = status.pending + status.quarantined
    if open_here:
        here = desk.words("shell.sync_sheet.this_device")
        yield here, desk.words("shell.peer.unsent", n=open_here)


def _unknown_of(desk: Desk, peer: Peer, ended_at: int | None) -> str:
    """Return what is missing of a console; empty when all of it is known to be here."""
    told = peers.unsent_there(desk, peer)
    if peer.outbox:
        return told
    heard_at_the_end = ended_at is not None and peer.seen_at >= ended_at
    if peer.online or heard_at_the_end:
        return ""
    dark = desk.words("shell.sync_sheet.dark")
    return ", ".join(part for part in (dark, told) if part)


def _never_heard(desk: Desk, heard: set[str]) -> Iterator[str]:
    """Yield who has a place to write from and is not known to the backend at the moment."""
    for member in desk.store.state.members.values():
        if member.role in _WRITERS and not member.revoked and member.id not in heard:
            yield member.name or desk.words(f"shell.role.{member.role}")
