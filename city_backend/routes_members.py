"""Members, devices, and invitations."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from city_backend import incoming
from city_backend.answers import answer
from city_backend.backend import Backend
from city_backend.connection import Connection
from city_backend.enrolling import enrol
from city_backend.errors import Problem
from city_backend.limits import MAX_DEVICES
from city_backend.log import Rights
from city_backend.minting import write_facts
from city_backend.openapi import Endpoint
from city_backend.pairing import changed_member, invite, pair, paired
from city_backend.reading import Admitted, admit, admit_anywhere, knock
from city_backend.removal import revoke_devices
from city_backend.transaction import Transaction
from city_backend.wire import (
    DeviceInfo,
    DeviceRequest,
    Invitation,
    InvitationRequest,
    MemberInfo,
    MemberRequest,
    Members,
    Paired,
    PairRequest,
)
from console.domain.members import MemberRevoked
from console.domain.ops import Fact


class MemberRoutes:
    """Endpoints about who belongs to a dialogue."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def endpoints(self) -> list[Endpoint]:
        """Return what is offered."""
        at = "/v1/dialogues/{dialogue}"
        return [
            Endpoint(
                "POST",
                "/v1/pair",
                self.pair,
                request=PairRequest,
                answer=Paired,
                token=None,
                problems=(403, 409, 429),
            ),
            Endpoint("GET", f"{at}/members", self.members, answer=Members, problems=(410,)),
            Endpoint(
                "POST",
                f"{at}/members",
                self.change_member,
                request=MemberRequest,
                answer=Members,
                problems=(410,),
            ),
            Endpoint(
                "POST",
                f"{at}/invitations",
                self.invite,
                request=InvitationRequest,
                answer=Invitation,
                status=201,
                problems=(410,),
            ),
            Endpoint("POST", "/v1/devices", self.enrol, request=DeviceRequest, answer=Paired),
            Endpoint("DELETE", "/v1/devices/{device}", self.revoke, answer=None),
        ]

    async def pair(self, request: Request) -> Response:
        """Take the place that a code stands for."""
        asked = incoming.decoded(await incoming.body(request), PairRequest)
        proof = incoming.shown_token_hash(request)
        job = pair(asked, incoming.address(request), self._backend.moment, proof)
        found = await self._backend.writer.run(job)
        if isinstance(found, Problem):
            self._backend.metrics.add("pairings_refused_total", "code", found.code)
            raise found
        return answer(request, found)

    async def members(self, request: Request) -> Response:
        """Everybody who belongs to the dialogue."""
        dialogue, token = request.path_params["dialogue"], incoming.token_hash(request)
        now = self._backend.real.wall_ms()

        def job(transaction: Transaction) -> Members:
            return member_list(transaction, admit(transaction, token, dialogue, now))

        return answer(request, await self._backend.reader.run(job))

    async def change_member(self, request: Request) -> Response:
        """Another name, role or scope for a member, or none of all that any more."""
        dialogue, token = request.path_params["dialogue"], incoming.token_hash(request)
        await self._backend.reader.glance(knock(token, dialogue))
        asked = incoming.decoded(await incoming.body(request), MemberRequest)

        def job(transaction: Transaction) -> Members:
            transaction.state(dialogue)
            now = self._backend.moment(transaction)
            who = lead(admit(transaction, token, dialogue, now.real))
            known = who.log.rights().members.get(asked.member)
            if known is None:
                raise Problem("not_found")
            if asked.revoked and known.revoked:
                return member_list(transaction, who)
            if asked.revoked:
                facts = [Fact(entity=asked.member, body=MemberRevoked())]
            else:
                facts = changed_member(
                    who.log, asked.member, name=asked.name, role=asked.role, groups=asked.groups
                )
            if facts:
                write = write_facts(
                    who.log,
                    facts,
                    by=who.member.id,
                    device=self._backend.device,
                    now=now.dialogue,
                )
                transaction.apply(who.log, write)
            return member_list(transaction, who)

        return answer(request, await self._backend.writer.run(job))

    async def invite(self, request: Request) -> Response:
        """A code for somebody else."""
        dialogue, token = request.path_params["dialogue"], incoming.token_hash(request)
        await self._backend.reader.glance(knock(token, dialogue))
        asked = incoming.decoded(await incoming.body(request), InvitationRequest)

        def job(transaction: Transaction) -> Invitation:
            now = transaction.now_ms()
            who = lead(admit(transaction, token, dialogue, now))
            return invite(transaction, dialogue, asked, by=who.member.id, real_now=now)

        return answer(request, await self._backend.writer.run(job), 201)

    async def enrol(self, request: Request) -> Response:
        """A sibling device of the same member."""
        token = incoming.token_hash(request)
        await self._backend.reader.glance(lambda one: admit_anywhere(one, token))
        asked = incoming.decoded(await incoming.body(request), DeviceRequest)

        def job(transaction: Transaction) -> Paired:
            who = admit_anywhere(transaction, token)
            known = transaction.device(asked.token_hash)
            if known is None:
                _check_device(transaction, who, asked.device)
                enrol(
                    transaction,
                    who.log.dialogue,
                    who.member.id,
                    asked.device,
                    asked.device_name,
                    asked.token_hash,
                    transaction.now_ms(),
                    by=who.device.id,
                )
            elif (known.id, known.member) != (asked.device, who.member.id):
                raise Problem("malformed", parameter="token_hash")
            return paired(transaction, asked.token_hash)

        return answer(request, await self._backend.writer.run(job))

    async def revoke(self, request: Request) -> Response:
        """Shut a device out: the lead any, everybody their own."""
        token, device = incoming.token_hash(request), request.path_params["device"]

        def job(transaction: Transaction) -> None:
            who = admit_anywhere(transaction, token)
            owner = transaction.db.execute(
                "SELECT member FROM device WHERE dialogue = ? AND id = ?",
                [who.log.dialogue, device],
            ).fetchone()
            if owner is None:
                raise Problem("not_found")
            if owner[0] != who.member.id:
                lead(who)
            revoke_devices(transaction, who.log.dialogue, device, transaction.now_ms())

        await self._backend.writer.run(job)
        return Response(status_code=204)


def _check_device(transaction: Transaction, who: Admitted, device: str) -> None:
    """Let a member have a bounded number of devices, and none that is there already.

    Each has a share of what is parked, what is written is numbered by device, and whoever is shut
    out takes along what it enrolled: that must not be somebody who was there before.
    Raises: Problem with too_many_devices or malformed.
    """
    rows = transaction.db.execute(
        "SELECT id, revoked_at FROM device WHERE dialogue = ? AND (id = ? OR member = ?)",
        [who.log.dialogue, device, who.member.id],
    ).fetchall()
    if any(one == device for one, _ in rows):
        raise Problem("malformed", parameter="device")
    if sum(gone is None for _, gone in rows) >= MAX_DEVICES:
        raise Problem("too_many_devices")


def lead(who: Admitted) -> Admitted:
    """Return somebody who leads.  Raises: Problem with forbidden."""
    if "lead" not in who.member.roles:
        raise Problem("forbidden")
    return who


def member_list(transaction: Transaction, who: Admitted) -> Members:
    """Return all members, with those devices that are shown to `who`."""
    rights: Rights = who.log.rights()
    everything = "lead" in who.member.roles
    return Members(
        members=[
            MemberInfo(
                member=member.id,
                name=member.name,
                role=rights.bases[member.id],
                roles=tuple(sorted(member.roles)),
                groups=tuple(sorted(member.groups)),
                revoked=member.revoked,
                devices=_devices(transaction.db, who.log.dialogue, member.id)
                if everything or member.id == who.member.id
                else [],
            )
            for member in sorted(rights.members.values(), key=lambda one: one.id)
        ]
    )


def _devices(db: Connection, dialogue: str, member: str) -> list[DeviceInfo]:
    rows = db.execute(
        "SELECT id, name, enrolled_at, last_seen_at, expires_at, revoked_at FROM device"
        " WHERE dialogue = ? AND member = ? ORDER BY enrolled_at, id",
        [dialogue, member],
    )
    return [
        DeviceInfo(
            device=row[0],
            name=row[1],
            enrolled_at=row[2],
            last_seen_at=row[3],
            expires_at=row[4],
            revoked_at=row[5],
        )
        for row in rows
    ]
