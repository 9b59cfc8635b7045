"""SLOs: an objective said once, with its recording rules, its alerts and its dashboard.

    from grafmint import promql
    from grafmint.slo import SLO, ErrorRatio

    requests = promql.metric("http_requests_total", job="checkout")
    availability = SLO(
        name="checkout-availability",
        objective=99.9,
        indicator=ErrorRatio(errors=requests.where(code=promql.re("5..")), total=requests),
        folder=services,
    )

Counters go in, not rates: the SLO owns the windows. `row` puts its budget on another board, `overview` lists many.
"""

from grafmint.slo.board import row
from grafmint.slo.burn import BurnAlert, BurnWindow
from grafmint.slo.error_ratio import ErrorRatio
from grafmint.slo.indicator import Indicator
from grafmint.slo.latency import Latency
from grafmint.slo.overview import overview
from grafmint.slo.policy import MULTIWINDOW, SIMPLE, BurnPolicy
from grafmint.slo.probe_success import ProbeSuccess
from grafmint.slo.slo import SLO

__all__ = [
    "MULTIWINDOW",
    "SIMPLE",
    "SLO",
    "BurnAlert",
    "BurnPolicy",
    "BurnWindow",
    "ErrorRatio",
    "Indicator",
    "Latency",
    "ProbeSuccess",
    "overview",
    "row",
]
