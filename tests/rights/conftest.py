"""The databases that rights are tried on."""

from tests.backend.conftest import backend, codes, join, postgres, stack, where

__all__ = ["backend", "codes", "join", "postgres", "stack", "where"]
