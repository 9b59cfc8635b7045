"""Judges of what is to be found wrong before it is shown: nothing of it is built, and `grafmint check` sees it."""

import json
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from grafmint import workflow

from .build import Build, Document, Find, Output, Wish, in_each
from .contact import channels_of, incomplete
from .dashboards import PANEL_TYPES_9_3, range_of
from .expression import seconds

#: Labels with a value for each user, request or path.
_MANY_VALUES = frozenset({"user_id", "path", "uuid", "session_id", "request_id", "trace_id"})


def lint(wish: Wish, build: Build) -> Iterator[str]:
    """Nothing that the rule forbids is built; where `grafmint check` has the rule, it finds a broken copy."""
    find = _RULES.get(wish["rule"])
    if find is None:
        yield f"the judge knows no rule {wish['rule']!r}"
    else:
        yield from find(wish, build)


def is_noticed(document: Document, change: Callable[[Any], object]) -> bool:
    """Whether the project's check finds more in a changed copy of a dashboard than in the dashboard."""
    copy = deepcopy(document.json)
    change(copy)
    return _findings(copy) > _findings(document.json)


def _findings(document: Any) -> int:
    with TemporaryDirectory(prefix="coverage-") as name:
        path = Path(name) / "board.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return len(workflow.check_files([path])[1])


def _receiver_complete(wish: Wish, output: Output) -> Iterator[str]:
    if not any(channels_of(output).values()):
        yield "nobody is told of anything"
    yield from incomplete(output)


def _panel_types(wish: Wish, output: Output) -> Iterator[str]:
    for one in output.dashboards():
        if len(one.board.panels) > wish["max_panels"]:
            yield f"{one.title!r} has {len(one.board.panels)} panels, more than {wish['max_panels']}"
        yield from (
            f"{one.title!r} has a panel of the type {panel.type}"
            for panel in one.board.panels
            if panel.type not in PANEL_TYPES_9_3
        )


def _time_ranges(wish: Wish, output: Output) -> Iterator[str]:
    for one in output.dashboards():
        length, refresh = range_of(one), one.json.get("refresh")
        if length is None or length < seconds(wish["min_range"]):
            yield f"{one.title!r} opens on {one.json.get('time')}"
        if not isinstance(refresh, str) or not refresh or seconds(refresh) < seconds(wish["min_refresh"]):
            yield f"{one.title!r} refreshes every {refresh or 'never'}"


def _descriptions(wish: Wish, output: Output) -> Iterator[str]:
    for one in output.dashboards():
        if not one.json.get("description"):
            yield f"{one.title!r} has no description"
        for panel in one.board.panels:
            # A text says what it is for by itself.
            if panel.type != "text" and not panel.json.get("description"):
                yield f"{one.title!r}, panel {panel.title!r} has no description"


def _cardinality(wish: Wish, output: Output) -> Iterator[str]:
    for one in output.dashboards():
        for panel in one.board.panels:
            for query in panel.queries:
                several = query.reading.kept & _MANY_VALUES
                if several:
                    yield f"{one.title!r}, panel {panel.title!r} has a series for each {', '.join(sorted(several))}"


def _query_syntax(wish: Wish, build: Build) -> Iterator[str]:
    for stage, output in build.outputs.items():
        for one in output.dashboards():
            if range_of(one) is None:
                yield f"{stage}: {one.title!r} opens on {one.json.get('time')}"
            for panel in one.board.panels:
                faults = (query.reading.fault for query in panel.queries)
                yield from (f"{stage}: {one.title!r}, panel {panel.title!r}: {fault}" for fault in faults if fault)
        asking = next((one for one in output.dashboards() if any(panel.queries for panel in one.board.panels)), None)
        if asking is None or not is_noticed(asking, _break):
            yield f"{stage}: the check does not notice a query that cannot be read"


def _break(board: Any) -> None:
    for panel in board["panels"]:
        for target in panel.get("targets", ()):
            if "expr" in target:
                target["expr"] = "sum((up"
        if panel.get("panels"):
            _break(panel)


_RULES: Mapping[str, Find] = {
    "receiver-complete": in_each(_receiver_complete),
    "panel-type": in_each(_panel_types),
    "time-range": in_each(_time_ranges),
    "description": in_each(_descriptions),
    "cardinality": in_each(_cardinality),
    "query-syntax": _query_syntax,
}
