"""`ignore` of an environment: fields that people may change, each as KIND.KEY and the keys below it."""

from collections.abc import Mapping, Sequence

from grafmint.config.shape import EACH, misshapen
from grafmint.config.table import Table
from grafmint.suggest import hint

#: The kinds that a Grafana holds, each with the fields of its document that may be left to people.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "folder": ("permissions",),
    "datasource": (
        "access", "basicAuth", "basicAuthUser", "database", "isDefault", "jsonData", "url", "user", "withCredentials",
    ),
    "library-panel": ("model",),
    "dashboard": (
        "annotations", "description", "editable", "fiscalYearStartMonth", "graphTooltip", "links", "liveNow", "panels",
        "preload", "refresh", "style", "tags", "templating", "time", "timepicker", "timezone", "weekStart",
    ),
    "template": ("template",),
    "mute-timing": ("time_intervals",),
    "contact-point": ("receivers",),
    "policy": ("group_by", "group_interval", "group_wait", "receiver", "repeat_interval", "routes"),
    "alert-rule": (
        "annotations", "condition", "data", "execErrState", "for", "isPaused", "keep_firing_for", "labels",
        "noDataState",
    ),
    "rule-group": ("interval",),
}  # fmt: skip
# By these a resource is known, is found and is put in its place.
_IDENTITY = frozenset({
    "uid", "title", "name", "type", "id", "version", "schemaVersion", "folderUid", "folderUID", "ruleGroup",
})  # fmt: skip
# What is there cannot be read, so that it would be lost.
_SECRET = frozenset({"secureJsonData", "secureSettings", "secrets"})


def ignored(table: Table) -> tuple[str, ...]:
    """The fields that an environment leaves to people; one that nothing could be is reported."""
    texts = table.texts("ignore") or ()
    for index, text in enumerate(table.data["ignore"] if texts else ()):
        problem = _problem(text) if isinstance(text, str) and text else None
        if problem is not None:
            said, way_out = problem
            table.document.report("bad-value", (*table.keys, "ignore", index), f"is {text!r}: {said}", way_out)
    return texts


def _problem(text: str) -> tuple[str, str] | None:
    """What is wrong with the name of a field, and the way out."""
    kind, *keys = text.split(".")
    if kind not in FIELDS:
        return f"{kind!r} is no kind", hint(kind, FIELDS)
    if not keys or not all(keys):
        return "names no field", f'write "{kind}.{FIELDS[kind][0]}"'
    return _misnamed(kind, keys)


def _misnamed(kind: str, keys: Sequence[str]) -> tuple[str, str] | None:
    if keys[-1] == EACH:
        return "is each item of a list, whole", "name the list itself, or a field of its items"
    if not _SECRET.isdisjoint(keys):
        return "a secret is never compared", "leave it out"
    if keys[0] in _IDENTITY:
        return f"{keys[0]!r} says which {kind} it is, or where", "leave it out: the code decides that"
    if keys[0] not in FIELDS[kind]:
        return f"a {kind} has no {keys[0]!r}", hint(keys[0], FIELDS[kind])
    return misshapen((kind, *keys))
