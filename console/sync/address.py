"""The address of a city backend as people type it, and as programs need it."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from console.sync.failure import RequestFailed

_DEFAULT_PORTS = {"http": 80, "https": 443}


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address is this machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def origin_of(address: str) -> str:
    """Return scheme, host and port of what somebody typed; https unless it is this machine.

    Raises: RequestFailed with address_invalid, or address_insecure for http beyond loopback.
    """
    text = address.strip()
    given = "://" in text
    try:
        parts = urlsplit(text if given else f"//{text}")
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise RequestFailed("address_invalid", address=text) from error
    whole = not (parts.username or parts.password or parts.query or parts.fragment)
    if not host or not whole or any(char.isspace() for char in text) or parts.path.strip("/"):
        raise RequestFailed("address_invalid", address=text)
    scheme = parts.scheme.lower() if given else ("http" if is_loopback(host) else "https")
    if scheme not in _DEFAULT_PORTS:
        raise RequestFailed("address_invalid", address=text)
    if scheme == "http" and not is_loopback(host):
        raise RequestFailed("address_insecure", address=text)
    shown = f"[{host}]" if ":" in host else host
    named = port is not None and port != _DEFAULT_PORTS[scheme]
    return f"{scheme}://{shown}" + (f":{port}" if named else "")
