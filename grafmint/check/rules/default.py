"""two-defaults: with several default datasources Grafana's provisioning refuses to start."""

from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.finding import Finding


def two_defaults(bundle: Bundle) -> Iterator[Finding]:
    """Every default datasource of an environment but the first, with the place of that one."""
    defaults = [entry for entry in bundle.of("datasource") if entry.json.get("isDefault") is True]
    for other in defaults[1:]:
        yield Finding(
            rule="two-defaults",
            severity="error",
            message=f"datasource {other.uid!r} is the default, and so is {defaults[0].uid!r}",
            hint="leave is_default=True in one of them: with two Grafana does not start",
            place=other.place(),
            also=defaults[0].place(),
            kind=other.kind,
            uid=other.uid,
        )
