"""What a Prometheus answers to an expression of the kit, evaluated by promtool."""

from collections.abc import Mapping

from grafmint.promql import Expr
from grafmint.testing.rules import Rules


def answer(expr: Expr, series: Mapping[str, str], *, at: str) -> list[float]:
    """The values at a time, of series with a sample a minute; a rate is of five minutes."""
    samples = Rules(()).feed(series).samples(str(expr).replace("$__rate_interval", "5m"), at=at)
    return [round(sample.value, 6) for sample in samples]
