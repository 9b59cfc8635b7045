"""What exporters do not have, by metric: why, and where that is so."""

from collections.abc import Callable, Mapping

import attrs

from tests.exporters.hosts import disks, networks
from tests.exporters.scraped import Scraped


@attrs.frozen
class Absent:
    """A reason, and whether it holds for what is scraped; where it does not, the metric has to be there."""

    why: str
    holds: Callable[[Scraped], bool]


def before(exporter: str, *version: int) -> Callable[[Scraped], bool]:
    """Whether an exporter is older than a version."""
    return lambda scraped: scraped.version(exporter) < version


def _no_disk(_: Scraped) -> bool:
    return not disks()


def _no_network(_: Scraped) -> bool:
    return not networks()


# Source: https://github.com/prometheus-community/postgres_exporter/blob/master/CHANGELOG.md
_OLD = before("postgres", 0, 13)
_ALONE = "this machine has no network besides that to itself"
_LAGS = Absent("PostgreSQL's replication is a collector since 0.13, and was a query of one's own before", _OLD)
_STATEMENTS = Absent("PostgreSQL's statements are a collector since 0.13, and were a query of one's own before", _OLD)
_FILES = Absent("this machine has no file system on a disk", _no_disk)

#: The metrics that a query waits for in vain.
METRICS: Mapping[str, Absent] = {
    "pg_replication_lag_seconds": _LAGS,
    "pg_stat_statements_seconds_total": _STATEMENTS,
    "pg_stat_statements_calls_total": _STATEMENTS,
    "node_filesystem_avail_bytes": _FILES,
    "node_filesystem_size_bytes": _FILES,
    **{f"node_network_{way}_total": Absent(_ALONE, _no_network) for way in ("receive_bytes", "transmit_bytes")},
}

_SHARED = Absent("what all databases share was counted for a database without a name before 0.13", _OLD)

#: The labels that some series of a metric lack.
LABELS: Mapping[tuple[str, str], Absent] = {
    (f"pg_stat_database_{what}", "datname"): _SHARED
    for what in ("blks_hit", "blks_read", "deadlocks", "xact_commit", "xact_rollback")
}
