"""Value mappings: what is shown in place of a value.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-value-mappings/
"""

from typing import Literal

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import ROOT, UNWRITTEN, Json, Model, Parts, field, frozen, unwritten
from grafmint.model.context import Context


@frozen(kw_only=True)
class Shown(Model):
    """What a mapping shows: a text, a colour, or both; the base of the four mappings."""

    text: str | Unset = field()
    color: str | Unset = field()
    icon: str | Unset = field()

    def _match(self, result: Json) -> Json:
        raise NotImplementedError

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return self._match(parts[ROOT])


@frozen(kw_only=True)
class ValueMap(Shown):
    """Shows `text` or `color` where the value is exactly `value`: `ValueMap(value=1, text="up", color="green")`."""

    value: str | float | bool = attrs.field(metadata=UNWRITTEN)

    def _match(self, result: Json) -> Json:
        value = self.value
        key = (
            str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
        )
        return {"type": "value", "options": {key: result}}


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


AnyMapping = ValueMap | RangeMap | RegexMap | SpecialMap
