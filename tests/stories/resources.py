"""Stories of whole dashboards, folders and datasources."""

from tests.stories.story import Ask, Edit, Line, Story

PODS, HOSTS, FOLDERS = (f"dashboards/{name}.py" for name in ("pods", "hosts", "folders"))
PAYMENTS = '''\
"""Money in and out."""

from dashboards.folders import services
from grafmint import Dashboard, Stat, TimeSeries, above
from grafmint.prometheus import Query

payments = Dashboard(
    uid="payments",
    title="Payments",
    folder=services,
    panels=[
        Stat(title="Paid today", queries=Query(expr="sum(increase(payments_total[1d]))"), unit="short"),
        TimeSeries(title="Payments", queries=Query(expr="sum(rate(payments_total[5m]))"), unit="reqps"),
        TimeSeries(
            title="Declined",
            queries=Query(expr='sum(rate(payments_total{state="declined"}[5m])) / sum(rate(payments_total[5m]))'),
            unit="percentunit",
            thresholds=above(critical=0.1),
        ),
    ],
)
'''

RESOURCES = (
    Story(
        name="09-dashboard-removed",
        edits=[Edit("dashboards/legacy.py")],
        asks=[
            Ask("What do we lose?", ["Monolith", "is no longer in the code", "2 panels"]),
            Ask("Which?", ["Sessions"], details=True),
        ],
    ),
    Story(
        name="10-dashboard-new",
        edits=[Edit("dashboards/payments.py", new=PAYMENTS)],
        asks=[
            Ask("What is it?", ["Payments is new", "3 panels"]),
            Ask("Where will I find it?", ["Services"]),
            Ask("Which line makes it?", [Line("dashboards/payments.py", "payments = Dashboard(")]),
            Ask("What is on it?", ["Paid today", "Declined"], details=True),
        ],
    ),
    Story(
        name="11-dashboard-moved",
        edits=[
            Edit("dashboards/payments.py", "import services", "import platform"),
            Edit("dashboards/payments.py", "folder=services", "folder=platform"),
        ],
        asks=[Ask("Where is it now, and where was it?", ["Payments moved from Services to Platform"])],
        unsaid=["panel"],
    ),
    Story(
        name="12-uid-renamed",
        edits=[Edit(HOSTS, 'uid="host-overview",', 'uid="hosts",\n    renamed_from="host-overview",')],
        asks=[
            Ask("Is it the same dashboard?", ["Host overview has another uid", "hosts, was host-overview"]),
            Ask("Do bookmarks hold?", ["another address"]),
            Ask("Did a panel change?", ["1 dashboard changes"]),
        ],
        unsaid=["is new", "is no longer", "is gone"],
    ),
    Story(
        name="13-variable",
        edits=[
            Edit(PODS, "import Dashboard, Stat, TimeSeries", "import Dashboard, QueryVariable, Stat, TimeSeries"),
            Edit(PODS, "import Query\n", "import LabelValues, Query\n"),
            Edit(
                PODS,
                "    folder=platform,\n",
                "    folder=platform,\n    variables=[\n        QueryVariable(\n"
                '            name="namespace", query=LabelValues(label="namespace", metric="kube_pod_info")\n'
                "        )\n    ],\n",
            ),
            Edit(PODS, '_bytes{container!=""}', '_bytes{container!="", namespace="$namespace"}'),
        ],
        asks=[
            Ask("What can I choose now?", ["namespace", "label_values(kube_pod_info, namespace)"]),
            Ask("Who uses it?", ["Memory", 'namespace="$namespace"']),
        ],
    ),
    Story(
        name="14-datasource-address",
        edits=[Edit("datasources.py", "http://prometheus.shop.example:9090", "https://mimir.shop.example/prometheus")],
        asks=[
            Ask("Which datasource?", ["metrics"]),
            Ask("Where do its queries go?", ["mimir.shop.example", "prometheus.shop.example:9090"]),
        ],
        unsaid=["hunter2"],
    ),
    Story(
        name="22-permissions",
        edits=[
            Edit(
                FOLDERS,
                '[Permission(role="Editor", permission="Edit")]',
                '[Permission(role="Viewer", permission="Edit")]',
            )
        ],
        asks=[
            Ask("Who may do what now?", ["Viewer", "Edit"]),
            Ask("Who may not any more?", ["Editor"]),
            Ask("Where?", ["Services", Line(FOLDERS, "services = Folder(")]),
        ],
    ),
)
