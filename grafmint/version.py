"""What a Grafana version means for what is written."""

#: The schema version that each release introduced; a newer server migrates an older document when it loads it.
#: Source: Grafana's dashboard migrations (`apps/dashboard/pkg/migration/schemaversion`).
_SCHEMA_VERSIONS = (
    ((9, 0), 36),
    ((9, 1), 37),
    ((10, 0), 38),
    ((10, 3), 39),
    ((11, 3), 40),
    ((12, 0), 41),
    ((12, 1), 42),
)


def schema_version(grafana: tuple[int, int]) -> int:
    """The schema version to write for a Grafana: the newest one that it knows."""
    return max((number for version, number in _SCHEMA_VERSIONS if version <= grafana), default=_SCHEMA_VERSIONS[0][1])
