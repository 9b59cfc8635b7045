"""Features: what a Grafana of a version can; of one that keeps its version to itself nothing new is expected."""

from collections.abc import Mapping

from grafmint.bundle import Kind
from grafmint.environment import Version

_NESTED_SINCE: Version = (11, 0)
_UNIQUE_TITLES_UNTIL: Version = (11, 0)
#: The first versions that give them no other uid. Alert rules are never given one, library panels always are.
#: Sources: https://github.com/grafana/grafana/pull/74684 (folders), https://github.com/grafana/grafana/pull/125516
#: and https://github.com/grafana/grafana/pull/107486 (datasources)
_RENAMES_UNTIL: Mapping[Kind, Version] = {"folder": (10, 2), "datasource": (11, 6), "dashboard": (12, 0)}


def nests_folders(version: Version | None) -> bool:
    """Whether a folder can lie in another."""
    return version is not None and version >= _NESTED_SINCE


def has_unique_titles(version: Version | None) -> bool:
    """Whether no two dashboards of a folder, and no two folders, can have one title."""
    return version is None or version < _UNIQUE_TITLES_UNTIL


def renames(version: Version | None, kind: Kind) -> bool:
    """Whether it can give one another uid, and keeps what hangs on it."""
    until = _RENAMES_UNTIL.get(kind)
    return until is None or (version is not None and version < until)
