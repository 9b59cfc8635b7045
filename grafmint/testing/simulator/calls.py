"""Calls: which service calls which, as the metrics of Tempo's service graph count them.

Source: https://grafana.com/docs/tempo/latest/metrics-generator/service_graphs/
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView
from grafmint.library import Library
from grafmint.testing.simulator.labels import Labels, Weights
from grafmint.testing.simulator.latency import lognormal, varied, wandering
from grafmint.testing.simulator.series import Counter, Histogram, Metric
from grafmint.testing.simulator.shape import daily, noisy
from grafmint.testing.simulator.weighing import weight_of

#: What Grafana asks the Prometheus of a Tempo for.
_TOTAL, _FAILED = "traces_service_graph_request_total", "traces_service_graph_request_failed_total"
_SECONDS = "traces_service_graph_request_server_seconds"
GRAPH = frozenset({_TOTAL, _FAILED, _SECONDS})
_MAP = "serviceMap"
_USER, _DATABASE = "user", "postgresql"
_ENTRY = re.compile(r"gateway|front|web|edge|proxy|api", re.IGNORECASE)
#: A picture with more circles is not read.
_MOST = 8
_LOW, _HIGH, _FAILING = 4.0, 40.0, 0.002


def maps_services(bundle: Bundle) -> bool:
    """Whether a panel asks Tempo for the map of its services."""
    library = Library.of(bundle.entries)
    panels = (panel for entry in bundle.of("dashboard") for panel in BoardView(entry, library).filled)
    return any(target.get("queryType") == _MAP for panel in panels for _, target in panel.targets)


def pairs_of(services: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """The servers of each client: people call a gateway, it calls the others, and these call their database."""
    names = services[:_MOST]
    entry = next((name for name in names if _ENTRY.search(name)), names[0])
    others = [name for name in names if name != entry]
    return {_USER: (entry,), entry: others or (_DATABASE,), **dict.fromkeys(others, (_DATABASE,))}


def calls(services: Sequence[str]) -> Iterator[Metric]:
    """How many there are, how many fail, and how long they take; each client with its own servers."""
    for client, servers in pairs_of(services).items():
        rate = noisy(daily(low=_LOW, high=_HIGH))
        usual = {server: weight_of("server", server) for server in servers}
        labels: Labels = {"client": client, "server": Weights(usual)}
        failing = Weights({server: share * _FAILING for server, share in usual.items()})
        yield Counter(_TOTAL, rate, labels=labels)
        yield Counter(_FAILED, rate, labels={**labels, "server": failing})
        yield Histogram(_SECONDS, rate, varied(wandering(lognormal(median=0.04, p99=0.3))), labels=labels)
