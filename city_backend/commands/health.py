"""`health`: whether the backend on this machine answers, for what supervises containers."""

from __future__ import annotations

import http.client
import json

from city_backend.commands import arguments
from city_backend.commands.forms import Asked, Forms, say
from city_backend.commands.serving import DEFAULT_HOST, DEFAULT_PORT
from console.domain.errors import KnownFailure

_PATIENCE_S = 5


def add_to(forms: Forms) -> None:
    """Add the command."""
    words = forms.words
    form = forms.add("health", health)
    form.add_argument(
        "--port", type=arguments.port, default=DEFAULT_PORT, help=words("backend.help.port")
    )
    form.add_argument("--ready", action="store_true", help=words("backend.help.ready"))


def health(asked: Asked) -> int:
    """Ask the backend itself; no proxy of the surroundings has a part in it."""
    port: int = asked.parsed.port
    connection = http.client.HTTPConnection(DEFAULT_HOST, port, timeout=_PATIENCE_S)
    try:
        connection.request("GET", "/readyz" if asked.parsed.ready else "/healthz")
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException) as error:
        raise KnownFailure("no_answer", host=DEFAULT_HOST, port=port) from error
    finally:
        connection.close()
    if answer.status != 200:
        raise KnownFailure("not_ready", reasons=_reasons(body) or answer.status)
    say(body)
    return 0


def _reasons(body: str) -> str:
    try:
        said = json.loads(body)
    except ValueError:
        return ""
    return ", ".join(said.get("reasons", [said.get("code", "")]))
