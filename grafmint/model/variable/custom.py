"""CustomVariable: values written in the code.

Source: https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/
"""

import re
from collections.abc import Iterable, Mapping
from typing import ClassVar

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import ROOT, UNWRITTEN, Json, Parts, frozen, many, unwritten
from grafmint.model.context import Context
from grafmint.model.variable.base import ALL, ChoiceVariable, Variable, choice, chosen

# What stands between label and value in the page's own text; the last one in an entry counts.
_SEPARATOR = re.compile(r"\s:\s")


def _values(value: "str | Iterable[str] | Mapping[str, str]") -> "tuple[str, ...] | Mapping[str, str]":
    return value if isinstance(value, Mapping) else many(value)


@frozen(kw_only=True)
class CustomVariable(ChoiceVariable):
    """Values written here: `values=["a", "b"]`, or `values={"label": "value"}`; the first is chosen first."""

    type: ClassVar[str] = "custom"

    values: tuple[str, ...] | Mapping[str, str] = attrs.field(converter=_values, metadata=UNWRITTEN)
    default: str | Unset = unwritten()

    def _validate(self) -> None:
        Variable._validate(self)
        if not self.values:
            raise ModelError(f"CustomVariable {self.name!r} has no values")
        split = next((value for _, value in self._pairs if _SEPARATOR.search(value)), None)
        if split is not None:
            raise ModelError(
                f"CustomVariable {self.name!r}: value {split!r} has a colon between spaces",
                hint="the page would take it for a label and a value: write it without one of the spaces",
            )
        if not isinstance(self.default, Unset) and self.default not in dict(self._pairs).values():
            raise ModelError(
                f"CustomVariable {self.name!r}: default {self.default!r} is not among its values",
                hint=f"values: {', '.join(dict(self._pairs).values())}",
            )

    @property
    def _pairs(self) -> list[tuple[str, str]]:
        return list(self.values.items()) if isinstance(self.values, Mapping) else [(v, v) for v in self.values]

    def _assemble(self, parts: Parts, context: Context) -> Json:
        pairs = self._pairs
        options = [choice(text, value) for text, value in pairs]
        if self.include_all:
            options.insert(0, choice("All", ALL))
        first = next((o for o in options if o["value"] == self.default), options[0])
        first["selected"] = True
        text, value = first["text"], first["value"]
        return {
            "type": self.type,
            **parts[ROOT],
            "query": ", ".join(_escaped(t) if t == v else f"{_escaped(t)} : {_escaped(v)}" for t, v in pairs),
            "current": chosen([text], [value]) if self.multi else chosen(text, value),
            "options": options,
        }


def _escaped(text: str) -> str:
    return text.replace(",", r"\,")
