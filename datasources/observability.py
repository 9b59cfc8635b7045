"""The datasources of a system: metrics, logs and the cloud it runs in."""

from grafmint import cloudwatch, loki, prometheus
from systems.values import Values


def observability(
    values: Values, *, slowest_scrape: str
) -> tuple[prometheus.Datasource, loki.Datasource, cloudwatch.Datasource]:
    """Prometheus, Loki and CloudWatch as an environment reaches them.

    A rate needs four scrapes to survive a lost one, and Grafana 9 makes `$__rate_interval` four times what the
    datasource says, whatever a query says: so that is the interval of the target that is scraped least often.
    The rules of alerts are Prometheus' and Grafana's, so Loki is not asked for any.
    CloudWatch authenticates as the server that Grafana runs on, so there is no secret.
    """
    return (
        prometheus.Datasource(
            name="Prometheus", url=values.prometheus_url, is_default=True, time_interval=slowest_scrape
        ),
        loki.Datasource(name="Loki", url=values.loki_url, manage_alerts=False),
        cloudwatch.Datasource(name="CloudWatch", default_region=values.aws_region),
    )
