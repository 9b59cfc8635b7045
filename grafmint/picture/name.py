"""Names: what the page calls a frame and a field, by their labels and their neighbours.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/#display-name
"""

from collections.abc import Mapping, Sequence
from typing import Final, Self

import attrs

from grafmint.data.frame import Field, Frame

#: The name of a series' values that says nothing.
VALUE: Final = "Value"


def selector(labels: Mapping[str, str], *, braces: bool = True) -> str:
    """Labels as a query has them, `{job="api", code="500"}`; nothing where there are none."""
    written = ", ".join(f'{key}="{labels[key]}"' for key in sorted(labels))
    return f"{{{written}}}" if written and braces else written


@attrs.frozen
class Names:
    """The names of fields among all frames of a panel: what is the same in all of them is left out."""

    several: bool = False
    single_label: str | None = None

    @classmethod
    def among(cls, frames: Sequence[Frame]) -> Self:
        """The names that fields have beside each other."""
        keys = dict.fromkeys(key for frame in frames for field in frame.fields for key in field.labels)
        several = len({frame.name or None for frame in frames}) > 1
        return cls(several=several, single_label=next(iter(keys)) if len(keys) == 1 else None)

    def of(self, field: Field, frame: Frame) -> str:
        """The name that the page gives a field."""
        given = field.config.get("displayName") or field.config.get("displayNameFromDS")
        if given:
            return str(given)
        if field.type == "time" and not field.labels:
            return field.name
        parts = [frame.name] if self.several and frame.name else []
        if field.name and field.name != VALUE:
            parts.append(field.name)
        told = self._labels(field)
        if told:
            parts.append(told)
        elif frame.name and field.name == VALUE and not (self.several and frame.name):
            parts.append(frame.name)
        name = " ".join(parts) or field.name or VALUE
        return _numbered(field, frame) if name == field.name else name

    def _labels(self, field: Field) -> str:
        if self.single_label is not None:
            return field.labels.get(self.single_label, "")
        return selector(field.labels)


def alone(field: Field, frame: Frame) -> str:
    """The name of a field when its frame is looked at by itself."""
    return Names.among((frame,)).of(field, frame)


def bare(field: Field) -> str:
    """The name of a field when not even its frame is looked at: labels and neighbours say nothing."""
    return str(field.config.get("displayName") or "") or field.name or VALUE


def frame_name(frame: Frame, index: int | None = None) -> str:
    """What the page calls a frame: its own name, the labels of its only series, or its query."""
    labelled = [field for field in frame.fields if field.labels]
    if frame.name:
        return frame.name
    if len(labelled) == 1:
        return selector(labelled[0].labels)
    if index is None:
        return ", ".join(alone(field, frame) for field in frame.fields if field.type != "time")
    return f"Series ({frame.ref_id or index})"


def _numbered(field: Field, frame: Frame) -> str:
    """A name that several fields of a frame have, with the field's place among them."""
    same = [other for other in frame.fields if other is field or other.name == field.name]
    if len(same) == 1:
        return field.name
    place = next((index for index, other in enumerate(same, 1) if other is field), len(same))
    return f"{field.name} {place}"
