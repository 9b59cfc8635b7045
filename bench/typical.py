"""A module as a project has many: what it costs to import is what its author waits for."""

from grafmint import Dashboard, Folder, Gauge, QueryVariable, Row, Stat, Table, TimeSeries, above, prometheus, promql

folder = Folder(uid="hosts", title="Hosts")
instance = QueryVariable(name="instance", query=prometheus.LabelValues(label="instance", metric="up"), multi=True)
node = promql.scope(job="node", instance=instance)
busy = 1 - promql.avg(promql.rate(node.metric("node_cpu_seconds_total", mode="idle")), by="instance")
full = above(warning=0.8, critical=0.9)

dashboard = Dashboard(
    uid="hosts",
    title="Hosts",
    folder=folder,
    variables=[instance],
    rows=[
        Row(
            title="Load",
            columns=2,
            panels=[
                TimeSeries(title="CPU", queries=prometheus.Query(expr=busy), unit="percentunit", thresholds=full),
                Gauge(title="CPU now", queries=prometheus.Query(expr=busy), unit="percentunit", thresholds=full),
                Stat(title="Up", queries=prometheus.Query(expr=promql.sum(node.metric("up"))), unit="short"),
                Table(title="Hosts", queries=prometheus.Query(expr=node.metric("up"), instant=True, format="table")),
            ],
        )
    ],
)
