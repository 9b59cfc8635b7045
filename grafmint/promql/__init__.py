"""PromQL from values: `promql.sum(promql.rate(requests), by="route")`.

    from grafmint import promql

    requests = promql.metric("http_requests_total", job="api")
    failed = requests.where(code=promql.re("5.."))
    failing = promql.ratio(promql.sum(promql.rate(failed)), promql.sum(promql.rate(requests)))

Plain PromQL in a text is as good; the builder is for what takes parameters. Nothing is parsed here: `grafmint check`
does that, with `grafmint.promql.parse`. Some names are those of builtins (`sum`, `min`, …), so import the module.
"""

from typing import TYPE_CHECKING, Any

from grafmint.promql.aggregation import avg, bottomk, count, max, min, sum, topk
from grafmint.promql.compare import both, divide, either, eq, ge, gt, le, lt, not_eq, ratio, unless
from grafmint.promql.expr import Expr, raw
from grafmint.promql.function import (
    abs,
    absent,
    ceil,
    clamp_max,
    clamp_min,
    floor,
    offset,
    quantile,
    time,
    timestamp,
    vector,
)
from grafmint.promql.matcher import Matcher, ne
from grafmint.promql.matcher import matches as re
from grafmint.promql.matcher import matches_not as not_re
from grafmint.promql.metric import Metric, Scope, metric, scope
from grafmint.promql.window import (
    avg_over_time,
    changes,
    count_over_time,
    delta,
    deriv,
    increase,
    irate,
    last_over_time,
    max_over_time,
    min_over_time,
    predict_linear,
    present_over_time,
    rate,
    resets,
    stddev_over_time,
    sum_over_time,
)

__all__ = [
    "Expr",
    "Matcher",
    "Metric",
    "Scope",
    "abs",
    "absent",
    "avg",
    "avg_over_time",
    "both",
    "bottomk",
    "ceil",
    "changes",
    "clamp_max",
    "clamp_min",
    "count",
    "count_over_time",
    "delta",
    "deriv",
    "divide",
    "either",
    "eq",
    "floor",
    "ge",
    "gt",
    "increase",
    "irate",
    "last_over_time",
    "le",
    "lt",
    "max",
    "max_over_time",
    "metric",
    "min",
    "min_over_time",
    "ne",
    "not_eq",
    "not_re",
    "offset",
    "predict_linear",
    "present_over_time",
    "quantile",
    "rate",
    "ratio",
    "raw",
    "re",
    "resets",
    "scope",
    "stddev_over_time",
    "sum",
    "sum_over_time",
    "time",
    "timestamp",
    "topk",
    "unless",
    "vector",
]

# Hidden from type checkers, which would take any name for one that is here.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        from grafmint.suggest import hint

        raise AttributeError(f"grafmint.promql has no {name!r}; {hint(name, __all__)}")
