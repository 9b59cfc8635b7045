"""Values: what differs between the environments of a system."""

import attrs


@attrs.frozen(kw_only=True)
class Values:
    """Where an environment's Grafana finds its data; grafmint.toml fills it in."""

    prometheus_url: str
    loki_url: str
    aws_region: str
