"""Value mappings: what is shown in place of a value.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-value-mappings/
"""

from typing import Literal

import attrs

from grafmint.errors import ModelError
from grafmint.model.base import UNWRITTEN, Json, frozen, unwritten
from grafmint.model.shown import Shown


@frozen(kw_only=True)
class ValueMap(Shown):
    """Shows `text` or `color` where the value is exactly `value`: `ValueMap(value=1, text="up", color="green")`."""

    value: str | float | bool = attrs.field(metadata=UNWRITTEN)

    def _match(self, result: Json) -> Json:
        return {"type": "value", "options": {_text(self.value): result}}


@frozen(kw_only=True)
class RangeMap(Shown):
    """Shows `text` or `color` where the value is between `start` and `end`; None leaves an end open."""

    start: float | None = unwritten(default=None)
    end: float | None = unwritten(default=None)

    def _validate(self) -> None:
        if self.start is None and self.end is None:
            raise ModelError("RangeMap: both ends are open", hint="write start=…, end=… or both")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ModelError(f"RangeMap: start={self.start} is above end={self.end}", hint="swap them")

    def _match(self, result: Json) -> Json:
        return {"type": "range", "options": {"from": self.start, "to": self.end, "result": result}}


@frozen(kw_only=True)
class RegexMap(Shown):
    """Shows `text` or `color` where the value matches `pattern`, a JavaScript regular expression."""

    pattern: str = attrs.field(metadata=UNWRITTEN)

    def _match(self, result: Json) -> Json:
        return {"type": "regex", "options": {"pattern": self.pattern, "result": result}}


@frozen(kw_only=True)
class SpecialMap(Shown):
    """Shows `text` or `color` for a value that is no ordinary one: null, NaN, a truth value, an empty string."""

    match: Literal["true", "false", "null", "nan", "null+nan", "empty"] = attrs.field(metadata=UNWRITTEN)

    def _match(self, result: Json) -> Json:
        return {"type": "special", "options": {"match": self.match, "result": result}}


def _text(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
