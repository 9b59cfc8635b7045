"""The datasources of a system: metrics, logs and the cloud it runs in."""

from grafmint import cloudwatch, loki, prometheus
from systems.values import Values


def observability(values: Values) -> tuple[prometheus.Datasource, loki.Datasource, cloudwatch.Datasource]:
    """Prometheus, Loki and CloudWatch as an environment reaches them.

    Prometheus' `time_interval` is the shortest scrape interval; what is scraped less often says so in its queries.
    The rules of alerts are Prometheus' and Grafana's, so Loki is not asked for any.
    CloudWatch authenticates as the server that Grafana runs on, so there is no secret.
    """
    return (
        prometheus.Datasource(name="Prometheus", url=values.prometheus_url, is_default=True, time_interval="15s"),
        loki.Datasource(name="Loki", url=values.loki_url, manage_alerts=False),
        cloudwatch.Datasource(name="CloudWatch", default_region=values.aws_region),
    )
