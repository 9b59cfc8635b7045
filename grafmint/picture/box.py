"""Box: a part of a picture, in the page's pixels; y grows downwards."""

from typing import Self

import attrs


@attrs.frozen
class Box:
    """A rectangle by its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    @property
    def center(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def inset(self, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> Self:
        """The box without a margin; never smaller than nothing."""
        width = max(0.0, self.width - left - right)
        return attrs.evolve(
            self, x=self.x + left, y=self.y + top, width=width, height=max(0.0, self.height - top - bottom)
        )

    def meet(self, other: Self) -> Self:
        """What lies in both boxes; nothing, at the place of the later one, where they do not meet."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        width, height = min(self.right, other.right) - x, min(self.bottom, other.bottom) - y
        return attrs.evolve(self, x=x, y=y, width=max(0.0, width), height=max(0.0, height))
