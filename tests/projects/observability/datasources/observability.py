"""Where metrics and logs come from."""

from dashboards.settings import Values

from grafmint import BasicAuth, Env, Secret, loki, prometheus, resources


@resources
def observability(env: Env[Values]) -> list[prometheus.Datasource | loki.Datasource]:
    auth = BasicAuth(user="grafana", password=Secret(name="metrics_password"))
    trace = loki.DerivedField(name="trace", matcher_regex=r"trace_id=(\w+)", datasource="traces")
    return [
        prometheus.Datasource(name="metrics", url=env.values.prometheus_url, auth=auth, exemplars="traces"),
        loki.Datasource(name="logs", url=env.values.loki_url, derived_fields=[trace]),
    ]
