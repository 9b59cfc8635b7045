"""Bounds: what a file of others may come to, so that reading it ends soon whatever is in it."""

from collections.abc import Iterator

#: How many bytes a file may have; YAML is read a hundred times more slowly than JSON.
LARGEST_JSON = 32 * 2**20
LARGEST_YAML = 2 * 2**20
#: How many parts the aliases of a YAML file may come to.
MOST_PARTS = 1_000_000
#: How many levels of lists and objects lie within each other at most; Grafana's own have some twenty.
DEEPEST = 100


def is_deep(value: object) -> bool:
    """Whether plain data is nested more deeply than anything that Grafana writes."""
    level = [value]
    for _ in range(DEEPEST):
        level = [below for each in level for below in _below(each) if isinstance(below, dict | list)]
        if not level:
            return False
    return True


def _below(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value
