"""Stories of panels: what happens to one of them, or to many at once."""

from tests.stories.story import Ask, Edit, Line, Story

PODS, HOSTS, HTTP, WORKERS = (f"dashboards/{name}.py" for name in ("pods", "hosts", "http", "workers"))

PANELS = (
    Story(
        name="01-panel-renamed",
        edits=[Edit(HOSTS, 'title="Load"', 'title="Load average"')],
        asks=[
            Ask("Which panel?", ["Load average", "was Load"]),
            Ask("Where?", ["Host overview", Line(HOSTS, 'title="Load average"', 1)]),
            Ask("Do links to it break?", ["links to it break", 'keep the id with key="why-not/load"']),
        ],
        unsaid=["query", "CPU busy"],
    ),
    Story(
        name="02-threshold-in-a-builder",
        edits=[Edit(HTTP, "above(warning=0.01, critical=0.05)", "above(warning=0.002, critical=0.01)")],
        asks=[
            Ask("From which share of errors on does it turn red, and until now?", ["red at 1% instead of 5%"]),
            Ask("And orange?", ["orange at 0.2% instead of 1%"]),
            Ask("Which panel?", ["Errors"]),
            Ask("Which dashboards?", ["2 dashboards", "checkout: HTTP", "search: HTTP"]),
            Ask("Which line do I look at?", [Line(HTTP, 'title="Errors"', 1)]),
            Ask("Did anything else change?", ["change the same way"]),
            Ask("Does it break a rule?", ["nothing new"]),
        ],
        unsaid=["Rate", "Duration", "Besides"],
        once=["red at", "orange at"],
        order=["red at", "orange at"],
    ),
    Story(
        name="03-query-by-pod",
        edits=[Edit(PODS, "'sum(rate(container_cpu", "'sum by (pod) (rate(container_cpu")],
        asks=[
            Ask("Which panel of which dashboard?", ["CPU", "Pods"]),
            Ask("What does it show now?", ["by (pod)"]),
        ],
    ),
    Story(
        name="04-query-function",
        edits=[Edit(PODS, "sum(rate(kube_pod_", "sum(increase(kube_pod_")],
        asks=[
            Ask("Which panel of which dashboard?", ["Restarts", "Pods"]),
            Ask("What does it count now, and until now?", ["rate", "increase"]),
        ],
    ),
    Story(
        name="05-builder-of-many",
        edits=[Edit(WORKERS, "f'max(queue_depth", "f'sum(queue_depth")],
        asks=[
            Ask("How many?", ["14 panels in 9 dashboards"]),
            Ask("What changes?", ["max → sum"]),
            Ask("Is it the same everywhere?", ["9 dashboards change the same way"]),
            Ask("Which line do I look at?", [Line(WORKERS, "return TimeSeries(")]),
            Ask("Is that of stock one of them?", ["Workers of stock"], details=True),
        ],
        once=["max → sum", "14 panels"],
    ),
    Story(
        name="06-layout",
        edits=[Edit(HOSTS, '"Why not?",\n            columns=2,', '"Why not?",\n            columns=1,')],
        asks=[Ask("Does a number change?", ["changes only in layout", "2 panels of Host overview"])],
        unsaid=["Disk writes", "Load", "query"],
    ),
    Story(
        name="07-reformatted",
        edits=[
            Edit(PODS, '            unit="bytes",\n        ),', '            unit=("bytes"),\n        ),\n\n'),
            Edit(
                HOSTS,
                '"sum by (device) (rate(node_disk_written_bytes_total[5m]))"',
                '"""\n    sum by (device) (\n      rate(node_disk_written_bytes_total[5m])\n    )\n    """',
            ),
            Edit(HOSTS, "'1 - avg by (instance) (rate(", "'1-avg by(instance)(rate("),
        ],
        asks=[Ask("Does anything change?", ["only in the spelling of queries", "2 queries of Host overview"])],
        unsaid=["CPU busy", "Disk writes", "expr"],
    ),
    Story(
        name="08-panel-removed",
        edits=[
            Edit(
                HOSTS,
                '                TimeSeries(\n                    title="Load average",\n'
                '                    queries=Query(expr="node_load1", legend_format="{{instance}}"),\n'
                '                    unit="short",\n                ),\n',
                "",
            )
        ],
        asks=[
            Ask("What do we lose?", ["Load average", "gone"]),
            Ask("Where?", ["Host overview"]),
            Ask("What did it ask?", ["node_load1"], details=True),
        ],
    ),
)
