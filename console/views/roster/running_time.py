"""A running time beside words: digits of equal width, so that nothing moves with a second."""

from console.views.widgets.countdown_label import CountdownLabel


class RunningTime(CountdownLabel):
    """In a role of the type scale that is made for words."""

    def restyle(self) -> None:
        super().restyle()
        self.setFont(self.theme.font(self._role, digits=True))
