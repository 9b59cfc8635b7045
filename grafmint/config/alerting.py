"""The keys of alerting: who evaluates and routes, and what files are written for."""

from typing import TypedDict, get_args

from grafmint.config.alertmanager import EXAMPLE, alertmanager
from grafmint.config.length import length
from grafmint.config.table import Table
from grafmint.config.versions import version
from grafmint.environment import Alertmanager, Engine, Version
from grafmint.suggest import nearest

_PROMETHEUS = "2.42"


class Alerting(TypedDict):
    """What an environment says of alerting."""

    alerting: Engine
    prometheus: Version | None
    alertmanager: Alertmanager | None
    retention: str | None
    owns_policies: bool


def alerting(table: Table) -> Alerting:
    """The keys of alerting of an environment."""
    engine = _engine(table)
    found = Alerting(
        alerting=engine,
        prometheus=version(table, "prometheus", _PROMETHEUS),
        alertmanager=alertmanager(table),
        retention=length(table, "retention", "15d", "12h"),
        owns_policies=bool(table.flag("owns_policies")),
    )
    examples = {"prometheus": _PROMETHEUS, "alertmanager": EXAMPLE}
    missing = [f'{key} = "{example}"' for key, example in examples.items() if not table.given(key)]
    if engine == "prometheus" and missing:
        problem = "is 'prometheus', and the versions that files are written for are missing"
        table.report("missing-key", "alerting", problem, f"write {' and '.join(missing)}")
    return found


def _engine(table: Table) -> Engine:
    text = table.text("alerting")
    for engine in get_args(Engine):
        if text in (None, engine):
            return engine  # type: ignore[no-any-return]  # one of the words of the type
    engines = get_args(Engine)
    match = nearest(str(text), engines)
    way_out = 'write alerting = "prometheus", or leave it out' if match is None else f"did you mean {match!r}?"
    table.report("bad-value", "alerting", f"is {text!r}, not one of {', '.join(engines)}", way_out)
    return "grafana"
