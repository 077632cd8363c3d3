"""The four views and the projector of one open dialogue."""

from __future__ import annotations
