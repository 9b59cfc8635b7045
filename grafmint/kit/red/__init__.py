"""RED: rate, errors and duration of what answers requests.

Source: https://grafana.com/blog/2018/08/02/the-red-method-how-to-instrument-your-services/
"""

from grafmint.kit.red.answer import denied_share, distribution, statuses
from grafmint.kit.red.endpoint import denied, endpoints, usage
from grafmint.kit.red.requests import Requests, duration, error_percentage, rate
from grafmint.kit.red.service import errors, latency, row, summary, throughput

__all__ = [
    "Requests",
    "denied",
    "denied_share",
    "distribution",
    "duration",
    "endpoints",
    "error_percentage",
    "errors",
    "latency",
    "rate",
    "row",
    "statuses",
    "summary",
    "throughput",
    "usage",
]
