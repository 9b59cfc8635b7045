"""Values: what differs between the environments of a system."""

import attrs


@attrs.frozen(kw_only=True)
class Values:
    """Where an environment's Grafana finds its data, and what it may decide; grafmint.toml fills it in.

    What has no address there is no datasource there; `long_term_url` is that of what keeps metrics for years,
    and `alertmanager_page` is where people reach the Alertmanager, if one routes.
    `alertmanager_slack_webhook`, `alertmanager_pagerduty_key` and `teams_webhook` are the names of secrets; the
    thresholds are in percent. Business hours are from Monday to Friday, and holidays are days such as 2026-12-25.
    """

    prometheus_url: str
    long_term_url: str | None = None
    loki_url: str | None = None
    tempo_url: str | None = None
    jaeger_url: str | None = None
    elasticsearch_url: str | None = None
    elasticsearch_index: str = "logs-*"
    alertmanager_url: str | None = None
    alertmanager_page: str | None = None
    aws_region: str | None = None
    webhook_url: str = ""
    alertmanager_slack_webhook: str = ""
    alertmanager_pagerduty_key: str = ""
    teams_webhook: str = ""
    alert_cpu_threshold: float = 80
    alert_memory_threshold: float = 80
    alert_error_rate_threshold: float = 1
    time_zone: str = "UTC"
    business_hours_start: str = "09:00"
    business_hours_end: str = "17:00"
    holidays: tuple[str, ...] = ()
