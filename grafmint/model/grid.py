"""Grid: an exact place on the dashboard's 24 columns."""

from grafmint.layout import Spot, place_problem
from grafmint.model.base import Model, field, frozen


@frozen(kw_only=True)
class Grid(Model):
    """Column `x` and line `y` from the top of its row, width `w` of 24 columns, height `h` in units of 30 px.

    The panel that it is given to refuses a place that cannot be, naming itself.
    """

    x: float = field(default=0)
    y: float = field(default=0)
    w: float = field(default=12)
    h: float = field(default=8)

    @property
    def problem(self) -> str | None:
        """Why no panel can stand there, or None."""
        return place_problem(self.x, self.y, self.w, self.h)

    def below(self, top: int) -> Spot:
        """The place as a spot of the dashboard, counted from the line `top`."""
        return Spot(int(self.x), top + int(self.y), int(self.w), int(self.h))
