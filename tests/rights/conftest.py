"""The databases that rights are tried on."""

from tests.backend.conftest import postgres

__all__ = ["postgres"]
