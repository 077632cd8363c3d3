"""Wiring: everything is constructed here, once, and handed on by constructor arguments."""

import builtins

# PySide puts its own import in the place of Python's, to find modules that ask for its spellings
# of names: it then reads the source of every module loaded after it, and keeps the lines. Nobody
# here asks for them, so Python's own import goes back. That was a tenth of the start and 26 MiB.
_import = builtins.__import__
import PySide6.QtCore  # noqa: E402

builtins.__import__ = _import

__all__ = ["PySide6"]
