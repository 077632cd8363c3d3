"""How a request to a city backend fails, as one error with a code."""

from __future__ import annotations

from typing import Final

from console.domain.errors import KnownFailure

#: Answers that say nothing about what was sent: later the same bytes may be taken.
_PASSING: Final = frozenset({429, 502, 503, 504, 507})


class RequestFailed(KnownFailure):
    """A request without a usable answer.

    `status` is the HTTP status (0: none came), `retry_after_ms` what the other side asked for.
    Codes: address_invalid, address_insecure, certificate_file_missing (_unreadable, _invalid),
    proxy_invalid, proxy_refused, unknown_host, refused, unreachable, timed_out, cut, tls_failed,
    tls_untrusted, tls_expired, tls_wrong_name, tls_not_spoken, wrong_key, not_a_backend,
    protocol_version, and those that the backend's problems name (history_diverged,
    dialogue_deleted, unauthorized, …).
    """

    def __init__(
        self,
        code: str,
        *,
        status: int = 0,
        retry_after_ms: int | None = None,
        **parameters: object,
    ) -> None:
        super().__init__(code, **parameters)
        self.status = status
        self.retry_after_ms = retry_after_ms

    @property
    def is_passing(self) -> bool:
        """Whether the backend has no time or no room now, whatever is asked."""
        return self.status in _PASSING
