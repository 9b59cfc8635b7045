"""`[[hold]]` of grafmint.toml: what is to be left alone through a day, where, and why."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase

from grafmint.config.ignored import FIELDS
from grafmint.config.table import Table
from grafmint.environment import Environment, Hold
from grafmint.finding import Finding
from grafmint.suggest import hint

_NEEDED = {
    "env": 'env = "prod"',
    "uid": 'uid = "dashboard/checkout"',
    "until": "until = 2030-12-31",
    "reason": 'reason = "incident 1234"',
}


def holds(tables: Iterable[Table], environments: Collection[str]) -> Mapping[str, tuple[Hold, ...]]:
    """The holds of each environment; what is wrong with one is reported."""
    found: dict[str, list[Hold]] = {name: [] for name in environments}
    for table in tables:
        names, hold = _names(table, environments), _hold(table)
        table.close()
        if hold is not None:
            for name in names:
                found[name].append(hold)
    return {name: tuple(each) for name, each in found.items()}


def expired(environment: Environment, day: date) -> Iterator[Finding]:
    """A warning for each hold that was over before a day."""
    in_force = environment.on(day).holds
    for hold in environment.holds:
        if hold not in in_force:
            yield Finding(
                rule="expired-hold",
                severity="warning",
                message=f"the hold on {hold.uid!r} ended on {hold.until} ({hold.reason}): it holds no more",
                hint="remove it, or give it another day",
                place=hold.place,
            )


def today() -> date:
    """The day on which a hold is in force or over: UTC's, the same for everybody."""
    return datetime.now(UTC).date()


def _hold(table: Table) -> Hold | None:
    uid, reason = table.text("uid"), table.text("reason")
    until = table.day("until", f"write {_NEEDED['until']}")
    for key, example in _NEEDED.items():
        if not table.given(key):
            table.report("missing-key", key, "is missing", f"write {example}")
    kind, slash, _ = (uid or "").partition("/")
    if slash and kind not in FIELDS:
        table.report("unknown-kind", "uid", f"is {uid!r}, and {kind!r} is no kind", hint(kind, FIELDS))
    if uid is None or until is None or reason is None:
        return None
    return Hold(uid=uid, until=until, reason=reason, place=table.document.place(table.keys))


def _names(table: Table, environments: Collection[str]) -> list[str]:
    """The environments that any of the patterns fits."""
    patterns = table.text_or_texts("env") or ()
    for pattern in patterns:
        if pattern and not _fitting(pattern, environments):
            table.report("no-environment", "env", f"is {pattern!r}, which fits none", hint(pattern, environments))
    return [name for name in environments if any(name in _fitting(pattern, environments) for pattern in patterns)]


def _fitting(pattern: str, environments: Iterable[str]) -> list[str]:
    return [name for name in environments if fnmatchcase(name, pattern)]
