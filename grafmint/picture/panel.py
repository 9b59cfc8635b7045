"""Panel: what a chart draws, with every option, override and transformation already applied."""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from grafmint.data.frame import DataOrigin, Field, FieldType
from grafmint.picture.theme import Theme


@attrs.frozen(kw_only=True)
class Shown:
    """A value as the page shows it: `text` with its unit between `prefix` and `suffix`, and its colour.

    `share` is where the value lies between the field's minimum and maximum, 0 to 1. `icon` comes from a mapping.
    """

    text: str
    prefix: str = ""
    suffix: str = ""
    color: str
    share: float = 0.0
    number: float | None = None

    def __str__(self) -> str:
        return f"{self.prefix}{self.text}{self.suffix}"


@attrs.frozen(kw_only=True)
class PanelField:
    """A column under the name that the page gives it; `config` has defaults and overrides merged.

    `index` counts the number fields of a panel: classic palettes colour by it.
    """

    name: str
    field: Field
    config: Mapping[str, Any]
    index: int
    theme: Theme

    @property
    def type(self) -> FieldType:
        """What its values are."""
        return self.field.type

    @property
    def values(self) -> Sequence[Any]:
        """Its values."""
        return self.field.values

    @property
    def custom(self) -> Mapping[str, Any]:
        """The options of the panel's type."""
        custom = self.config.get("custom")
        return custom if isinstance(custom, Mapping) else {}


@attrs.frozen(kw_only=True)
class PanelFrame:
    """A frame after transformations."""

    fields: tuple[PanelField, ...]
    name: str | None = None
    ref_id: str | None = None
    meta: Mapping[str, Any] = attrs.field(factory=dict)

    @property
    def length(self) -> int:
        """How many rows it has."""
        return len(self.fields[0].values) if self.fields else 0


@attrs.frozen(kw_only=True)
class Panel:
    """A panel ready to be drawn; times are milliseconds since 1970.

    `options` are the panel type's own, `config` the defaults of its fields, `origin` says whose numbers these are.
    """

    type: str
    title: str
    options: Mapping[str, Any]
    config: Mapping[str, Any]
    frames: tuple[PanelFrame, ...]
    start: float
    end: float
    origin: DataOrigin
    theme: Theme
    timezone: str = "utc"
    interval: float | None = None
    json: Mapping[str, Any] = attrs.field(factory=dict, repr=False)
