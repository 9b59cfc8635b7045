"""Judge of objectives: what a system promises, on a board and in the alerts that watch over it."""

import re
from collections.abc import Iterator

from . import expression
from .alert import Alert, alerts, records
from .alerts import wrong_number
from .build import Output, Wish
from .expression import Reading

#: The label of what belongs to an objective, and the panel that says it.
LABEL, PANEL = "slo", "Objective"
_EXACT = 9
# Whether anything is measured at all is no question of a budget.
_PRESENCE = re.compile(r"\(?count\(.+\) or vector\(0\)")


def slo(wish: Wish, output: Output) -> Iterator[str]:
    """A board shows the objective, all of its alerts measure by the budget it leaves, and one fires below its number.

    An alert that fires below so many percent is one of its own: those of an objective fire at burn rates.
    """
    objective, watching = wish["objective"], [one for one in alerts(output) if not one.is_paused]
    of_slo: dict[str, list[Alert]] = {}
    for alert in watching:
        if LABEL in alert.labels:
            of_slo.setdefault(alert.labels[LABEL], []).append(alert)
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
    percent = {"op": "<", "value": round(100 * objective, _EXACT), "unit": "percent"}
    if all(list(wrong_number(one, percent, output)) for one in watching):
        yield f"no alert fires below {percent['value']:g} %"


def _shown(several: list[Alert], output: Output) -> float | None:
    """The objective on the boards that alerts lead to; None where they show none, or different ones."""
    uids = {one.panel[0] for one in several if one.panel}
    panels = (panel for one in output.of("dashboard") if one.uid in uids for panel in one.board.titled(PANEL))
    name = several[0].labels[LABEL]
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
    return {number for reading in _meant(alert.expr, alert.labels[LABEL], output) for number in reading.divisors}


def _meant(text: str, name: str, output: Output) -> Iterator[Reading]:
    """A query, and what is recorded of the objective that it reads."""
    own = {one.name: one.expr for one in records(output) if one.labels.get(LABEL) == name}
    asked, seen = [text], set[str]()
    while asked:
        reading = expression.read(asked.pop())
        yield reading
        new = (reading.metrics & own.keys()) - seen
        seen |= new
        asked += (own[each] for each in new)
