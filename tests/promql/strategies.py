"""Everything that the builder can make, for the tests that must hold for all of it."""

import operator

import attrs
from hypothesis import strategies as st

from grafmint import promql
from grafmint.promql import Expr, Metric


@attrs.frozen
class Chosen:
    """What a query knows of a dashboard's variable."""

    name: str
    takes_several: bool = False

    def __str__(self) -> str:
        return f"${{{self.name}}}"


NAMES = st.sampled_from(["up", "http_requests_total", "node:cpu:rate5m", "a_bucket", "node_${kind}_bytes"])
LABELS = st.sampled_from(["job", "instance", "le", "code", "_x1"])
WINDOWS = st.sampled_from(["5m", "1h30m", "$__rate_interval", "${range}s", Chosen("window")])
NUMBERS = st.integers(-1000, 1000) | st.floats(allow_nan=False, allow_infinity=False)
VARIABLES = st.builds(Chosen, st.sampled_from(["instance", "env"]), st.booleans())
# Without lone surrogates: no query with one could be sent.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
# Half of a reference would join with what follows it.
PLAIN_TEXTS = TEXTS.filter(lambda text: "$" not in text and "[[" not in text)
VALUES = st.one_of(
    PLAIN_TEXTS,
    st.lists(PLAIN_TEXTS, min_size=1, max_size=3),
    VARIABLES,
    st.sampled_from([promql.re("5.."), promql.not_re("a|b"), promql.ne("x"), promql.ne(["x", "y.z"])]),
)
GROUPS = st.none() | LABELS | VARIABLES | st.lists(LABELS, max_size=2)

OPERATORS = (operator.add, operator.sub, operator.mul, operator.truediv, operator.mod, operator.pow)
COUNTERS = (promql.rate, promql.irate, promql.increase, promql.resets)
OVER_TIME = (promql.avg_over_time, promql.max_over_time, promql.delta, promql.deriv, promql.last_over_time)
AGGREGATIONS = (promql.sum, promql.avg, promql.min, promql.max, promql.count)
FUNCTIONS = (promql.abs, promql.absent, promql.ceil, promql.floor, promql.timestamp)
COMPARISONS = (promql.gt, promql.ge, promql.lt, promql.le, promql.eq, promql.not_eq)

JOINS = (promql.both, promql.either, promql.unless)


@st.composite
def metrics(draw: st.DrawFn) -> Metric:
    """Metrics with any matchers, read now or earlier."""
    made = promql.metric(draw(NAMES), **draw(st.dictionaries(LABELS, VALUES, max_size=3)))
    shift = draw(st.sampled_from(["", "", "7d", "-5m", "$shift"]))
    return attrs.evolve(made, shift=shift)


def arithmetic(leaves: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    """Expressions of operators only, above these leaves."""
    return st.recursive(leaves, _combined, max_leaves=8)


def expressions() -> st.SearchStrategy[Expr]:
    """Expressions of every kind, nested."""
    counted = st.builds(lambda function, m, w: function(m, w), st.sampled_from(COUNTERS), metrics(), WINDOWS)
    plain = st.sampled_from(["up", "a + b", "sum by (x) (up)", "vector(1)", '{job="a"}', "up # so it is"]).map(
        promql.raw
    )
    return st.recursive(metrics() | counted | plain, lambda inner: _combined(inner) | _called(inner), max_leaves=6)


def _combined(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    return st.one_of(
        st.builds(lambda combine, x, y: combine(x, y), st.sampled_from(OPERATORS), inner, inner | NUMBERS),
        st.builds(lambda combine, x, y: combine(x, y), st.sampled_from(OPERATORS), NUMBERS, inner),
        st.builds(lambda compare, x, y: compare(x, y), st.sampled_from(COMPARISONS), inner, inner | NUMBERS),
        st.builds(lambda join, x, y: join(x, y), st.sampled_from(JOINS), inner, inner),
        st.builds(operator.neg, inner),
    )


def _called(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    lists = st.booleans() | st.just("extra") | VARIABLES
    return st.one_of(
        st.builds(lambda over_time, x, w: over_time(x, w), st.sampled_from(OVER_TIME), inner, WINDOWS),
        st.builds(lambda total, x, by: total(x, by=by), st.sampled_from(AGGREGATIONS), inner, GROUPS),
        st.builds(lambda total, x, labels: total(x, without=labels), st.sampled_from(AGGREGATIONS), inner, GROUPS),
        st.builds(lambda function, x: function(x), st.sampled_from(FUNCTIONS), inner),
        st.builds(lambda k, x, by: promql.topk(k, x, by=by), st.integers(1, 9) | VARIABLES, inner, GROUPS),
        st.builds(promql.clamp_min, inner, NUMBERS),
        st.builds(promql.predict_linear, inner, NUMBERS, WINDOWS),
        st.builds(lambda q, x: promql.quantile(q, promql.sum(x, by="le")), st.floats(0, 1), inner),
        st.builds(lambda x, y, on, left: promql.divide(x, y, on=on, group_left=left), inner, inner, LABELS, lists),
        st.builds(promql.ratio, metrics(), inner),
        st.builds(lambda x, y: promql.ratio(promql.sum(x), promql.sum(y)), inner, inner),
    )
