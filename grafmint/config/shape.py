"""Shape: what is known of the inside of documents that fields are named in: which are lists, which have few keys."""

import re
from collections.abc import Iterator, Mapping, Sequence

from grafmint.suggest import hint

#: Stands for each item of a list.
EACH = "*"
_LISTS = frozenset({
    "alert-rule.data",
    "contact-point.receivers",
    "dashboard.annotations.list",
    "dashboard.links",
    "dashboard.panels",
    "dashboard.panels.*.fieldConfig.defaults.links",
    "dashboard.panels.*.fieldConfig.defaults.mappings",
    "dashboard.panels.*.fieldConfig.defaults.thresholds.steps",
    "dashboard.panels.*.fieldConfig.overrides",
    "dashboard.panels.*.links",
    "dashboard.panels.*.targets",
    "dashboard.panels.*.transformations",
    "dashboard.tags",
    "dashboard.templating.list",
    "dashboard.templating.list.*.options",
    "folder.permissions",
    "mute-timing.time_intervals",
    "policy.group_by",
    "policy.routes",
})  # fmt: skip
# Only what is the same in every Grafana: a key that one of them has is not to be refused.
_KEYS: Mapping[str, tuple[str, ...]] = {
    "alert-rule.data.*.relativeTimeRange": ("from", "to"),
    "dashboard.annotations": ("list", "enable"),
    "dashboard.panels.*.fieldConfig": ("defaults", "overrides"),
    "dashboard.panels.*.gridPos": ("h", "w", "x", "y", "static"),
    "dashboard.templating": ("list", "enable"),
    "dashboard.time": ("from", "to"),
}
# Panels lie in rows, and routes in routes; a library panel is a panel.
_INSIDE = re.compile(r"\.(panels|routes)(?:\.\*\.\1)+(?=\.|$)")
_LIBRARY = re.compile(r"^library-panel\.model(?=\.|$)")


def misshapen(keys: Sequence[str]) -> tuple[str, str] | None:
    """What is wrong with the way that a kind and keys lead through a document, and the way out; None where unknown."""
    return next(_problems(keys), None)


def _problems(keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    for count in range(1, len(keys)):
        path, key, rest = ".".join(keys[:count]), keys[count], keys[count + 1 :]
        known = _INSIDE.sub(r".\1", _LIBRARY.sub("dashboard.panels.*", path))
        if known in _LISTS and key != EACH:
            # A number stands where `*` is to be, any other key behind it.
            meant = ".".join((path, EACH, *(() if key.isdigit() else (key,)), *rest))
            yield f"{path} is a list", f"did you mean {meant!r}? `{EACH}` is each item, and none is named alone"
        elif known in _KEYS and key not in _KEYS[known]:
            yield f"{path} has no {key!r}", hint(key, _KEYS[known])
