"""Frames: what a query answers, in Grafana's own form of columns.

Source: https://grafana.com/developers/plugin-tools/key-concepts/data-frames
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import attrs

FieldType = Literal["time", "number", "string", "boolean", "other"]
#: Whether numbers were asked for just now, were kept from an earlier time, or are made up.
DataOrigin = Literal["live", "saved", "sample"]


@attrs.frozen(kw_only=True)
class Field:
    """One column: times in milliseconds since 1970, numbers with None where there is none.

    `labels` are those of a series; `config` is what the datasource itself says of the field (`displayNameFromDS`,
    `unit`), which a panel may overrule.
    """

    name: str
    type: FieldType
    values: Sequence[Any] = attrs.field(repr=False)
    labels: Mapping[str, str] = attrs.field(factory=dict)
    config: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Frame:
    """Columns of one length; `ref_id` is the query that answered them."""

    fields: tuple[Field, ...]
    name: str | None = None
    ref_id: str | None = None
    meta: Mapping[str, Any] = attrs.field(factory=dict)

    @property
    def length(self) -> int:
        """How many rows it has."""
        return len(self.fields[0].values) if self.fields else 0


@attrs.frozen(kw_only=True)
class Data:
    """What a panel's queries answered over a time range, in milliseconds since 1970; `problem` says why there is less.

    `variables` are the values that the queries were asked with, for titles that name them.
    """

    frames: tuple[Frame, ...] = ()
    start: int
    end: int
    origin: DataOrigin = "live"
    problem: str | None = None
    variables: Mapping[str, str] = attrs.field(factory=dict)
