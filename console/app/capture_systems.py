"""How a system keeps a window out of screen capture; what it cannot do, it says."""

from __future__ import annotations

import ctypes
import sys
from typing import Any, Final, Protocol

#: Since Windows 10 of 2020: the window is not in the picture at all. Before: it is a black box.
_EXCLUDE_FROM_CAPTURE: Final = 0x11
_MONITOR_ONLY: Final = 0x01
_ANYBODY: Final = 0x00
#: NSWindowSharingNone and NSWindowSharingReadOnly.
_SHARE_NOTHING, _SHARE_READING = 0, 1


class CaptureSystem(Protocol):
    """Keeps single windows out of what others record or share."""

    def hide(self, window_id: int) -> bool:
        """Keep a top-level window out; False when the system refuses."""
        ...

    def show(self, window_id: int) -> bool:
        """Let it be captured again; False when the system refuses."""
        ...


class WindowsCapture:
    """SetWindowDisplayAffinity of user32; `user32` stands for the library."""

    def __init__(self, user32: Any) -> None:
        self._set = user32.SetWindowDisplayAffinity
        self._set.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
        self._set.restype = ctypes.c_int

    def hide(self, window_id: int) -> bool:
        """Try the way without a trace first, then the black box of older systems."""
        return any(self._set(window_id, way) for way in (_EXCLUDE_FROM_CAPTURE, _MONITOR_ONLY))

    def show(self, window_id: int) -> bool:
        return bool(self._set(window_id, _ANYBODY))


class MacCapture:
    """The sharing type of a view's window; `objc` stands for the Objective-C runtime."""

    def __init__(self, objc: Any) -> None:
        self._name = objc.sel_registerName
        self._name.argtypes, self._name.restype = (ctypes.c_char_p,), ctypes.c_void_p
        send = ctypes.cast(objc.objc_msgSend, ctypes.c_void_p).value
        pointer = ctypes.c_void_p
        self._ask = ctypes.CFUNCTYPE(pointer, pointer, pointer)(send or 0)
        self._tell = ctypes.CFUNCTYPE(None, pointer, pointer, ctypes.c_ulong)(send or 0)

    def hide(self, window_id: int) -> bool:
        return self._set(window_id, _SHARE_NOTHING)

    def show(self, window_id: int) -> bool:
        return self._set(window_id, _SHARE_READING)

    def _set(self, view: int, sharing: int) -> bool:
        window = self._ask(view, self._name(b"window"))
        if not window:
            return False
        self._tell(window, self._name(b"setSharingType:"), sharing)
        return self._ask(window, self._name(b"sharingType")) in {sharing, sharing or None}


def capture_system(platform: str = sys.platform) -> CaptureSystem | None:
    """Return what this system offers; None where there is no such thing."""
    try:
        if platform == "win32":
            return WindowsCapture(ctypes.CDLL("user32"))
        if platform == "darwin":
            return MacCapture(ctypes.CDLL("/usr/lib/libobjc.A.dylib"))
    except (OSError, AttributeError):
        return None
    return None
