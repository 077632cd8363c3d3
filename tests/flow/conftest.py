"""A QApplication and a real backend, as for whole consoles."""

from tests.app.conftest import application, backend

__all__ = ["application", "backend"]
