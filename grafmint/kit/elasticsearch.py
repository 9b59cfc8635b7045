"""Elasticsearch: the colour of each cluster, its documents, and the memory of its nodes."""

import attrs

from grafmint import promql
from grafmint.block import Block
from grafmint.kit.lamps import lamps
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of
from grafmint.model.fields import Color, Override, by_name
from grafmint.model.mapping import ValueMap
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds, above

COLORS = (
    ValueMap(value=0, text="GREEN", color="green"),
    ValueMap(value=1, text="YELLOW", color="yellow"),
    ValueMap(value=2, text="RED", color="red"),
)


@attrs.frozen(kw_only=True)
class Search(Block):
    """The metrics of elasticsearch_exporter; `name` is the label of a node.

    Source: https://github.com/prometheus-community/elasticsearch_exporter/blob/master/metrics.md
    """

    health: str = "elasticsearch_cluster_health_status"
    documents: str = "elasticsearch_indices_docs"
    memory_used: str = "elasticsearch_jvm_memory_used_bytes"
    memory_max: str = "elasticsearch_jvm_memory_max_bytes"
    color: str = "color"
    area: str = "area"
    heap: str = "heap"
    cluster: str = "cluster"
    name: str = "name"
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)

    def health_in(self, color: str) -> promql.Expr:
        """1 for each cluster that has this colour, else 0."""
        return promql.max(self.scope.metric(self.health, **{self.color: color}), by=self.cluster)


def trouble(search: Search) -> promql.Expr:
    """How ill each cluster is: 0 is green, 1 yellow, 2 red."""
    return search.health_in("yellow") + 2 * search.health_in("red")


def heap_used(search: Search) -> promql.Expr:
    """How much of its heap each node uses, 0 to 100."""
    heap = search.scope.where(**{search.area: search.heap})
    used = promql.ratio(heap.metric(search.memory_used), heap.metric(search.memory_max))
    return promql.max(100 * used, by=(search.cluster, search.name))


def status(search: Search, *, title: str = "Elasticsearch") -> Stat:
    """GREEN, YELLOW or RED for each cluster.

    Unit: none, a colour. Source: elasticsearch_exporter.
    """
    return lamps(
        title,
        ask(trouble(search), legend_of(search.cluster), interval=search.interval),
        description="YELLOW: a copy of some data is missing and a further loss would hurt. RED: some data cannot be"
        " searched or written now; bring back the nodes that left, then look for shards without a node.",
        unit="none",
        thresholds=above(warning=1, critical=2),
        mappings=COLORS,
    )


def clusters(search: Search, *, title: str = "Clusters by colour", look: Look = LOOK) -> TimeSeries:
    """How many clusters are green, yellow and red.

    Unit: number of clusters. Source: elasticsearch_exporter.
    """
    # Each exporter of a cluster tells its colour, and a cluster counts once.
    each = promql.max(search.scope.metric(search.health), by=(search.cluster, search.color))
    return graph(
        title,
        ask(promql.sum(each, by=search.color), legend_of(search.color), interval=search.interval),
        description="Clusters by their colour. Yellow for minutes after a restart is normal; yellow that stays needs a"
        " node or disk more, and red needs somebody now.",
        unit="short",
        decimals=0,
        counted=True,
        stacked=True,
        look=look,
        overrides=[
            Override(matcher=by_name(color), color=Color(fixed_color=color)) for color in ("green", "yellow", "red")
        ],
    )


def documents(search: Search, *, title: str = "Documents", look: Look = LOOK) -> TimeSeries:
    """How many documents each cluster holds, copies among them.

    Unit: number of documents. Source: elasticsearch_exporter.
    """
    each = promql.max(search.scope.metric(search.documents), by=(search.cluster, search.name))
    return graph(
        title,
        ask(promql.sum(each, by=search.cluster), legend_of(search.cluster), interval=search.interval),
        description="Documents of each cluster, copies among them. A step down is an index that was deleted or a node"
        " that left; a line that stops growing is an import that stands still.",
        unit="short",
        counted=True,
        look=look,
    )


def heap(search: Search, *, title: str = "Heap", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK) -> TimeSeries:
    """How much of its heap each node uses.

    Unit: percent, 0 to 100. Source: elasticsearch_exporter.
    """
    return graph(
        title,
        ask(heap_used(search), legend_of(search.name), interval=search.interval),
        description="Memory in use of what each node's Java machine may have. A saw is normal; a line that stays near"
        " the top makes the node pause and leave: look for heavy queries, or add nodes.",
        unit="percent",
        full=True,
        thresholds=thresholds,
        look=look,
    )
