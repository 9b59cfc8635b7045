"""Is this host healthy, and if not, what is it short of?"""

from grafmint import Dashboard, Folder, Gauge, QueryVariable, Row, TimeSeries, above, promql
from grafmint.prometheus import LabelValues, Query

hosts = Folder(uid="hosts", title="Hosts")
instance = QueryVariable(
    name="instance",
    query=LabelValues(label="instance", metric='node_uname_info{job="node"}'),
    multi=True,
    include_all=True,
)
node = promql.scope(job="node", instance=instance)  # {instance=~"$instance", job="node"}

idle = promql.rate(node.metric("node_cpu_seconds_total", mode="idle"))
cpu = 1 - promql.avg(idle, by="instance")
memory = 1 - promql.ratio(node.metric("node_memory_MemAvailable_bytes"), node.metric("node_memory_MemTotal_bytes"))
full = above(warning=0.8, critical=0.9)
by_mode = """sum by (mode) (
  rate(node_cpu_seconds_total{job="node", instance=~"$instance", mode!="idle"}[$__rate_interval])
)"""

dashboard = Dashboard(
    uid="host-overview",
    title="Host overview",
    description=__doc__,
    folder=hosts,
    variables=[instance],
    rows=[
        Row(
            title="Am I fine?",
            columns=2,
            panels=[
                Gauge(title="CPU busy", queries=Query(expr=cpu), unit="percentunit", thresholds=full),
                Gauge(title="Memory used", queries=Query(expr=memory), unit="percentunit", thresholds=full),
            ],
        ),
        Row(
            title="Why not?",
            columns=2,
            panels=[
                TimeSeries(
                    title="CPU by mode",
                    queries=Query(expr=by_mode, legend_format="{{mode}}"),
                    unit="short",
                    stacking="normal",
                    fill_opacity=40,
                ),
                TimeSeries(title="Load", queries=Query(expr=node.metric("node_load1"), legend_format="{{instance}}")),
            ],
        ),
    ],
)
