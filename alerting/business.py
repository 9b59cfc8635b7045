"""What alerts of a product's own numbers say: no exporter knows these, so they say it with their own words."""

import re

from alerting.alarm import Text
from alerting.rules import label, value
from grafmint.kit.measure import Measure

_BY_UNIT = {
    "percent": f"{value(1)} %",
    "percentunit": "{{ $value | humanizePercentage }}",
    "short": value(0),
    "s": "{{ $value | humanizeDuration }}",
}


def passed(measure: Measure, unit: object, *, by: str | None = None) -> Text:
    """A number that has passed its limit, in all or of one kind; a unit that has no words of its own has decimals."""
    of = "" if by is None else f" of {label(by)}"
    number = _BY_UNIT.get(unit, value(2)) if isinstance(unit, str) else value(2)
    return Text(
        summary=f"{measure.title}{of}: {number}.",
        description=measure.advice,
        runbook=_page(measure),
    )


def against_last_week(measure: Measure) -> Text:
    """Something that happens more or less often than it did."""
    return Text(
        summary=f"{measure.title}: {{{{ $value | humanizePercentage }}}} of the same time a week before.",
        description=measure.advice,
        runbook=_page(measure),
    )


def _page(measure: Measure) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", measure.title.lower()))
