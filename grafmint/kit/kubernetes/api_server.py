"""API server: what it answers."""

import attrs

from grafmint.kit import red
from grafmint.kit.kubernetes.cluster import Cluster
from grafmint.kit.look import LOOK, Look
from grafmint.model.panel.timeseries import TimeSeries


def api_requests(cluster: Cluster, *, title: str = "API server requests", look: Look = LOOK) -> TimeSeries:
    """What the API server answers, by code.

    Unit: requests a second. Source: API server.
    """
    asked = red.Requests(
        count=cluster.api_requests, status=cluster.code, interval=cluster.interval, scope=cluster.scope
    )
    return attrs.evolve(
        red.statuses(asked, title=title, look=look),
        description="Answers of the Kubernetes API server by code. A growing 429 or 5xx: it or etcd has too much to do,"
        " and rollouts slow down; a growing 4xx is a controller that asks wrongly or lacks rights.",
    )
