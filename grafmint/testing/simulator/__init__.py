"""Simulator: a system made up of series, for a real Prometheus to scrape, so that boards and alerts show data.

    from grafmint.testing import simulator as sim

    shop = sim.Simulation(
        series=[
            sim.Gauge("queue_length", sim.noisy(sim.daily(low=5, high=40)), labels={"queue": ["mail", "exports"]}),
            sim.Counter(
                "http_requests_total",
                rate=sim.daily(low=5, high=80),
                labels={"service": ["cart", "search"], "status": sim.shares({"200": 0.98, "500": 0.02})},
            ),
        ],
        incidents=[
            sim.Incident(at="10m", lasts="5m", series="http_requests_total", where={"status": "500"}, factor=30),
        ],
    )
    with shop.serve(port=9100) as url:
        ...  # a Prometheus scrapes it

`for_queries` makes up the series that the boards and alerts of a project ask for. `backfill` writes the past. In a
process of its own: `python -m grafmint.testing.simulator FILE`.
"""

from grafmint.testing.simulator.incident import Incident
from grafmint.testing.simulator.labels import shares, weights
from grafmint.testing.simulator.latency import lognormal, varied, wandering
from grafmint.testing.simulator.queries import for_queries
from grafmint.testing.simulator.running import Running
from grafmint.testing.simulator.series import BUCKETS, Counter, Gauge, Histogram, info
from grafmint.testing.simulator.shape import constant, daily, latest, moment, noisy, ramp, seldom, spread, steps
from grafmint.testing.simulator.simulation import Simulation

__all__ = [
    "BUCKETS",
    "Counter",
    "Gauge",
    "Histogram",
    "Incident",
    "Running",
    "Simulation",
    "constant",
    "daily",
    "for_queries",
    "info",
    "latest",
    "lognormal",
    "moment",
    "noisy",
    "ramp",
    "seldom",
    "shares",
    "spread",
    "steps",
    "varied",
    "wandering",
    "weights",
]
