"""Everything typed by Loki: its query, its variable queries, its datasource.

Source: https://grafana.com/docs/grafana/latest/datasources/loki/
"""

from collections.abc import Iterable
from typing import ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import (
    OPTIONS,
    ROOT,
    UNWRITTEN,
    Json,
    JsonObject,
    Parts,
    Traced,
    at,
    field,
    frozen,
    many,
    unwritten,
)
from grafmint.model.context import Context
from grafmint.model.datasource import Datasource as _Datasource
from grafmint.model.datasource import json_data
from grafmint.model.query import DatasourceRef
from grafmint.model.query import Query as _Query

TYPE = "loki"

_VARIABLE_REF_ID = "LokiVariableQueryEditor-VariableQuery"
_LABEL_NAMES, _LABEL_VALUES = range(2)


@frozen(kw_only=True)
class Query(_Query):
    """LogQL over the time range, or (`query_type="instant"`) at its end.

    `max_lines` is the most log lines it returns; `step` (Grafana 10.1 and newer) is a duration.
    """

    datasource_type: ClassVar[str | None] = TYPE

    expr: str
    query_type: Literal["range", "instant"] = field(default="range", always=True)
    legend_format: str | Unset = field()
    max_lines: int | Unset = field(low=1)
    step: str | Unset = field()
    direction: Literal["backward", "forward"] | Unset = field()

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {**parts[ROOT], "editorMode": "code"}


@frozen(kw_only=True)
class LabelValues(_Query):
    """The values of a `label`, of all streams or of those that a `stream` selector (`{job="x"}`) takes."""

    datasource_type: ClassVar[str | None] = TYPE
    for_variables: ClassVar[bool] = True

    label: str = attrs.field(metadata=UNWRITTEN)
    stream: str = unwritten(default="")

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {"type": _LABEL_VALUES, "label": self.label, "stream": self.stream, "refId": _VARIABLE_REF_ID}


@frozen(kw_only=True)
class LabelNames(_Query):
    """The names of all labels."""

    datasource_type: ClassVar[str | None] = TYPE
    for_variables: ClassVar[bool] = True

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {"type": _LABEL_NAMES, "label": "", "stream": "", "refId": _VARIABLE_REF_ID}


@frozen(kw_only=True)
class DerivedField(Traced):
    """A field that every log line gets from the first group of `matcher_regex`, as a link.

    The link leads to a `url`, or into a `datasource` that is asked for the value (then `url` is its query).
    `matcher_type="label"` (Grafana 10.3 and newer) takes the value of the label that the regex names.
    """

    name: str
    matcher_regex: str
    matcher_type: Literal["regex", "label"] | Unset = field()
    url: str | Unset = field()
    url_display_label: str | Unset = field()
    datasource: DatasourceRef | Unset = unwritten()

    def _validate(self) -> None:
        if not self.url and isinstance(self.datasource, Unset):
            raise ModelError(f"DerivedField {self.name!r} leads nowhere", hint="write url=… or datasource=…")

    def _assemble(self, parts: Parts, context: Context) -> Json:
        derived = parts[ROOT]
        if not isinstance(self.datasource, Unset):
            derived["datasourceUid"] = context.datasource(self.datasource, None, self)["uid"]
            derived.setdefault("url", "${__value.raw}")
        return derived


def derived_fields_of(value: DerivedField | Iterable[DerivedField]) -> tuple[DerivedField, ...]:
    """One derived field or several."""
    return many(value)


def text(value: int, context: Context) -> Json:
    """A number that Grafana keeps as a text."""
    return str(value)


@frozen(kw_only=True)
class Datasource(_Datasource):
    """A Loki; `max_lines` is the most log lines that a query returns unless it says otherwise.

    `alertmanager` is the Alertmanager datasource that receives the alerts of Loki's own rules.
    """

    type: ClassVar[str] = TYPE

    max_lines: int | Unset = json_data(low=1, encode=text)
    derived_fields: tuple[DerivedField, ...] = attrs.field(
        default=(), converter=derived_fields_of, metadata=at(OPTIONS, "derivedFields")
    )
    manage_alerts: bool | Unset = json_data()
    alertmanager: DatasourceRef | Unset = unwritten()

    def _assemble(self, parts: Parts, context: Context) -> Json:
        document: JsonObject = _Datasource._assemble(self, parts, context)
        if not isinstance(self.alertmanager, Unset):
            document["jsonData"]["alertmanagerUid"] = context.datasource(self.alertmanager, "alertmanager", self)["uid"]
        return document
