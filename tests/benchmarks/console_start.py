"""The whole console while it starts: when it is painted, shows Live, and has taken a key."""

from typing import Any

from tests.benchmarks.watching import after, report, run_product, say
from tests.benchmarks.watching_window import on_painted


class Starting:
    """Waits for one thing after the other."""

    def __init__(self) -> None:
        self._painted: set[str] = set()
        self._pressed = False

    def bar_painted(self, widget: Any, *_: Any) -> None:
        """Top bar or tabs were painted; the tabs are written in our face."""
        if len(self._painted) < 2:
            self._painted.add(type(widget).__name__)
            if len(self._painted) == 2:
                report("first_paint")
                say("written_in", widget.fontInfo().family().replace(" ", "_"))

    def live_painted(self, window: Any) -> None:
        """Live is on screen: press F8."""
        from PySide6.QtCore import QTimer

        report("live")
        QTimer.singleShot(0, window, lambda: self._press(window))

    def _press(self, window: Any) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        self._pressed = True
        QTest.keyClick(window, Qt.Key.Key_F8)

    def committed(self, *_: Any) -> None:
        """Something is durable; after the key it is what the key meant."""
        if self._pressed:
            self._pressed = False
            report("committed")


def watch(starting: Starting) -> dict[str, Any]:
    """What to look at in which module of the product."""
    return {
        "console.views.shell.top_bar": lambda module: [
            after(module.TopBar, "paintEvent", starting.bar_painted),
            after(module.SegmentedTabs, "paintEvent", starting.bar_painted),
        ],
        "console.views.main_window": lambda module: on_painted(
            module, "LiveView", starting.live_painted
        ),
        "console.storage.store": lambda module: after(module.Store, "commit", starting.committed),
        "console.sync.engine": lambda module: after(
            module.Engine, "start", lambda _: report("exchange")
        ),
    }


run_product(watch(Starting()))
