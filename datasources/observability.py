"""The datasources of a system: metrics, logs, traces and the cloud it runs in."""

from collections.abc import Iterator

from grafmint import Datasource, alertmanager, cloudwatch, elasticsearch, jaeger, loki, prometheus, tempo
from systems.values import Values


def observability(values: Values, *, slowest_scrape: str) -> Iterator[Datasource]:
    """What an environment has an address of, under the name of what it is.

    A rate needs four scrapes to survive a lost one, and Grafana 9 makes `$__rate_interval` four times what the
    datasource says, whatever a query says: so that is the interval of the target that is scraped least often.
    """
    metrics = prometheus.Datasource(
        name="Prometheus", url=values.prometheus_url, is_default=True, time_interval=slowest_scrape
    )
    yield metrics
    if values.long_term_url:
        # The rules are the other one's.
        yield prometheus.Datasource(
            name="Prometheus long-term",
            url=values.long_term_url,
            time_interval=slowest_scrape,
            manage_alerts=False,
        )
    if values.loki_url:
        # The rules of alerts are Prometheus' and Grafana's, so Loki is not asked for any.
        yield loki.Datasource(name="Loki", url=values.loki_url, manage_alerts=False)
    if values.tempo_url:
        yield tempo.Datasource(name="Tempo", url=values.tempo_url, service_map=metrics)
    if values.jaeger_url:
        yield jaeger.Datasource(name="Jaeger", url=values.jaeger_url)
    if values.elasticsearch_url:
        # The names of the fields are those of the Elastic Common Schema.
        yield elasticsearch.Datasource(
            name="Elasticsearch",
            url=values.elasticsearch_url,
            index=values.elasticsearch_index,
            log_message_field="message",
            log_level_field="log.level",
        )
    if values.alertmanager_url:
        yield alertmanager.Datasource(name="Alertmanager", url=values.alertmanager_url)
    if values.aws_region:
        # It authenticates as the server that Grafana runs on, so there is no secret.
        yield cloudwatch.Datasource(name="CloudWatch", default_region=values.aws_region)
