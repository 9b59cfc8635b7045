"""Everything typed by TestData, Grafana's datasource of made-up data: its query and its datasource.

Grafana renamed the plugin to `grafana-testdata-datasource` and kept `testdata` as an alias. Here, in grafmint.toml and
in dashboards it is `testdata`; only the datasource itself is written by the name that its Grafana knows.
Source: https://grafana.com/docs/grafana/latest/datasources/testdata/
"""

from collections.abc import Iterable
from typing import ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.model.base import ROOT, Json, JsonObject, Model, Parts, at, field, frozen, many
from grafmint.model.context import Context
from grafmint.model.datasource import Datasource as _Datasource
from grafmint.model.query import Query as _Query

TYPE = "testdata"

#: Source: https://github.com/grafana/grafana/pull/75104
_RENAMED = ((10, 2), "grafana-testdata-datasource")

Scenario = Literal[
    "annotations", "arrow", "csv_content", "csv_file", "csv_metric_values", "datapoints_outside_range",
    "error_with_source", "exponential_heatmap_bucket_data", "flame_graph", "grafana_api", "linear_heatmap_bucket_data",
    "live", "logs", "manual_entry", "no_data_points", "node_graph", "predictable_csv_wave", "predictable_pulse",
    "random_walk", "random_walk_table", "random_walk_with_error", "raw_frame", "server_error_500", "simulation",
    "slow_query", "streaming_client", "table_static", "trace", "usa", "variables-query",
]  # fmt: skip


@frozen(kw_only=True)
class PulseWave(Model):
    """A wave that is `on_value` for `on_count` points and then `off_value` for `off_count`.

    There is a point each `time_step` seconds.
    """

    time_step: int = field(default=60, low=1, always=True)
    on_count: int = field(default=3, low=0, always=True)
    on_value: float = field(default=2, always=True)
    off_count: int = field(default=3, low=0, always=True)
    off_value: float = field(default=1, always=True)


@frozen(kw_only=True)
class CsvWave(Model):
    """A series that repeats the numbers of `values_csv`, a point each `time_step` seconds; `labels` are `a=1,b=2`."""

    values_csv: str = attrs.field(metadata=at(ROOT, "valuesCSV"))
    time_step: int = field(default=60, low=1, always=True)
    name: str | Unset = field()
    labels: str | Unset = field()


def csv_waves_of(value: CsvWave | Iterable[CsvWave]) -> tuple[CsvWave, ...]:
    """One wave or several."""
    return many(value)


@frozen(kw_only=True)
class Nodes(Model):
    """The graph of the scenario node_graph: `count` nodes, or one of the recorded graphs."""

    type: Literal["random", "random edges", "response_medium", "response_small", "feature_showcase"]
    count: int | Unset = field(low=1)
    seed: int | Unset = field()


@frozen(kw_only=True)
class Query(_Query):
    """Made-up data of one scenario; each scenario reads only some of the arguments.

    `string_input` is what slow_query ("5s"), csv_metric_values ("1,20,90") and variables-query ("A.*") take;
    `labels` are `a=1,b=2`; `drop_percent` is in percent.
    """

    datasource_type: ClassVar[str | None] = TYPE

    scenario_id: Scenario = field(default="random_walk", always=True)
    string_input: str | Unset = field()
    alias: str | Unset = field()
    labels: str | Unset = field()
    series_count: int | Unset = field(low=1)
    start_value: float | Unset = field()
    min: float | Unset = field()
    max: float | Unset = field()
    spread: float | Unset = field()
    noise: float | Unset = field()
    drop_percent: float | Unset = field(low=0, high=100)
    with_nil: bool | Unset = field()
    lines: int | Unset = field(low=1)
    level_column: bool | Unset = field()
    span_count: int | Unset = field(low=1)
    csv_content: str | Unset = field()
    csv_file_name: str | Unset = field()
    raw_frame_content: str | Unset = field()
    pulse_wave: PulseWave | Unset = field()
    csv_wave: tuple[CsvWave, ...] = attrs.field(default=(), converter=csv_waves_of)
    nodes: Nodes | Unset = field()


@frozen(kw_only=True)
class VariableQuery(_Query):
    """Values for a variable from the made-up tree of names: `query="*"` is its top, `"A.*"` what is below A."""

    datasource_type: ClassVar[str | None] = TYPE
    for_variables: ClassVar[bool] = True

    query: str = attrs.field(metadata=at(ROOT))


@frozen(kw_only=True)
class Datasource(_Datasource):
    """A TestData datasource; it reads from nowhere and has no url."""

    type: ClassVar[str] = TYPE
    needs_url: ClassVar[bool] = False

    def _assemble(self, parts: Parts, context: Context) -> Json:
        document: JsonObject = _Datasource._assemble(self, parts, context)
        since, name = _RENAMED
        return document | ({"type": name} if context.grafana >= since else {})
