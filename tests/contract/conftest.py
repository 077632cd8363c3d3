"""The backends that are held against their description."""

from tests.backend.conftest import backend, codes, join, lead, postgres, stack, where

__all__ = ["backend", "codes", "join", "lead", "postgres", "stack", "where"]
