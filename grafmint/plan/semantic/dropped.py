"""Dropped keys: what the page leaves out when it saves a dashboard, for it keeps only what it knows."""

from grafmint.plan.semantic.tree import Tree

# The fields of a dashboard in Grafana's own model of it, and the folder, which stands beside them in a tree.
_KNOWN = frozenset({
    "annotations", "description", "editable", "fiscalYearStartMonth", "folder", "gnetId", "graphTooltip", "id",
    "links", "liveNow", "panels", "preload", "refresh", "revision", "schemaVersion", "snapshot", "style",
    "tags", "templating", "time", "timepicker", "timezone", "title", "uid", "version", "weekStart",
})  # fmt: skip


def with_dropped(tree: Tree, to: Tree) -> Tree:
    """The tree of what a page has saved with those keys of `to` that no page keeps: their loss is nobody's edit."""
    return {**{key: value for key, value in to.items() if key not in _KNOWN}, **tree}
