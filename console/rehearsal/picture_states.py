"""Named states for pictures: they change data or surroundings, never a widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from msgspec.structs import replace

from console.app.following import Following
from console.app.handing_over import HandingOver
from console.app.histories import Histories
from console.app.inviting import Inviting
from console.app.leaving import Leaving
from console.app.parking import Parking
from console.app.role_menu import RoleMenu
from console.app.session import Session
from console.commands import notes
from console.domain.errors import KnownFailure
from console.rehearsal.picture_files import PicturedParking, handed_files
from console.rehearsal.picture_places import PicturedPlaces, at_once
from console.storage.store import Store
from console.sync.merged import Merged
from console.sync.status import Peer, State, SyncStatus
from console.templates import SAMPLE_DAY
from console.viewmodels.start import StartViewModel
from console.views.main_window import NOTES
from console.words import formats

#: The end of the sample evening (UTC ms).
_ENDED_AT = 1_599_590_400_000


def _synced(session: Session, at: int) -> None:
    """The exchange runs, and the other two consoles are there."""
    session.sync.show(_status(session, at, "synced"))


def _status(session: Session, at: int, state: State) -> SyncStatus:
    peers = tuple(
        Peer(member=member.id, device=member.id, role=member.role)
        for member in session.store.state.members.values()
        if member.id != session.store.identity.member and member.role != session.store.identity.role
    )
    return SyncStatus(state=state, last_contact_at=at, since=at - 9 * 60_000, peers=peers)


def _present(session: Session, at: int) -> None:
    """The others are in their views, and one of them edits the two newest notes."""
    status = _status(session, at, "synced")
    newest = sorted(session.store.state.board_notes(), key=lambda note: -note.made_at)
    edited = tuple(note.id for note in newest[:2])
    first, *others = status.peers
    peers = [replace(first, view="notes", editing=edited)]
    peers += [replace(peer, view="roster") for peer in others]
    session.sync.show(replace(status, peers=tuple(peers)))


def _gone_dark(session: Session, at: int) -> None:
    """One console went dark with notes that nobody else has."""
    status = _status(session, at, "synced")
    first, *others = status.peers
    dark = replace(first, online=False, outbox=37, seen_at=at - 55 * 60_000)
    session.sync.show(replace(status, peers=(dark, *others)))


def _offline(session: Session, at: int) -> None:
    session.sync.show(_status(session, at, "offline"))


def _asked(session: Session, at: int) -> None:
    """Somebody asked how it stands; one console went dark with notes of its own."""
    status = _status(session, at, "refused")
    views, peers = ("notes", "roster"), list[Peer]()
    for peer, view in zip(status.peers, views, strict=False):
        peers.append(replace(peer, view=view))
    peers.append(replace(status.peers[0], device="dark", online=False, outbox=37, seen_at=at))
    session.sync.show(replace(status, peers=tuple(peers), quarantined=2))
    session.open_sync()


def _inviting(session: Session, at: int) -> Inviting:
    """The lead looks who is there."""
    _synced(session, at)
    menu = RoleMenu(session.window, session.window.theme, session.desk.words)
    inviting = Inviting(session, PicturedPlaces(session.store, at), at_once, menu)
    inviting.open()
    return inviting


def _invited(session: Session, at: int) -> None:
    """A code was made for a note-taker of two groups."""
    model = _inviting(session, at).invitations
    model.choose_role("notetaker")
    model.choose_round(model.rounds[1].id)
    for group in model.groups[:2]:
        model.choose_group(group.id, chosen=True)
    model.make_code()


def _revoking(session: Session, at: int) -> None:
    """A place is about to be taken away."""
    team = _inviting(session, at).team
    team.ask(team.rows[-1].id)


def _leaving(session: Session, at: int) -> None:
    """Somebody gives the device away after the end."""
    _synced(session, at)
    menu = RoleMenu(session.window, session.window.theme, session.desk.words)
    Leaving(session, lambda _: True, menu).open()


def _given_away(start: StartViewModel) -> None:
    """The dialogue is gone; the receipt stands on the start page."""
    words, title = start.words, "Digitaler Bürger*innendialog"
    receipt = words(
        "leaving.receipt",
        title=title,
        dialogue="0174b5a1-3c55-7d0e-9f0a-54c1a2b7e611",
        date=formats.long_date(words, SAMPLE_DAY),
        time=formats.spoken_clock(words, _ENDED_AT, "Europe/Berlin"),
        zone="Europe/Berlin",
        device="0174b59f-1f0c-7c3b-8a52-6d1f0be9c0d4",
        address="https://dialog.stadt.example",
        n=812,
        chain="5f1c" * 16,
    )
    done = words("leaving.done", title=title, path="Dokumente/Beleg.txt")
    start.inform(f"{done}\n\n{receipt}")


def _handing_over(session: Session) -> HandingOver:
    """No city server can be reached."""
    menu = RoleMenu(session.window, session.window.theme, session.desk.words)
    return HandingOver(session, menu)


def _giving(session: Session, at: int) -> None:
    """Somebody copied the text for the chat."""
    _offline(session, at)
    over = _handing_over(session)
    over.give()
    over.handing_out.copy_next()


def _read_in(session: Session, at: int) -> None:
    """A file of the note-taker was read twice, a word of it changed on its way."""
    _offline(session, at)
    over = _handing_over(session)
    over.in_sheet.read_dropped(handed_files(session.store))
    session.window.open_view(NOTES)


def _waiting_for_the_lead(session: Session, at: int) -> None:
    """Two texts that were handed over, and one of a note-taker of another group."""
    _synced(session, at)
    Parking(session, PicturedParking(session.store, at), at_once)
    session.open_sync()


def _merged(session: Session, at: int) -> None:
    """The backend was restored from an older copy, and everything was brought back."""
    Histories(session, RoleMenu(session.window, session.window.theme, session.desk.words))
    status = _status(session, at, "synced")
    merged = Merged(at=at - 60_000, came=2, queued=14, salvaged=31)
    session.sync.show(replace(status, merged=merged))
    session.open_sync()


def _asked_how_to_go_on(session: Session, at: int) -> None:
    """Another dialogue answers under the known address."""
    Histories(session, RoleMenu(session.window, session.window.theme, session.desk.words))
    session.sync.show(_status(session, at, "other_history"))
    session.open_sync()


def _on_ones_own(session: Session, at: int) -> None:
    """Without connection somebody who does not lead said where they are."""
    _offline(session, at)
    menu = RoleMenu(session.window, session.window.theme, session.desk.words)
    following = Following(session, menu)
    for item, _, _ in following.model.items[5:6]:
        following.model.follow(item)


def _not_saved(session: Session, at: int) -> None:
    _synced(session, at)
    session.desk.refuse(KnownFailure("disk_full", path="Dortmund.dialogpult"))


def _unsent_notes(store: Store) -> None:
    """Write three notes that the log does not have."""
    column = store.state.board_columns()[2].id
    for text in ("Trinkbrunnen auf dem Platz.", "WLAN im Bürgerhaus.", "Licht am Fußweg."):
        notes.add_note(store, text, column=column)


def _refused_notes(store: Store) -> None:
    """Two of the unsent notes were not accepted."""
    _unsent_notes(store)
    one, other, _ = store.replica.pending()
    store.replica.refuse([(one.op_id, "denied:scope"), (other.op_id, "denied:revoked")])


def _lead_of(store: Store) -> str:
    return next(one.id for one in store.state.members.values() if one.role == "lead")


def _conflict(store: Store) -> None:
    """Edit one note twice on the same base, as two consoles do."""
    newest = max(store.state.board_notes(), key=lambda note: note.made_at)
    base = notes.text_base(store, newest.id)
    own, lead = store.identity, _lead_of(store)
    store.be(replace(own, member=lead, role="lead", device=lead))
    notes.edit_note(store, newest.id, f"{newest.text.text} Und zwar bald.", base=base)
    store.be(own)
    notes.edit_note(store, newest.id, f"Zuerst: {newest.text.text}", base=base)


def _draft(store: Store) -> None:
    store.save_draft("capture", "Hilfe beim Antrag auch in Leichter Sprache")


@dataclass(frozen=True)
class Moment:
    """When, what is different in the file, and what is different round the console.

    `until` is the instant (UTC ms) up to which the log is known, 0: up to the moment itself.
    `begin` is for the start page, where nothing is open.
    """

    at: tuple[int, int] = (19, 42)
    prepare: Callable[[Store], None] | None = None
    surround: Callable[[Session, int], None] = _synced
    begin: Callable[[StartViewModel], None] | None = None
    until: int = 0


STATES: Final[Mapping[str, Moment]] = MappingProxyType(
    {
        "before-start": Moment(at=(17, 50)),
        "overdue": Moment(at=(18, 2)),
        "plenary": Moment(at=(18, 12)),
        "groups": Moment(at=(18, 55)),
        "returning": Moment(at=(19, 11)),
        "break": Moment(at=(19, 15)),
        "over-time": Moment(at=(19, 32)),
        "presence": Moment(surround=_present),
        "protocols-missing": Moment(at=(20, 50), surround=_gone_dark),
        "offline": Moment(prepare=_unsent_notes, surround=_offline),
        "conflict": Moment(prepare=_conflict),
        "sync": Moment(prepare=_refused_notes, surround=_asked),
        "invite": Moment(surround=_invited),
        "revoke": Moment(surround=_revoking),
        "hand_over": Moment(prepare=_unsent_notes, surround=_giving),
        "read_in": Moment(surround=_read_in),
        "parked": Moment(surround=_waiting_for_the_lead),
        "diverged": Moment(surround=_merged),
        "other_history": Moment(surround=_asked_how_to_go_on),
        "on_ones_own": Moment(surround=_on_ones_own),
        "draft": Moment(prepare=_draft),
        "not-saved": Moment(surround=_not_saved),
        "leaving": Moment(at=(20, 50), surround=_leaving),
        "receipt": Moment(begin=_given_away),
        "ended": Moment(at=(20, 50)),
    }
)
