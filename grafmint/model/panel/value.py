"""What the panels that show one value a series share."""

from typing import ClassVar, Literal

from grafmint._unset import Unset
from grafmint.model.base import frozen, option
from grafmint.model.fields import ReduceOptions, TextSize
from grafmint.model.panel.base import FieldPanel

Orientation = Literal["auto", "horizontal", "vertical"]


@frozen(kw_only=True)
class ValuePanel(FieldPanel):
    """A panel that shows one value a series; `reduce_options` says which."""

    default_width: ClassVar[int] = 6
    default_height: ClassVar[int] = 5

    reduce_options: ReduceOptions | Unset = option()
    orientation: Orientation | Unset = option()
    text: TextSize | Unset = option()
