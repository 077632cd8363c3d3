"""Whom this installation trusts: the system, its settings, and certificate files of cities."""

from __future__ import annotations

from ssl import SSLContext

from console.app.surroundings import Surroundings
from console.sync.authorities import Authorities
from console.sync.tls import Tls, system_context


class Trust:
    """`tls` asks here for every new context; `authorities` are those that a person chose."""

    def __init__(self, around: Surroundings) -> None:
        self._settings = around.settings
        self.authorities = Authorities(around.paths.config)
        self.tls = Tls(self._of_system, self.authorities.of)

    def _of_system(self) -> SSLContext:
        return system_context(self._settings.read().settings.certificate_file)
