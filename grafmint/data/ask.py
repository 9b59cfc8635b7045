"""Ask: what a panel asks its datasources, with all that the page adds when it asks."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import attrs

from grafmint.data.choices import Choice, Choices, choices_of, plain, variables_of, with_steps
from grafmint.data.filling import fill, filled
from grafmint.data.span import range_of
from grafmint.data.steps import MOST_POINTS, duration, interval_of, rate_interval, step_of
from grafmint.data.target import DASHBOARD, EXPRESSION, Target, kind_and_uid

_Json = Mapping[str, Any]
_DEEPEST = 5


@attrs.frozen(kw_only=True)
class Ask:
    """The queries of one panel over a time range; all times in milliseconds, the range since 1970.

    `targets` are the visible queries with values in the place of variables, `inputs` the hidden ones that an
    expression may need. `variables` are their values as people read them, `panel` is the panel's JSON. `problem` says
    why there is nothing to ask, `unasked` what of the dashboard a server is not told. `changed` is the panel after a
    change whose thresholds are to be seen, also where they are not yet: made-up numbers cross those that change.
    """

    dashboard: str
    panel_id: int
    title: str
    targets: tuple[Target, ...]
    inputs: tuple[Target, ...] = ()
    start: int
    end: int
    interval_ms: int
    max_points: int
    variables: Mapping[str, str] = attrs.field(factory=dict)
    panel: _Json = attrs.field(factory=dict, repr=False)
    changed: _Json | None = attrs.field(default=None, repr=False)
    problem: str | None = None
    unasked: str | None = None

    @property
    def length(self) -> int:
        """How long the range is."""
        return self.end - self.start


def ask_of(board: _Json, panel: _Json, *, now: int, width: int, datasources: Mapping[str, str] | None = None) -> Ask:
    """What a panel of a dashboard asks at `now` (milliseconds since 1970) when it is so many pixels wide.

    `datasources` maps uids to types, for queries that do not say what they are for.
    """
    source, problem = _asking(board, panel)
    known = datasources or {}
    choices = choices_of(board, source, known)
    start, end = range_of(board, source, partial(fill, choices=choices), now)
    choices = with_steps(choices, board, end - start) | _times(board, start, end)
    points = source.get("maxDataPoints")
    points = min(points if isinstance(points, int) and points > 0 else max(width, 1), MOST_POINTS)
    kind, _ = kind_and_uid(source.get("datasource"), choices, known, query=_first(source))
    interval = interval_of(end - start, points, fill(str(source.get("interval") or ""), choices), kind)
    targets = tuple(_targets(source, choices, known, (interval, end - start)))
    return Ask(
        dashboard=str(board.get("uid") or ""),
        panel_id=_id(panel),
        title=_title(panel, choices),
        targets=tuple(target for target in targets if not target.hidden),
        inputs=_inputs(targets),
        start=start,
        end=end,
        interval_ms=interval,
        max_points=points,
        variables={name: choice.text for name, choice in choices.items() if not name.startswith("__")},
        panel=panel,
        problem=problem,
        unasked=_filters(board),
    )


def panels_of(board: _Json) -> Iterator[_Json]:
    """The panels of a dashboard, those of closed rows too."""
    listed = board.get("panels")
    for panel in listed if isinstance(listed, list) else ():
        if isinstance(panel, Mapping):
            yield panel
            yield from panels_of(panel)


def _asking(board: _Json, panel: _Json) -> tuple[_Json, str | None]:
    """The panel whose queries are asked: itself, or the one whose data it shows; else why there is none."""
    by_id = {_id(each): each for each in panels_of(board)}
    for _ in range(_DEEPEST):
        wanted = _shown(panel)
        if wanted is None:
            return panel, None
        if wanted not in by_id:
            return {**panel, "targets": []}, f"panel {wanted}, whose data this one shows, is not on the board"
        panel = by_id[wanted]
    return {**panel, "targets": []}, "it shows the data of a panel that shows its own"


def _shown(panel: _Json) -> int | None:
    """The id of the panel whose data this one shows, None for one with queries of its own."""
    first = _first(panel)
    _, uid = kind_and_uid(panel.get("datasource") or first.get("datasource"), {}, {})
    if uid != DASHBOARD or "panelId" not in first:
        return None
    return first["panelId"] if isinstance(first["panelId"], int) else -1


def _first(panel: _Json) -> _Json:
    """The first query of a panel, which tells what an unnamed datasource is."""
    targets = panel.get("targets")
    return targets[0] if isinstance(targets, list) and targets and isinstance(targets[0], Mapping) else {}


def _id(panel: _Json) -> int:
    number = panel.get("id")
    return number if isinstance(number, int) else 0


def _title(panel: _Json, choices: Choices) -> str:
    read = {name: plain(name, choice.text) for name, choice in choices.items()}
    return fill(str(panel.get("title") or ""), read)


def _inputs(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """The hidden queries that are asked all the same, because Grafana computes with them."""
    computes = any(target.kind == EXPRESSION for target in targets)
    return tuple(target for target in targets if target.hidden and computes)


def _times(board: _Json, start: int, end: int) -> dict[str, Choice]:
    """What Grafana itself fills in that is the same for all queries of a panel."""
    seconds = round((end - start) / 1000)
    values = {
        "__from": start,
        "__to": end,
        "__range": f"{seconds}s",
        "__range_s": seconds,
        "__range_ms": end - start,
        "__dashboard": str(board.get("title") or ""),
    }
    return {name: plain(name, value) for name, value in values.items()}


def _filters(board: _Json) -> str | None:
    """The filters that the page would add to every query."""
    names = [
        f"${each.get('name')}" for each in variables_of(board) if each.get("type") == "adhoc" and each.get("filters")
    ]
    return f"the filters of {', '.join(names)} are left out" if names else None


def _targets(panel: _Json, choices: Choices, known: Mapping[str, str], steps: tuple[int, int]) -> Iterator[Target]:
    listed = panel.get("targets")
    for number, query in enumerate(listed if isinstance(listed, list) else ()):
        if not isinstance(query, Mapping):
            continue
        kind, uid = kind_and_uid(query.get("datasource"), choices, known, panel.get("datasource"), query)
        whole = {**query, "datasource": query.get("datasource") or panel.get("datasource")}
        complete = filled(whole, kind, {**choices, **_intervals(query, kind, choices, *steps)})
        yield Target(
            ref_id=str(query.get("refId") or chr(ord("A") + number % 26)),
            kind=kind or "",
            uid=uid,
            query=complete,
            hidden=bool(query.get("hide")),
        )


def _intervals(query: _Json, kind: str | None, choices: Choices, interval: int, length: int) -> dict[str, Choice]:
    """The intervals of one query: a Prometheus query may have a least step of its own."""
    own = {"interval": fill(str(query.get("interval") or ""), choices), "intervalFactor": query.get("intervalFactor")}
    step = step_of(own, interval, length) if kind == "prometheus" else interval
    rate = rate_interval(own, step)
    values = {
        "__interval": duration(step),
        "__interval_ms": step,
        "__rate_interval": duration(rate),
        "__rate_interval_ms": rate,
    }
    return {name: plain(name, value) for name, value in values.items()}
