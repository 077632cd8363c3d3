"""The whole console at rest in Live: it says when it is open, and when asked how it stands."""

from typing import Any

from tests.benchmarks.watching import after, report, run_product, say
from tests.benchmarks.watching_window import on_line, on_painted, shows


class Resting:
    """Knows the program from its beginning on."""

    def __init__(self) -> None:
        self._app: Any = None
        self._window: Any = None

    def began(self, app: Any, *_: Any) -> None:
        self._app = app

    def opened(self, window: Any) -> None:
        self._window = window
        on_line(window, self._answer)
        report("live")

    def _answer(self, _line: str) -> None:
        """Say what makes the figure count: connected, in Live, curve drawn, of this size."""
        size = self._window.size()
        say(
            "stands",
            f"{size.width()}x{size.height()}",
            self._app.session.sync.status.state,
            "live" if shows(self._window, "LiveView") else "elsewhere",
            "drawn" if self._has_curve() else "no_curve",
        )

    def _has_curve(self) -> bool:
        from PySide6.QtWidgets import QWidget

        return any(
            type(one).__name__ == "AttendanceCurve" and one.isVisible() and one.is_drawn
            for one in self._window.findChildren(QWidget)
        )


resting = Resting()
run_product(
    {
        "console.app.console_app": lambda module: after(
            module.ConsoleApp, "__init__", resting.began
        ),
        "console.views.main_window": lambda module: on_painted(module, "LiveView", resting.opened),
    }
)
