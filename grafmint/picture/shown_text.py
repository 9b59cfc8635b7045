"""Shown text: a value with its unit, the unit behind it in smaller letters as on the page."""

import attrs

from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.fit import baseline
from grafmint.picture.panel import Shown

#: Up to which size of letters a suffix is how much smaller.
_SMALLER = ((20, 0.9), (26, 0.8))
_SMALLEST = 0.6


def _parts(shown: Shown, look: Lettering) -> tuple[tuple[str, Lettering], tuple[str, Lettering]]:
    factor = next((factor for size, factor in _SMALLER if look.size < size), _SMALLEST)
    return (f"{shown.prefix}{shown.text}", look), (shown.suffix, attrs.evolve(look, size=look.size * factor))


def shown_width(canvas: Canvas, shown: Shown, look: Lettering) -> float:
    """How wide a value with its unit is."""
    return sum(canvas.measure(text, part) for text, part in _parts(shown, look) if text)


def draw_shown(canvas: Canvas, x: float, middle: float, shown: Shown, look: Lettering) -> None:
    """A value with its unit from its left end, around the middle of its line."""
    for text, part in _parts(shown, look):
        if text:
            canvas.text(x, baseline(middle, look.size), text, part)
            x += canvas.measure(text, part)
