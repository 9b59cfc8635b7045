"""Alerts on one number, one a level: as many as a system has names for."""

from collections.abc import Iterator

from grafmint import Alert
from systems.system import Names, System


def at_levels(system: System, names: Names, *, summary: str, description: str, runbook: str) -> Iterator[Alert]:
    """An alert for each level that the system has a name for.

    `runbook` is the page's name below the system's runbooks, and with the level what the rule is known by.
    """
    for level in ("critical", "warning"):
        name = names.of(level)
        if name is not None:
            yield Alert(
                name=name,
                uid=f"{system.prefix}-{runbook}-{level}",
                level=level,
                summary=summary,
                description=description,
                runbook_url=f"{system.runbooks}/{runbook}",
                labels={"system": system.tag},
                # No number, no alert: so it is with Prometheus, and a text about nothing wakes people in vain.
                no_data_state="OK",
            )


def label(name: str) -> str:
    """A label of the alert in one of its texts."""
    return f"{{{{ $labels.{name} }}}}"


def value(decimals: int) -> str:
    """The number of the alert in one of its texts."""
    return f'{{{{ $value | printf "%.{decimals}f" }}}}'
