"""What to do next with a city backend, and what its answers mean. No network, no clock.

The core knows the dialogue file through its replica and speaks in values: somebody asks for the
next `Push`, `Offer` or `Pull`, carries it, and brings back the answer or the failure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct

from console.domain.ops import Record
from console.storage.divergence import Merge
from console.storage.replica import Replica
from console.sync.failure import RequestFailed
from console.sync.push_lane import Push, PushLane
from console.sync.salvage_lane import Offer, SalvageLane
from console.sync.wire import Page, PushAnswer, SalvageAnswer

Stop = Literal["reconnect_needed", "other_history", "deleted", "protocol_version"]

#: Answers after which only a person can go on.
_STOPS: Final[Mapping[str, Stop]] = {
    "unauthorized": "reconnect_needed",
    "forbidden": "reconnect_needed",
    "revoked": "reconnect_needed",
    "expired": "reconnect_needed",
    "dialogue_deleted": "deleted",
    "protocol_version": "protocol_version",
    "not_found": "other_history",
    "other_dialogue": "other_history",
}


class Pull(Struct, frozen=True, kw_only=True):
    """Read the log after a cursor; `aside`: of the other history, into the side table."""

    after: int
    chain: str
    aside: bool = False
    acked_seq: int = 0


class Core:
    """The console's side of one dialogue's exchange.

    `stopped` is why nothing more is asked until a person acts, "" while all is well. Methods
    that take an answer raise KnownFailure when the disk refuses; then nothing was changed.
    """

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self.outgoing = PushLane(replica)
        self.salvage = SalvageLane(replica)
        self.stopped: Stop | Literal[""] = ""
        self.head = replica.position.cursor
        #: Whether this connection has told yet how far the log goes.
        self.head_known = False
        self.last_merge: Merge | None = None
        #: Whether what the log says about members may be another thing than we last looked at.
        self.members_changed = True
        self._missing = 0
        #: Whether what is read beside is another history, not ours once more.
        self._is_other = self.is_merging
        #: Whether the log is read again only for words that are missing.
        self._reads_for_words = False

    @property
    def is_behind(self) -> bool:
        """Whether the log is known to have more than this console."""
        return self._replica.position.cursor < self.head or self._replica.aside is not None

    @property
    def is_merging(self) -> bool:
        """Whether another history is being laid aside."""
        return self._replica.aside is not None

    def greet(self, backend: str, kinds: Mapping[str, int]) -> None:
        """Take note of who answers and which kinds it takes; a new connection has begun."""
        if self._replica.position.server not in (None, backend):
            self.stopped = "other_history"
            return
        self.members_changed = True
        self.head_known = False
        self.outgoing.connected(kinds)
        self.salvage.connected()

    def log_reaches(self, head: int) -> None:
        """Take note of how far the log goes."""
        self.head = max(self.head, head)
        self.head_known = True
        self._looked()

    def _looked(self) -> None:
        if not self.is_behind:
            self.salvage.looked(self._replica.position.cursor)

    def resume(self) -> None:
        """Go on after a person acted: another pairing, or simply once more."""
        self.stopped = ""
        self.outgoing.forget()
        self.salvage.forget()

    # Out

    def push(self) -> Push | None:
        """Return what to send next, or None when there is nothing or it is not the time."""
        if self.stopped or self.is_merging:
            return None
        return self.outgoing.next()

    def pushed(self, push: Push, answer: PushAnswer) -> bool:
        """Take the answer to a push; tell whether it said something about every operation.

        What was accepted stays in the outbox until the log brings it (R2).
        """
        self.log_reaches(answer.head)
        return self.outgoing.answered(push, answer)

    def push_failed(self, push: Push, failure: RequestFailed, *, answers: bool) -> None:
        """Take a failure: everything is kept (R8).

        `answers`: the backend answers other requests, so it may be about what was sent; then the
        next batch is smaller, and an action that fails alone is set aside.
        """
        if failure.code == "history_diverged":
            self._diverged(push.after, push.chain)
        elif not self._stop(failure) and answers and not failure.is_passing:
            self.outgoing.failed(push, failure)

    # Out: what others wrote

    def offer(self) -> Offer | None:
        """Return what to offer next of what others wrote and the log lacks.

        None when there is nothing, or before the log was read to its head.
        """
        if self.stopped or self.is_behind or not self.head_known:
            return None
        return self.salvage.next()

    def offered(self, offer: Offer, answer: SalvageAnswer) -> bool:
        """Take the answer to an offer; tell whether it said something about every row.

        What was accepted stays as it is until the log brings it (R2).
        """
        self.head = max(self.head, answer.head)
        return self.salvage.answered(offer, answer)

    def offer_failed(self, offer: Offer, failure: RequestFailed, *, answers: bool) -> None:
        """Take a failure: everything is kept. `answers` as with a push."""
        if failure.code == "history_diverged":
            self._diverged(offer.after, offer.chain)
        elif (
            not self.salvage.refused(failure)
            and not self._stop(failure)
            and answers
            and not failure.is_passing
        ):
            self.salvage.failed(offer, failure)

    # In

    def pull(self) -> Pull | None:
        """Return what to read next, or None while a person has to act."""
        if self.stopped:
            return None
        aside = self._replica.aside
        if aside is not None:
            return Pull(after=aside.cursor, chain=aside.chain, aside=True)
        return Pull(
            after=self._replica.position.cursor,
            chain=self._replica.chain,
            acked_seq=self.outgoing.acked_seq,
        )

    def pulled(self, pull: Pull, page: Page, contact_at: int | None = None) -> bool:
        """Take a page; tell whether it was news.

        Raises: ChainBroken when it does not continue what is known (R4): ask again.
        """
        if pull.aside:
            return self._pulled_aside(page)
        self.head = page.head
        self.head_known = True
        self.outgoing.head_seen(page.head, pull.acked_seq)
        news = self.received(page.records, contact_at)
        self._looked()
        return news

    def received(self, records: Sequence[Record], contact_at: int | None = None) -> bool:
        """Take records of the log, pulled or streamed; tell whether any was news.

        What is known already is skipped. Raises: ChainBroken.
        """
        cursor = self._replica.position.cursor
        news = [record for record in records if record.seq > cursor]
        if not news or self.is_merging:
            return False
        change = self._replica.receive(news, contact_at)
        self.members_changed |= change is not None and change.touches("member", "lead")
        self.head = max(self.head, news[-1].seq)
        self.outgoing.received(news[-1].seq)
        return True

    def check_words(self) -> None:
        """At the head of the log: read it all again when words are missing that are for us.

        Once is enough: what is missing then is gone. Raises: KnownFailure.
        """
        replica = self._replica
        if self.is_behind or not replica.has_new_blanks:
            return
        missing = replica.unexplained_blanks()
        if missing > self._missing:
            self.restart()
            self._reads_for_words = True

    def pull_failed(self, pull: Pull, failure: RequestFailed) -> None:
        """Take a failure of a pull or of the stream."""
        if failure.code == "history_diverged":
            self._diverged(pull.after, pull.chain, aside=pull.aside)
        else:
            self._stop(failure)

    def _stop(self, failure: RequestFailed) -> bool:
        if failure.status and failure.code in _STOPS:
            self.stopped = _STOPS[failure.code]
        return bool(self.stopped)

    # Another history

    def _diverged(self, after: int, chain: str, *, aside: bool = False) -> None:
        """The log does not have our cursor: lay it aside whole, and only then change anything."""
        current = self.pull()
        if current is None or (after, chain, aside) != (
            current.after,
            current.chain,
            current.aside,
        ):
            return
        if after == 0:
            # Even the beginning is another one.
            self.stopped = "other_history"
            return
        self.restart()
        self._is_other = True

    def restart(self) -> None:
        """Read the whole log once more beside what is shown: it or our role changed."""
        self._reads_for_words = self._is_other = False
        self.outgoing.forget()
        self.salvage.forget()
        self._replica.begin_aside()

    def _pulled_aside(self, page: Page) -> bool:
        aside = self._replica.aside
        if aside is None:
            return False
        self._replica.receive_aside([one for one in page.records if one.seq > aside.cursor])
        now = self._replica.aside
        if now is not None and now.cursor >= page.head:
            self._swap(page.head)
        return True

    def _swap(self, head: int) -> None:
        merge = self._replica.swap()
        self.last_merge = merge if self._is_other else self.last_merge
        self.members_changed = True
        if self._reads_for_words:
            # Another reading may have been begun under a role that passed meanwhile.
            self._missing = self._replica.unexplained_blanks()
        self.head = head
        self.outgoing.forget()
        self.salvage.swapped()
        if self.is_merging:
            # Not one record in common: perhaps another dialogue under this name.
            self._replica.leave_aside()
            self.stopped = "other_history"
