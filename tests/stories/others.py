"""Stories of dashboards that others' libraries made, and of changes that come together."""

from tests.stories.story import Ask, Edit, Line, Story

HTTP, PODS, SDK, JSON = "dashboards/http.py", "dashboards/pods.py", "dashboards/queue.py", "exported/network.json"
QUEUE = """\
from grafana_foundation_sdk.builders.dashboard import Dashboard
from grafana_foundation_sdk.builders.prometheus import Dataquery
from grafana_foundation_sdk.builders.timeseries import Panel
from grafana_foundation_sdk.models.dashboard import DataSourceRef

METRICS = DataSourceRef(type_val="prometheus", uid="metrics")
waiting = Panel().title("Waiting").datasource(METRICS).with_target(Dataquery().expr("sum(queue_depth)").ref_id("A"))
queue = Dashboard("Queues").uid("queues").with_panel(waiting)
"""
LONG = "What the pods use, and what they may use. " * 12 + "Averages over"

OTHERS = (
    Story(
        name="21-json-and-sdk",
        edits=[
            Edit(JSON, '"unit": "Bps"', '"unit": "bps"'),
            Edit(JSON, "node_network_receive_bytes_total[5m])", "node_network_receive_bytes_total[5m]) * 8"),
            Edit(SDK, new=QUEUE),
        ],
        asks=[
            Ask("Which panel?", ["Received", "Network"]),
            Ask("Which file?", ["exported/network.json"]),
            Ask("In what is it shown now?", ["Bps → bps"]),
            Ask("What else?", ["Queues is new", Line(SDK, "queue = Dashboard(")]),
        ],
    ),
    Story(
        name="23-looks-last",
        edits=[
            Edit(HTTP, "Share of requests answered with 5xx.", "Answers with 5xx, as a share of all."),
            Edit(HTTP, 'legend_format="requests"', 'legend_format="all requests"'),
            Edit(PODS, "[1h]", "[6h]"),
        ],
        asks=[
            Ask("What matters?", ["1h → 6h"]),
            Ask("Which texts change?", ["description", "legend", "all requests"]),
        ],
        order=["1h → 6h", "all requests", "description"],
    ),
    Story(
        name="24-several",
        edits=[
            Edit(HTTP, 'title="Rate",', 'title="Requests",\n                        key="requests/rate",'),
            Edit(
                HTTP,
                'promql.quantile(0.95, duration), legend_format="p95"',
                'promql.quantile(0.99, duration), legend_format="p99"',
            ),
            Edit(
                HTTP,
                '                        unit="s",\n',
                '                        unit="s",\n                        thresholds=above(critical=2),\n',
            ),
            Edit(HTTP, "        folder=services,\n", '        folder=services,\n        time_from="now-1h",\n'),
            Edit("dashboards/hosts.py", 'title="Why not?"', 'title="What is it short of?"'),
        ],
        asks=[
            Ask("Does a colour change?", ["turns red at 2 s"]),
            Ask("Which percentile?", ["0.95", "0.99"]),
            Ask("Which panel has another name?", ["Requests is renamed, was Rate"]),
            Ask("What do I see first when I open it?", ["now-1h"]),
            Ask("Which row?", ["Row What is it short of? is renamed"]),
            Ask("Does that break links?", ["Disk writes: links to it break"]),
        ],
        unsaid=["1.33 min"],
        order=["turns red at 2 s", "time range", "Requests is renamed", "Row What is it short of?"],
    ),
    Story(
        name="25-threshold-removed",
        edits=[Edit(HTTP, "                        thresholds=above(warning=0.002, critical=0.01),\n", "")],
        asks=[
            Ask("Does anything turn red now?", ["no longer turns red at 1%"]),
            Ask("Which panel of which dashboards?", ["Errors", "checkout: HTTP", "search: HTTP"]),
        ],
        unsaid=["8000%"],
    ),
    Story(
        name="26-datasource-renamed",
        edits=[
            Edit("datasources.py", 'name="metrics"', 'name="mimir"'),
            Edit(JSON, '"uid": "metrics"', '"uid": "mimir"'),
            Edit(SDK, 'uid="metrics"', 'uid="mimir"'),
        ],
        asks=[
            Ask(
                "Which datasource?", ["Datasource mimir is new", "type prometheus", "metrics is no longer in the code"]
            ),
            Ask("Who notices?", ["39 panels in 17 dashboards", "metrics → mimir"]),
            Ask("Is the network's board one of them?", ["Network", "Received"], details=True),
        ],
        once=["39 panels"],
    ),
    Story(
        name="27-long-text",
        edits=[Edit(PODS, 'title="Pods",', f'title="Pods",\n    description="{LONG} a day.",')],
        asks=[Ask("Is it a text that is new?", ["description", "What the pods use"])],
    ),
    Story(
        name="28-long-text-changed",
        edits=[Edit(PODS, "a day.", "an hour.")],
        asks=[Ask("Which words change?", ["a day.", "an hour."])],
    ),
)
