"""Transformation: what happens to a panel's data before it is drawn; the common ones are in `grafmint.transform`.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/transform-data/
"""

from collections.abc import Mapping
from typing import Any

import attrs

from grafmint._unset import Unset
from grafmint.model.base import UNWRITTEN, Json, JsonObject, Model, Parts, frozen, unwritten
from grafmint.model.context import Context


@frozen(kw_only=True)
class Transformation(Model):
    """The base of every transformation; `disabled` keeps it on the panel without effect."""

    disabled: bool | Unset = unwritten()

    def _wrap(self, id_: str, options: JsonObject) -> Json:
        wrapped = {"id": id_, "options": options}
        return wrapped if isinstance(self.disabled, Unset) else {**wrapped, "disabled": self.disabled}


@frozen(kw_only=True)
class RawTransformation(Transformation):
    """Any transformation by its id and its own options, written as they stand."""

    id: str = attrs.field(metadata=UNWRITTEN)
    options: Mapping[str, Any] = attrs.field(metadata=UNWRITTEN)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return self._wrap(self.id, context.plain(self.options))
