"""The whole console while it starts: when it is painted, shows Live, and has taken a key."""

from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer

from tests.benchmarks.watching import after, report, run_product, say


class Starting:
    """Waits for one thing after the other."""

    def __init__(self) -> None:
        self._painted: set[str] = set()
        self._in_live = False
        self._pressed = False

    def bar_painted(self, widget: Any, *_: Any) -> None:
        """Top bar or tabs were painted; the tabs are written in our face."""
        if len(self._painted) < 2:
            self._painted.add(type(widget).__name__)
            if len(self._painted) == 2:
                report("first_paint")
                say("written_in", widget.fontInfo().family().replace(" ", "_"))

    def window_updated(self, window: Any, event: QEvent) -> None:
        """The window has painted everything; in Live, press F8 once."""
        if self._in_live or event.type() != QEvent.Type.UpdateRequest:
            return
        if any(type(page).__name__ == "LiveView" and page.isVisible() for page in window._pages):
            self._in_live = True
            report("live")
            QTimer.singleShot(0, window, lambda: self._press(window))

    def _press(self, window: Any) -> None:
        from PySide6.QtTest import QTest

        self._pressed = True
        QTest.keyClick(window, Qt.Key.Key_F8)

    def committed(self, *_: Any) -> None:
        """Something is durable; after the key it is what the key meant."""
        if self._pressed:
            self._pressed = False
            report("committed")


def watch_updates(module: Any, starting: Starting) -> None:
    """Let the main window say that it has painted what was to be painted."""
    from PySide6.QtWidgets import QMainWindow

    def event(window: Any, event: QEvent) -> bool:
        done = QMainWindow.event(window, event)
        starting.window_updated(window, event)
        return done

    module.MainWindow.event = event


def watch(starting: Starting) -> dict[str, Any]:
    """What to look at in which module of the product."""
    return {
        "console.views.shell.top_bar": lambda module: [
            after(module.TopBar, "paintEvent", starting.bar_painted),
            after(module.SegmentedTabs, "paintEvent", starting.bar_painted),
        ],
        "console.views.main_window": lambda module: watch_updates(module, starting),
        "console.storage.store": lambda module: after(module.Store, "commit", starting.committed),
        "console.sync.engine": lambda module: after(
            module.Engine, "start", lambda _: report("exchange")
        ),
    }


run_product(watch(Starting()))
