"""Joining a city backend: what was typed or pasted, who answered, and what stood in the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from console.domain.errors import DialogpultError
from console.domain.join_link import parse
from console.domain.key_print import expected, is_pin, spoken
from console.sync.greeting import Greeting
from console.words import Words

#: A code that is read out has eight signs; what a link carries is much longer.
_CODE: Final = 8
_SECRET: Final = 20
_BETWEEN: Final = " \t\n-\u2010\u2011\u2012\u2013"
_LINK_BEGINS: Final = "dialogpult:"

#: The general sentences promise that it is tried again by itself; here a person has to.
_OWN: Final = frozenset(
    {
        "unknown_host", "refused", "unreachable", "timed_out", "cut", "tls_untrusted",
        "tls_expired", "tls_wrong_name", "tls_not_spoken", "tls_failed", "wrong_key",
        "proxy_refused", "proxy_invalid", "not_a_backend",
    }
)  # fmt: skip
_BUSY: Final = frozenset({"busy", "unavailable", "internal", "too_many_requests"})
#: Where typing the key that the city names would help, and where its certificate file would.
KEY_HELPS: Final = frozenset({"tls_untrusted", "wrong_key"})
FILE_HELPS: Final = frozenset(
    {
        "tls_untrusted", "certificate_file_missing", "certificate_file_unreadable",
        "certificate_file_invalid",
    }
)  # fmt: skip


class Refused(Exception):
    """A field does not say what it must; `field` names it, `sentence` tells why."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(field)
        self.field = field
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class JoinWish:
    """What joining needs; `pin` (or a print) is the key to expect, `path` a file to bring."""

    address: str
    code: str
    name: str
    pin: str = ""
    path: Path | None = None

    def at(self, seen: Greeting) -> JoinWish:
        """Return the wish for the backend that was seen, held to its key where that counts."""
        return replace(self, address=seen.origin, pin=seen.pin)


@dataclass(frozen=True, slots=True)
class Server:
    """A backend as a person judges it: what it calls itself, where it is, its key, who vouches."""

    name: str
    address: str
    key: str
    key_spoken: str
    trust: str


def server(words: Words, seen: Greeting) -> Server:
    """Return how the backend that answered is shown."""
    shown = spoken(seen.key) if seen.key else ""
    vouched = "pin" if seen.pin else ("system" if seen.key else "here")
    vouched = "file" if seen.by_file else vouched
    return Server(
        name=seen.name or words("start.server.nameless"),
        address=seen.origin,
        key=shown,
        key_spoken=", ".join(shown.replace(" ", "")),
        trust=words(f"start.server.trust_{vouched}"),
    )


@dataclass(frozen=True, slots=True)
class Pasted:
    """An invitation that was pasted, as the fields show it."""

    address: str
    code: str
    key: str


class JoinFields:
    """Reads the fields of the form; remembers the whole key of a link that was pasted."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._pin = ""

    def read_link(self, text: str) -> Pasted | None:
        """Return what the fields show for the invitation in a text, if there is one."""
        link = parse(text)
        if link is None:
            return None
        return Pasted(link.origin, link.secret, self.read_key(link.pin or ""))

    def read_key(self, pin: str) -> str:
        """Return how the field shows a key that is known as a whole; empty for none."""
        self._pin = pin if is_pin(pin) else ""
        return spoken(pin) if self._pin else pin

    def wish(
        self, address: str, code: str, name: str, key: str = "", path: Path | None = None
    ) -> JoinWish:
        """Return what was typed.  Raises: Refused for the first field that is wrong."""
        address, name = address.strip(), name.strip()
        code = "".join(sign for sign in code if sign not in _BETWEEN).upper()
        if not address:
            raise Refused("address", self._words("errors.address_invalid"))
        if _LINK_BEGINS in address.lower():
            raise Refused("address", self._words("start.link_cut"))
        if len(code) != _CODE and len(code) < _SECRET:
            raise Refused("code", self._words("errors.code_malformed"))
        pin = self._expected(key.strip())
        if not name:
            raise Refused("name", self._words("errors.name_missing"))
        return JoinWish(address, code, name, pin, path)

    def _expected(self, key: str) -> str:
        if not key:
            return ""
        wanted = expected(key)
        if wanted is None:
            raise Refused("key", self._words("start.key_malformed"))
        whole = self._pin and expected(spoken(self._pin)) == wanted
        return self._pin if whole else wanted


def sentence_of(words: Words, error: DialogpultError, today: str) -> str:
    """Say what stood in the way of joining, and the way out; `today` is this device's date."""
    code, more = error.code, error.parameters
    if code == "protocol_version":
        return words(f"start.failed.server_{more.get('server', 'older')}")
    if code == "not_a_backend" and more.get("web_page"):
        return words("start.failed.web_page")
    if code == "tls_expired":
        return words("start.failed.tls_expired", date=today)
    if code in _BUSY:
        return words("start.failed.busy")
    if code in _OWN:
        return words(f"start.failed.{code}")
    return words.error(code, more)
