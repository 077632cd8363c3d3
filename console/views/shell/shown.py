"""What the parts of a bar show now, so that nothing is laid out again for the same words."""


class Shown:
    """Every note that comes in tells the bars how things stand, mostly what they show already."""

    def __init__(self) -> None:
        self._content: dict[str, tuple[object, ...]] = {}

    def takes(self, part: str, *content: object) -> bool:
        """Remember what a part shows; tells whether it showed something else before."""
        if self._content.get(part) == content:
            return False
        self._content[part] = content
        return True
