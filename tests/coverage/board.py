"""Built dashboards as a judge reads them: plain JSON of schema v1, whoever wrote it.

Source: https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/view-dashboard-json-model/
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs

from .expression import Reading, read

PROMETHEUS = "prometheus"
#: Grafana's datasource of expressions, which compute with the other queries of their panel.
EXPRESSION = "__expr__"
#: What the colours of a threshold mean.
WARNING, CRITICAL = "orange", "red"


@attrs.frozen
class Query:
    """A query to Prometheus; `source` is the uid of its datasource and `least_step` the step it never goes below."""

    text: str
    source: str
    least_step: str | None = None

    @property
    def reading(self) -> Reading:
        """What is in the query."""
        return read(self.text)


@attrs.frozen
class Thresholds:
    """The numbers at which a value changes its colour, by colour."""

    by_color: Mapping[str, float]
    #: The colour of each band from the lowest on, and where the band ends; the last has no end.
    bands: tuple[tuple[str, float | None], ...] = ()

    @property
    def warning(self) -> float | None:
        """Where it begins to be a warning."""
        return self.by_color.get(WARNING)

    @property
    def critical(self) -> float | None:
        """Where it begins to be critical."""
        return self.by_color.get(CRITICAL)

    @property
    def warning_below(self) -> float | None:
        """Below which number it is a warning."""
        return self._end_of(WARNING)

    @property
    def critical_below(self) -> float | None:
        """Below which number it is critical."""
        return self._end_of(CRITICAL)

    def _end_of(self, color: str) -> float | None:
        return next((end for one, end in self.bands if one == color), None)


@attrs.frozen
class Panel:
    """A panel's JSON; a row is no panel."""

    json: Mapping[str, Any]

    @property
    def title(self) -> str:
        """Its heading."""
        return str(self.json.get("title", ""))

    @property
    def type(self) -> str:
        """The id of its plugin."""
        return str(self.json["type"])

    @property
    def least_step(self) -> str | None:
        """The step that none of its queries goes below."""
        return self.json.get("interval")

    @property
    def units(self) -> frozenset[str]:
        """The units of all its fields and of single ones."""
        return frozenset(settings["unit"] for settings in self._settings() if "unit" in settings)

    @property
    def thresholds(self) -> tuple[Thresholds, ...]:
        """Those of all its fields and of single ones; percentages of a range are no numbers of its unit."""
        written = (settings["thresholds"] for settings in self._settings() if "thresholds" in settings)
        return tuple(_thresholds(one["steps"]) for one in written if one.get("mode", "absolute") == "absolute")

    @cached_property
    def queries(self) -> tuple[Query, ...]:
        """What it asks of Prometheus and shows, or computes with."""
        targets = self.json.get("targets", [])
        shown = [target for target in targets if not target.get("hide", False)]
        if any(self._source(target).get("type") == EXPRESSION for target in shown):
            shown = targets
        return tuple(
            Query(target.get("expr", ""), self._source(target)["uid"], target.get("interval"))
            for target in shown
            if self._source(target).get("type") == PROMETHEUS
        )

    @property
    def source_types(self) -> frozenset[str]:
        """The types of the datasources that it asks."""
        targets = self.json.get("targets") or [{}]
        return frozenset(str(self._source(target).get("type", "")) for target in targets)

    @property
    def metrics(self) -> frozenset[str]:
        """The metrics that its queries use between them."""
        return frozenset[str]().union(*(query.reading.metrics for query in self.queries))

    def _source(self, target: Mapping[str, Any]) -> Mapping[str, Any]:
        source: Mapping[str, Any] = target.get("datasource") or self.json.get("datasource") or {}
        return source

    def _settings(self) -> Iterator[Mapping[str, Any]]:
        config = self.json.get("fieldConfig", {})
        yield config.get("defaults", {})
        for override in config.get("overrides", []):
            yield {one["id"]: one.get("value") for one in override["properties"]}


@attrs.frozen
class Board:
    """A dashboard's JSON."""

    json: Mapping[str, Any]

    @property
    def title(self) -> str:
        """Its name in the list of dashboards."""
        return str(self.json.get("title", ""))

    @cached_property
    def panels(self) -> tuple[Panel, ...]:
        """Every panel, in collapsed rows too."""
        return tuple(map(Panel, _panels(self.json.get("panels", []))))

    def titled(self, title: str) -> tuple[Panel, ...]:
        """The panels with a title."""
        return tuple(panel for panel in self.panels if panel.title == title)


def _panels(written: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for one in written:
        if one["type"] == "row":
            yield from _panels(one.get("panels", []))
        else:
            yield one


def _thresholds(steps: list[Mapping[str, Any]]) -> Thresholds:
    starts = {step["color"]: step["value"] for step in steps if step.get("value") is not None}
    ends = [*(step["value"] for step in steps[1:]), None]
    return Thresholds(starts, tuple((step["color"], end) for step, end in zip(steps, ends, strict=True)))
