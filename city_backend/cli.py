"""The command line of the backend: arguments, sentences, exit codes."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import sys
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from typing import Final

from city_backend.administration import (
    ROLES,
    codes_for_all_roles,
    create_dialogue,
    invite_from_city,
    prepare_sample,
    within,
)
from city_backend.backend import Backend
from city_backend.conducted_clock import ConductedClock, Conductor
from city_backend.driver import Where
from city_backend.listing import member_lines
from city_backend.places import default_database
from city_backend.sample import nothing_yet, sample
from city_backend.server import Server, address_of, listen, run
from city_backend.transaction import Transaction
from console.domain.errors import KnownFailure
from console.words import Words, choose_language

REHEARSAL = "DIALOGPULT_REHEARSAL"
DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8720
#: The writer and the loop share the interpreter: a shorter turn keeps answers quick.
_TURN_S: Final = 0.0005


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for; answer 0 done, 1 failed, 2 wrong usage."""
    words = Words(choose_language(None, _locale()))
    parsed = parser(words).parse_args(arguments)
    try:
        return Commands(words, parsed).run()
    except KnownFailure as failure:
        sys.stderr.write(words(f"backend.failed.{failure.code}", **failure.parameters) + "\n")
        return 1


def say(text: str) -> None:
    """Show a line, at once: somebody may be reading it from a pipe."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _locale() -> str:
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return next((os.environ[name] for name in names if os.environ.get(name)), "")


def parser(words: Words) -> argparse.ArgumentParser:
    """Every form of the command line."""
    result = argparse.ArgumentParser(
        prog="python -m city_backend", description=words("backend.help.about")
    )
    every = argparse.ArgumentParser(add_help=False)
    every.add_argument("--database", metavar="PATH|URL", help=words("backend.help.database"))
    commands = result.add_subparsers(dest="command", required=True)

    serve = commands.add_parser("serve", parents=[every], help=words("backend.help.serve"))
    serve.add_argument("--host", default=DEFAULT_HOST, help=words("backend.help.host"))
    serve.add_argument("--port", type=_port, default=DEFAULT_PORT, help=words("backend.help.port"))
    serve.add_argument(
        "--prepare-sample", action="store_true", help=words("backend.help.prepare_sample")
    )
    serve.add_argument("--conductor", type=_conductor, help=argparse.SUPPRESS)

    create = commands.add_parser(
        "create-dialogue", parents=[every], help=words("backend.help.create_dialogue")
    )
    create.add_argument("--title", type=_title, required=True, help=words("backend.help.title"))
    create.add_argument("--sample", action="store_true", help=words("backend.help.sample"))
    create.add_argument("--now", type=_now, help=argparse.SUPPRESS)
    create.add_argument("--json", action="store_true", help=words("backend.help.json"))

    invite = commands.add_parser("invite", parents=[every], help=words("backend.help.invite"))
    invite.add_argument("--dialogue", required=True, help=words("backend.help.dialogue"))
    invite.add_argument("--role", required=True, choices=ROLES, help=words("backend.help.role"))
    invite.add_argument("--groups", type=_numbers, default=(), help=words("backend.help.groups"))

    members = commands.add_parser("members", parents=[every], help=words("backend.help.members"))
    members.add_argument("--dialogue", required=True, help=words("backend.help.dialogue"))
    return result


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(text)
    return int(text)


def _title(text: str) -> str:
    if not 0 < len(text.strip()) <= 200:
        raise argparse.ArgumentTypeError(text)
    return text.strip()


def _numbers(text: str) -> tuple[int, ...]:
    parts = text.split(",")
    if not all(part.strip().isdigit() for part in parts):
        raise argparse.ArgumentTypeError(text)
    return tuple(int(part) for part in parts)


def _conductor(text: str) -> tuple[str, int]:
    """Take a conductor's address, but only where a rehearsal says that it is one."""
    host, _, port = text.rpartition(":")
    if os.environ.get(REHEARSAL) != "1" or not host or not port.isdigit():
        raise argparse.ArgumentTypeError(text)
    return host, int(port)


def _now(text: str) -> int:
    """Take an instant (UTC ms) that a rehearsal plays at."""
    if os.environ.get(REHEARSAL) != "1" or not text.isdigit():
        raise argparse.ArgumentTypeError(text)
    return int(text)


class Commands:
    """The commands, one method each."""

    def __init__(self, words: Words, parsed: argparse.Namespace) -> None:
        self._words = words
        self._parsed = parsed

    def run(self) -> int:
        """Do what was asked.  Raises: KnownFailure."""
        commands = {
            "serve": self._serve,
            "create-dialogue": self._create,
            "invite": self._invite,
            "members": self._members,
        }
        return commands[self._parsed.command]()

    @property
    def _database(self) -> Where:
        wanted: str | None = self._parsed.database
        return wanted or default_database()

    def _create(self) -> int:
        title: str = self._parsed.title

        def job(transaction: Transaction) -> tuple[str, dict[str, str]]:
            real_now = transaction.now_ms()
            now: int = real_now if self._parsed.now is None else self._parsed.now
            facts = partial(sample, title=title, now=now) if self._parsed.sample else nothing_yet
            made = create_dialogue(transaction, title, facts, now)
            return made, codes_for_all_roles(transaction, made, real_now)

        dialogue, codes = within(self._database, job)
        if self._parsed.json:
            say(json.dumps({"dialogue": dialogue, "codes": codes}))
            return 0
        say(self._words("backend.created", title=title, dialogue=dialogue))
        self._print_codes(codes)
        return 0

    def _print_codes(self, codes: dict[str, str]) -> None:
        say(self._words("backend.codes"))
        for role, code in codes.items():
            say(f"  {code}  {self._words(f'backend.role.{role}')}")

    def _invite(self) -> int:
        code = within(
            self._database,
            lambda transaction: invite_from_city(
                transaction,
                self._parsed.dialogue,
                self._parsed.role,
                self._parsed.groups,
                transaction.now_ms(),
            ),
        )
        say(code)
        return 0

    def _members(self) -> int:
        lines = within(
            self._database,
            lambda transaction: member_lines(transaction, self._parsed.dialogue, self._words),
        )
        say("\n".join(lines))
        return 0

    def _serve(self) -> int:
        database = self._database
        host: str = self._parsed.host
        try:
            listening = listen(host, self._parsed.port)
        except OSError as error:
            failure = KnownFailure("cannot_listen", host=host, port=self._parsed.port)
            raise failure from error
        conducted = ConductedClock() if self._parsed.conductor else None

        def ready() -> None:
            say(address_of(listening))
            if self._parsed.prepare_sample:
                self._show_codes(prepare_sample(database))

        sys.setswitchinterval(_TURN_S)
        with closing(listening):
            backend = Backend(database, clock=conducted)
            server = Server(backend, host, ready)
            asyncio.run(_serve(server, backend, listening, conducted, self._parsed.conductor))
        return 0

    def _show_codes(self, prepared: tuple[str, dict[str, str]]) -> None:
        title, codes = prepared
        say(self._words("backend.serving", title=title))
        self._print_codes(codes)


async def _serve(
    server: Server,
    backend: Backend,
    listening: socket.socket,
    conducted: ConductedClock | None,
    address: tuple[str, int] | None,
) -> None:
    if conducted is None or address is None:
        await run(server, backend, listening)
        return
    conductor = Conductor(conducted, backend.activity)
    try:
        await conductor.connect(*address)
        following = asyncio.create_task(conductor.follow(server.stop))
        await run(server, backend, listening)
        following.cancel()
    finally:
        conductor.close()
        await backend.stop()
