"""The city's proxy, where the system or the environment names one."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from console.sync.address import is_loopback
from console.sync.failure import RequestFailed

_SCHEMES: Final = frozenset({"http", "https"})


def proxy_for(origin: str) -> str:
    """Return the proxy's address for an origin, or "" where the way is straight.

    HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY count, else what Windows or macOS have set; it
    is never the way to this machine. Raises: RequestFailed with proxy_invalid.
    """
    parts = urlsplit(origin)
    host = parts.hostname or ""
    if is_loopback(host) or proxy_bypass(parts.netloc) or proxy_bypass(host):
        return ""
    known = getproxies()
    named = known.get(parts.scheme) or known.get("all") or ""
    if not named:
        return ""
    address = named if "://" in named else f"http://{named}"
    try:
        proxy = urlsplit(address)
        usable = proxy.scheme in _SCHEMES and proxy.hostname and proxy.port != 0
    except ValueError as error:
        raise RequestFailed("proxy_invalid") from error
    if not usable:
        raise RequestFailed("proxy_invalid")
    return address
