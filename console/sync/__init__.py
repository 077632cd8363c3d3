"""The network's path between the store and the city backend; no Qt."""

import sys

# The HTTP client would load its own command line, where the packages for that are there by chance.
sys.modules.setdefault("httpx._main", None)  # pyright: ignore[reportArgumentType]
