"""Place: where times and values stand on a plot."""

import attrs

from grafmint.picture.axis_scale import Scale
from grafmint.picture.box import Box

#: Beyond the plot nothing is seen; a number without end would only trouble whoever reads the picture.
_FAR = 10.0


@attrs.frozen(kw_only=True)
class Place:
    """Times from `start` to `end` over a plot's width, values on a scale up its height."""

    plot: Box
    start: float
    end: float
    scale: Scale

    def x(self, time: float) -> float:
        """A time's place, to a tenth of a pixel."""
        return round(self.plot.x + (time - self.start) / (self.end - self.start) * self.plot.width, 1)

    def y(self, value: float) -> float:
        """A value's place, to a tenth of a pixel."""
        share = min(1 + _FAR, max(-_FAR, self.scale.share(value)))
        return round(self.plot.bottom - share * self.plot.height, 1)

    @property
    def base(self) -> float:
        """Where fills and bars begin: at zero, on a logarithmic scale at its low end."""
        return self.y(self.scale.low if self.scale.kind == "log" else 0.0)
