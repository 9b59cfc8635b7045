"""What varies by environment."""

import attrs


@attrs.frozen(kw_only=True)
class Values:
    prometheus_url: str
    loki_url: str
    error_ratio: float = 0.05
