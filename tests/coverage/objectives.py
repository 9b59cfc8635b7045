"""Judge of objectives: what a system promises, on a board and in the alerts that watch over it."""

import re
from collections.abc import Iterator, Mapping

from . import expression
from .alert import Alert, alerts, records
from .all_alerts import is_about
from .board import Panel
from .build import Output, Wish
from .expression import Reading
from .names import OBJECTIVE
from .numbers import has_threshold, wrong_number

#: The panel that says an objective.
PANEL = "Objective"
#: Where the objectives of a whole system are shown.
_BOARD = "Executive Overview"
#: What is shown, and nobody is woken by: a mean over the incidents of a month.
_ONLY_SHOWN = frozenset({"mttr"})
_EXACT = 9
# Whether anything is measured at all is no question of a budget.
_PRESENCE = re.compile(r"\(?count\(.+\) or vector\(0\)")


def slo(wish: Wish, output: Output) -> Iterator[str]:
    """The objective is on a board, is what its alerts measure by, and is a threshold of the panels that show it.

    Rows differ in what they name: an objective of the whole system, one number of it, or a service with its latency.
    """
    if "service" in wish:
        yield from _of_service(wish, output)
    elif "name" in wish:
        yield from _of_name(wish, output)
    else:
        yield from _of_system(wish, output)


def _of_system(wish: Wish, output: Output) -> Iterator[str]:
    """A board shows the objective, all of its alerts measure by the budget it leaves, and one fires below its number.

    An alert that fires below so many percent is one of its own: those of an objective fire at burn rates.
    """
    objective = wish["objective"]
    yield from _wrong_objective(objective, _by_objective(output), output)
    percent = {"op": "<", "value": round(100 * objective, _EXACT), "unit": "percent"}
    if all(list(wrong_number(one, percent, output)) for one in _watching(output)):
        yield f"no alert fires below {percent['value']:g} %"


def _of_service(wish: Wish, output: Output) -> Iterator[str]:
    """The service has an objective of its own; a panel about it has it as a threshold, and one has the latency."""
    of_slo = {name: several for name, several in _by_objective(output).items() if is_about(several[0], wish["service"])}
    yield from _wrong_objective(wish["objective"], of_slo, output)
    own = [one for one in output.panels if _is_about(one, wish["service"])]
    for value, unit in ((wish["objective"], "ratio"), (wish["latency_s"], "s")):
        if not any(has_threshold(one, value, unit) for one in own):
            yield f"no panel of {wish['service']} changes colour at {value:g} {unit}"


def _of_name(wish: Wish, output: Output) -> Iterator[str]:
    """An alert or an objective has the number, and a panel of the whole system's board has it as a threshold."""
    number = {"value": wish["value"], "unit": wish["unit"]}
    objectives = {_shown(several, output) for several in _by_objective(output).values()}
    is_promised = bool(objectives & {wish["value"], round(1 - wish["value"], _EXACT)})
    is_watched = any(not list(wrong_number(one, number, output)) for one in _watching(output))
    if not is_promised and not is_watched and wish["name"] not in _ONLY_SHOWN:
        yield f"neither an objective nor an alert is at {wish['value']:g} {wish['unit']}"
    panels = [panel for one in output.dashboards(_BOARD) for panel in one.board.panels]
    fitting = [one for one in panels if has_threshold(one, wish["value"], wish["unit"])]
    if not any(wish["panel_threshold"] in each.by_color.values() for one in fitting for each in one.thresholds):
        yield f"no panel of {_BOARD!r} changes colour at {wish['panel_threshold']:g}, which is {wish['value']:g}"


def _wrong_objective(objective: float, of_slo: Mapping[str, list[Alert]], output: Output) -> Iterator[str]:
    shown = {name: _shown(several, output) for name, several in of_slo.items()}
    if objective not in shown.values():
        yield f"no objective is {objective:g}, but {shown or 'there is none'}"
    budget = round(1 - objective, _EXACT)
    for name, several in of_slo.items():
        if shown[name] == objective:
            yield from (
                f"{one.name!r} does not measure by a budget of {budget:g}"
                for one in several
                if not _PRESENCE.match(one.expr) and _budgets(one, output) != {budget}
            )


def _watching(output: Output) -> list[Alert]:
    return [one for one in alerts(output) if not one.is_paused]


def _by_objective(output: Output) -> dict[str, list[Alert]]:
    """The alerts of each objective that are not paused."""
    found: dict[str, list[Alert]] = {}
    for alert in _watching(output):
        if OBJECTIVE in alert.labels:
            found.setdefault(alert.labels[OBJECTIVE], []).append(alert)
    return found


def _is_about(panel: Panel, service: str) -> bool:
    """Whether a panel asks for this service by name, whichever label has it."""
    selectors = (one for query in panel.queries for one in query.reading.selectors)
    return any(one.picks(label, service) for one in selectors for label, *_ in one.matchers)


def _shown(several: list[Alert], output: Output) -> float | None:
    """The objective on the boards that alerts lead to; None where they show none, or different ones."""
    uids = {one.panel[0] for one in several if one.panel}
    panels = (panel for one in output.of("dashboard") if one.uid in uids for panel in one.board.titled(PANEL))
    name = several[0].labels[OBJECTIVE]
    numbers = {
        number
        for panel in panels
        for query in panel.queries
        for reading in _meant(query.text, name, output)
        for number in reading.constants
    }
    return numbers.pop() if len(numbers) == 1 else None


def _budgets(alert: Alert, output: Output) -> set[float]:
    """What an alert divides by."""
    return {number for reading in _meant(alert.expr, alert.labels[OBJECTIVE], output) for number in reading.divisors}


def _meant(text: str, name: str, output: Output) -> Iterator[Reading]:
    """A query, and what is recorded of the objective that it reads."""
    own = {one.name: one.expr for one in records(output) if one.labels.get(OBJECTIVE) == name}
    asked, seen = [text], set[str]()
    while asked:
        reading = expression.read(asked.pop())
        yield reading
        new = (reading.metrics & own.keys()) - seen
        seen |= new
        asked += (own[each] for each in new)
