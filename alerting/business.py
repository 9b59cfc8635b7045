"""What alerts of a product's own numbers say: no exporter knows these, so they say it with their own words."""

from alerting.alarm import Text
from alerting.rules import label, value
from grafmint._unset import Unset
from grafmint.kit.measure import Measure
from grafmint.model.key import slug
from grafmint.units import CustomUnit, Unit

_BY_UNIT = {
    "percent": f"{value(1)} %",
    "percentunit": "{{ $value | humanizePercentage }}",
    "short": value(0),
    "s": "{{ $value | humanizeDuration }}",
}


def passed(measure: Measure, unit: Unit | CustomUnit | Unset, *, by: str | None = None) -> Text:
    """A number that has passed its limit, in all or of one kind."""
    of = "" if by is None else f" of {label(by)}"
    number = _BY_UNIT.get(unit, value(2)) if isinstance(unit, str) else value(2)
    return Text(
        summary=f"{measure.title}{of}: {number}.",
        description=measure.advice,
        runbook=slug(measure.title),
    )


def against_last_week(measure: Measure) -> Text:
    """Something that happens more or less often than it did."""
    return Text(
        summary=f"{measure.title}: {{{{ $value | humanizePercentage }}}} of the same time a week before.",
        description=measure.advice,
        runbook=slug(measure.title),
    )
