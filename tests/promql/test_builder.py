"""The builder: what it writes, what it refuses, and that all it lets through is PromQL."""

import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from typing import Any

import attrs
import promql_parser
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import grafmint.promql
from grafmint import promql
from grafmint.errors import ModelError
from grafmint.model.variable.custom import CustomVariable
from grafmint.model.variable.interval import IntervalVariable
from grafmint.model.variable.textbox import TextBoxVariable
from grafmint.promql import Expr, Metric
from grafmint.promql.expr import Binary, Negative, Number
from grafmint.promql.parse import check

from .strategies import TEXTS, arithmetic, expressions, metrics

instance = CustomVariable(name="instance", values=["a", "b"], multi=True)
env = TextBoxVariable(name="env")
window = IntervalVariable(name="window", values=["1m", "5m"])

a, b, c = (promql.metric(name) for name in "abc")
requests = promql.metric("requests_total", job="api")
# What type checkers refuse is refused at run time too.
untyped: Any = promql
untyped_a: Any = a

buckets = promql.metric("duration_seconds_bucket")
P90 = "histogram_quantile(0.9, sum by (le) (rate(duration_seconds_bucket[5m])))"


@pytest.mark.parametrize(
    ("built", "text"),
    [
        (promql.metric("up"), "up"),
        (promql.metric("up", job="api"), 'up{job="api"}'),
        (promql.metric("up", b="2", a="1"), 'up{a="1", b="2"}'),
        (promql.metric("up", job='a "b" \\ c\n'), r'up{job="a \"b\" \\ c\n"}'),
        (promql.metric("up", job=["a.b", "c"]), r'up{job=~"a\\.b|c"}'),
        (promql.metric("up", job=("a",)), 'up{job=~"a"}'),
        (promql.metric("up", code=promql.re("5..")), 'up{code=~"5.."}'),
        (promql.metric("up", code=promql.not_re("5..")), 'up{code!~"5.."}'),
        (promql.metric("up", code=promql.ne("500")), 'up{code!="500"}'),
        (promql.metric("up", mode=promql.ne(["idle", "iowait"])), 'up{mode!~"idle|iowait"}'),
        (promql.metric("up", instance=instance), 'up{instance=~"$instance"}'),
        (promql.metric("up", env=env), 'up{env="$env"}'),
        (promql.metric("up", instance=promql.ne(instance)), 'up{instance!~"$instance"}'),
        (promql.metric("up", env=promql.ne(env)), 'up{env!="$env"}'),
        (promql.metric("up", pod=promql.re(f"{env}-.*")), 'up{pod=~"${env}-.*"}'),
        (promql.metric(f"node_{env}_bytes"), "node_${env}_bytes"),
        (promql.metric("up", **{"class": "x"}), 'up{class="x"}'),
        (promql.metric("up", name="x", self="y"), 'up{name="x", self="y"}'),
    ],
    ids=str,
)
def test_a_metric_is_its_name_and_its_labels_by_name(built: Metric, text: str) -> None:
    """Each kind of value a label can have becomes the matcher it stands for."""
    assert str(built) == text


def test_matchers_are_added_replaced_and_dropped() -> None:
    """`where` adds or replaces, `without` drops and does not mind, and the metric itself stays as it was."""
    failed = requests.where(code=promql.re("5.."), job="web")
    assert str(failed) == 'requests_total{code=~"5..", job="web"}'
    assert str(failed.without("code", "nothing")) == 'requests_total{job="web"}'
    assert str(requests) == 'requests_total{job="api"}'


def test_a_scope_gives_its_matchers_to_every_metric() -> None:
    """What a metric says itself goes before what its scope says."""
    node = promql.scope(job="node", instance=instance)
    assert str(node.metric("node_load1")) == 'node_load1{instance=~"$instance", job="node"}'
    assert str(node.metric("node_load1", job="other").without("instance")) == 'node_load1{job="other"}'
    assert str(node.where(mode="idle").metric("cpu")) == 'cpu{instance=~"$instance", job="node", mode="idle"}'


def test_two_scopes_are_one() -> None:
    """Where both speak of a label, the one that is added says what holds."""
    node, home = promql.scope(job="node", site="away"), promql.scope(site="home")
    assert str(node.also(home).metric("up")) == 'up{job="node", site="home"}'
    assert str(home.also(node).metric("up")) == 'up{job="node", site="away"}'
    assert node.also(promql.Scope()) == node


def test_a_variable_stays_in_its_matcher() -> None:
    """An alert can tell the matchers on a variable from all others, and find the variable itself."""
    matchers = promql.metric("up", instance=instance, env="$env", job=promql.ne(env)).matchers
    assert [matcher.variable for matcher in matchers] == [None, instance, env]


def test_a_variable_and_its_text_are_not_the_same() -> None:
    """Expressions are equal when they are built the same, and hashable whatever the variable holds."""
    by_object = promql.metric("up", env=env)
    assert by_object == promql.metric("up", env=env)
    assert by_object != promql.metric("up", env="$env")
    unhashable = CustomVariable(name="env", values={"label": "value"})
    assert len({by_object, promql.metric("up", env=unhashable)}) == 1


@pytest.mark.parametrize(
    ("built", "text"),
    [
        (promql.rate(requests), 'rate(requests_total{job="api"}[$__rate_interval])'),
        (promql.increase(a, "1h"), "increase(a[1h])"),
        (promql.irate(a, window="${n}m"), "irate(a[${n}m])"),
        (promql.rate(a, window), "rate(a[${window}])"),
        (promql.max_over_time(a), "max_over_time(a[$__rate_interval])"),
        (promql.max_over_time(a, "1h:5m"), "max_over_time(a[1h:5m])"),
        (promql.max_over_time(promql.rate(a), "1h"), "max_over_time(rate(a[$__rate_interval])[1h:])"),
        (promql.max_over_time(1 - a, "${w:raw}"), "max_over_time((1 - a)[${w:raw}:])"),
        (promql.avg_over_time(1 - a, "1h:5m"), "avg_over_time((1 - a)[1h:5m])"),
        (promql.rate(promql.raw('a{x=~"}{"}')), 'rate(a{x=~"}{"}[$__rate_interval])'),
        (promql.predict_linear(a, 14400, "6h"), "predict_linear(a[6h], 14400)"),
        (promql.sum(a), "sum(a)"),
        (promql.sum(a, by=()), "sum(a)"),
        (promql.sum(a, by="job"), "sum by (job) (a)"),
        (promql.avg(a, by=["job", "le"]), "avg by (job, le) (a)"),
        (promql.min(a, without="job"), "min without (job) (a)"),
        (promql.max(a, without=()), "max without () (a)"),
        (promql.count(a, by=[env, instance]), "count by ($env, ${instance:csv}) (a)"),
        (promql.topk(5, a, by="job"), "topk by (job) (5, a)"),
        (promql.bottomk(env, a), "bottomk($env, a)"),
        (promql.quantile(0.9, buckets, window="5m"), P90),
        (promql.quantile(0.9, buckets, window="5m", by=["le"]), P90),
        (
            promql.quantile(1, buckets, by="service", window="5m"),
            "histogram_quantile(1, sum by (le, service) (rate(duration_seconds_bucket[5m])))",
        ),
        (promql.quantile(0.5, promql.sum(promql.rate(a, "5m"))), "histogram_quantile(0.5, sum(rate(a[5m])))"),
        (promql.offset(requests, "7d"), 'requests_total{job="api"} offset 7d'),
        (promql.offset(1 - promql.sum(promql.rate(a, "5m")), "-1d"), "1 - sum(rate(a[5m] offset -1d))"),
        (promql.clamp_min(a, 0), "clamp_min(a, 0)"),
        (promql.clamp_max(a + 1, 0.5), "clamp_max(a + 1, 0.5)"),
        (promql.absent(a), "absent(a)"),
        (promql.time() - promql.timestamp(a), "time() - timestamp(a)"),
        (promql.either(a, promql.vector(0)), "a or vector(0)"),
        (promql.either(a, b, c), "a or b or c"),
        (promql.either(a, promql.either(b, c)), "a or (b or c)"),
        (promql.both(a, b, c), "a and b and c"),
        (promql.both(a, promql.either(b, c)), "a and (b or c)"),
        (promql.unless(a, promql.both(b, c)), "a unless (b and c)"),
        (promql.either(promql.unless(a, b), c), "a unless b or c"),
        (promql.divide(a, b, on="job"), "a / on (job) b"),
        (promql.divide(a, b, on=()), "a / on () b"),
        (promql.divide(a, b + c, ignoring=["x", "y"], group_left=True), "a / ignoring (x, y) group_left () (b + c)"),
        (promql.divide(a, b, on="job", group_left="version"), "a / on (job) group_left (version) b"),
        (promql.ratio(a, b), "a / b"),
        (
            promql.ratio(promql.sum(a, by="s"), promql.sum(b, by="s")),
            "(sum by (s) (a) or 0 * sum by (s) (b)) / (sum by (s) (b) > 0)",
        ),
        (promql.ratio(promql.count(a), b), "(count(a) or 0 * b) / (b > 0)"),
        (promql.ratio(promql.max(a), promql.max(b)), "max(a) / max(b)"),
    ],
    ids=str,
)
def test_a_function_is_written_as_in_promql(built: Expr, text: str) -> None:
    """Functions, aggregations, windows and matching read as people write them by hand."""
    assert str(built) == text


@pytest.mark.parametrize(
    ("built", "text"),
    [
        (1 - a, "1 - a"),
        (100 * (1 - a), "100 * (1 - a)"),
        (a / b / c, "a / b / c"),
        (a / (b / c), "a / (b / c)"),
        (a - (b - c), "a - (b - c)"),
        (a * b + c, "a * b + c"),
        ((a + b) * c, "(a + b) * c"),
        (a**b**c, "a ^ b ^ c"),
        ((a**b) ** c, "(a ^ b) ^ c"),
        (2 % a, "2 % a"),
        (-a, "-a"),
        (-(a + b), "-(a + b)"),
        (-(a**2), "-a ^ 2"),
        ((-a) ** 2, "(-a) ^ 2"),
        (a * -b, "a * -b"),
        (a * -1.5, "a * -1.5"),
        ((-2) ** a, "(-2) ^ a"),
        (-2 * a, "-2 * a"),
        (a + 1e-7, "a + 1e-07"),
        (a + 2.0, "a + 2"),
        (a + 10**20, "a + 100000000000000000000"),
        (promql.gt(a, 0) / b, "(a > 0) / b"),
        (promql.gt(a + 1, b), "a + 1 > b"),
        (promql.lt(promql.ge(a, 0), 5), "a >= 0 < 5"),
        (promql.le(0, a), "0 <= a"),
        (promql.eq(a, 1), "a == 1"),
        (promql.not_eq(a, 1), "a != 1"),
        (1 - promql.raw("a / b"), "1 - (a / b)"),
        (1 - promql.raw('a{x="("}'), '1 - a{x="("}'),
        (1 - promql.raw("vector(1)"), "1 - vector(1)"),
        (1 - promql.raw("(a) / (b)"), "1 - ((a) / (b))"),
        (2 * promql.raw("5"), "2 * 5"),
        (promql.sum(promql.raw("a / b # why")), "sum(a / b)"),
        (promql.raw('a{x="#"} # "why"\n/ b') - 1, '(a{x="#"} \n/ b) - 1'),
    ],
    ids=str,
)
def test_parentheses_stand_only_where_they_are_needed(built: Expr, text: str) -> None:
    """Precedence and associativity decide, and plain text that might fall apart is always enclosed."""
    assert str(built) == text


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: untyped.metric("1up"), "'1up' is not the name of a metric"),
        (lambda: untyped.metric("a-b"), "'a-b' is not the name of a metric"),
        (lambda: untyped.metric("NaN"), "'NaN' is a word of PromQL"),
        (lambda: untyped.metric("up", **{"a-b": "x"}), "'a-b' is not the name of a label"),
        (lambda: untyped.metric("up", __name__="x"), "__name__ is the metric itself"),
        (lambda: untyped.metric("up", code=500), 'label code: 500 is a number; labels are text: write "500"'),
        (lambda: untyped.metric("up", code=0.5), "label code: 0.5 is a number"),
        (lambda: untyped.metric("up", code=True), "label code: bool is no value"),
        (lambda: untyped.metric("up", code=None), "label code: NoneType is no value"),
        (lambda: untyped.metric("up", code=[]), "label code: list is no value"),
        (lambda: untyped.metric("up", code=[1]), "label code: list is no value"),
        (lambda: untyped.metric("up", code={"b", "a"}), "label code: set is no value"),
        (lambda: untyped.metric("up", code=untyped.re(5)), "int is no regular expression"),
        (lambda: untyped_a + "b", r"str is not a PromQL expression; write promql.raw\('b'\)"),
        (lambda: "b" - untyped_a, "str is not a PromQL expression"),
        (lambda: untyped_a * None, "NoneType is not a PromQL expression"),
        (lambda: untyped_a * True, "bool is not a PromQL expression"),
        (lambda: a * float("nan"), "nan is not a finite number"),
        (lambda: untyped.sum("a"), "str is not a PromQL expression"),
        (lambda: untyped.clamp_min(a, "0"), "str is not a number"),
        (lambda: promql.rate(promql.sum(a)), r"promql.rate takes a metric, not sum\(a\)"),
        (lambda: promql.rate(promql.raw("a[5m]")), r"promql.rate takes a metric, not a\[5m\]"),
        (lambda: promql.rate(a, "five"), "window 'five' is not a duration"),
        (lambda: promql.rate(a, "1m1h"), "'1m1h' is not a duration"),
        (lambda: promql.rate(a, ""), "'' is not a duration"),
        (lambda: untyped.rate(a, 300), '300 is not a duration; write "300s"'),
        (lambda: promql.offset(a, "7d:1d"), "offset '7d:1d' is not a duration"),
        (lambda: promql.offset(promql.offset(a, "1d"), "1d"), "promql.offset: a offset 1d cannot be shifted"),
        (lambda: promql.offset(promql.raw("a"), "1d"), "promql.offset: a cannot be shifted"),
        (lambda: promql.sum(a, by="x", without="y"), "promql.sum: by and without exclude each other"),
        (lambda: promql.sum(a, by="a b"), "'a b' is not the name of a label"),
        (lambda: untyped.sum(a, by={"x", "y"}), "set is no label, and no list of them"),
        (lambda: promql.topk(0, a), "0 is not a number of series"),
        (lambda: untyped.topk(1.5, a), "1.5 is not a number of series"),
        (lambda: promql.quantile(95, buckets), "95 is not between 0 and 1"),
        (lambda: promql.quantile(0.95, a), "a is not a metric of buckets; write a_bucket"),
        (lambda: promql.quantile(0.95, promql.sum(a), by="x"), "by is for a metric of buckets"),
        (lambda: promql.raw(" # nothing"), "the text is empty"),
        (lambda: promql.gt(1, 2), "1 > 2 compares two numbers"),
        (lambda: untyped.either(a, 0), "int is not a PromQL expression"),
        (lambda: promql.divide(a, b), "promql.divide needs on or ignoring"),
        (lambda: promql.divide(a, b, on="x", ignoring="y"), "promql.divide needs on or ignoring, not both"),
        (lambda: promql.divide(a, b, on="x", group_left="x"), "x is in on and group_left"),
        (lambda: promql.ratio(promql.sum(a, by="x"), promql.sum(b)), "have different groups"),
    ],
)
def test_a_wrong_value_is_refused_where_it_is_written(build: Callable[[], object], message: str) -> None:
    """What Prometheus cannot take is a ModelError in the very call that says it."""
    with pytest.raises(ModelError, match=message):
        build()


@pytest.mark.parametrize(
    ("build", "hint"),
    [
        (lambda: a and b, r"promql.both\(a, b\) for and"),
        (lambda: a or b, r"promql.either\(a, b\) for or"),
        (lambda: a and not b, r"promql.unless\(a, b\) for and not"),
        (lambda: bool(1 - a), "neither true nor false"),
        (lambda: untyped_a > 0, r"> does not compare PromQL expressions; write promql.gt\(a, b\)"),
        (lambda: untyped_a >= b, r"write promql.ge\(a, b\)"),
        (lambda: untyped_a < b, r"write promql.lt\(a, b\)"),
        (lambda: untyped_a <= 0.5, r"write promql.le\(a, b\)"),
    ],
)
def test_what_python_would_decide_is_refused(build: Callable[[], object], hint: str) -> None:
    """`and`, `or`, `not` and the comparisons of Python say nothing of series: none drops a part of a query."""
    with pytest.raises(ModelError, match=hint):
        build()


def test_a_misspelt_function_is_an_error_with_a_suggestion() -> None:
    """As an attribute; `hasattr` and import see an ordinary error."""
    with pytest.raises(AttributeError, match=r"^grafmint.promql has no 'rat'; did you mean 'rate'\?$"):
        _ = untyped.rat
    assert not hasattr(promql, "xyz")
    with pytest.raises(ImportError, match="rat"):
        exec("from grafmint.promql import rat")  # noqa: S102  # the statement that users write


def test_every_metric_and_text_of_an_expression_can_be_changed() -> None:
    """A reader of expressions reaches each leaf, and the rest stays as it is."""
    whole = promql.ratio(promql.sum(promql.rate(requests)), promql.sum(promql.raw('x{job="api"}')))

    def widened(leaf: Expr) -> Expr:
        return leaf.without("job") if isinstance(leaf, Metric) else promql.raw("x")

    assert str(whole.map_leaves(widened)) == (
        "(sum(rate(requests_total[$__rate_interval])) or 0 * sum(x)) / (sum(x) > 0)"
    )
    assert whole.map_leaves(lambda leaf: leaf) == whole


def test_an_expression_shows_itself() -> None:
    """A traceback or a failed test shows the query, and what kind of expression it is."""
    assert repr(1 - a) == "Binary('1 - a')"
    assert repr(promql.metric("up", job="x")) == """Metric('up{job="x"}')"""


def test_the_names_are_sorted_and_exist() -> None:
    """What the package says it exports is there, in order."""
    names = grafmint.promql.__all__
    assert names == sorted(names)
    assert all(hasattr(grafmint.promql, name) for name in names)


def test_the_example_of_the_package_runs() -> None:
    """The first thing a reader sees is right."""
    names: dict[str, Any] = {}
    exec(textwrap.dedent("".join(re.findall(r"(?m)^    .*\n", grafmint.promql.__doc__ or ""))), names)  # noqa: S102
    assert str(names["failing"]).startswith(
        '(sum(rate(http_requests_total{code=~"5..", job="api"}[$__rate_interval])) or'
    )


def test_the_builder_does_without_the_parser() -> None:
    """A module of dashboards does not pay for parsing, which only check does."""
    code = "import sys; from grafmint import promql; print('promql_parser' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@given(expressions())
def test_every_expression_parses(built: Expr) -> None:
    """Whatever the builder lets through, Prometheus's grammar takes."""
    verdict = check(str(built))
    assert (verdict.status, verdict.message) == ("ok", None)


@given(expressions())
def test_every_expression_is_a_value(built: Expr) -> None:
    """Expressions are hashable, equal to their like and frozen."""
    assert {built: 1}[attrs.evolve(built)] == 1
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        built.left = a  # type: ignore[attr-defined]  # that is the point


@given(TEXTS)
def test_a_label_value_comes_back_as_it_was(value: str) -> None:
    """Whatever a value holds, Prometheus reads that very text."""
    matcher = _read_matcher(promql.metric("up", job=value))
    assert (matcher.name, str(matcher.op), matcher.value) == ("job", "MatchOp.Equal", value)


@given(st.lists(TEXTS, min_size=1), st.integers(0))
def test_a_list_of_values_matches_each_of_them(values: list[str], index: int) -> None:
    """Each value of a list is taken literally, whatever it means in a regular expression."""
    matcher = _read_matcher(promql.metric("up", job=values))
    assert str(matcher.op) == "MatchOp.Re"
    assert re.fullmatch(matcher.value, values[index % len(values)])


@given(arithmetic(st.sampled_from([a, b, c])))
def test_parentheses_keep_the_order_of_evaluation(built: Expr) -> None:
    """The parser reads the very tree that was built."""
    assert _read(promql_parser.parse(str(built))) == _built(built)


@given(arithmetic(st.sampled_from([a, b, c])), st.integers(0))
def test_no_parentheses_are_in_vain(built: Expr, index: int) -> None:
    """Taking any one pair away changes what the parser reads."""
    text = str(built)
    opened = [i for i, character in enumerate(text) if character == "("]
    assume(opened and "-(-" not in text)  # two signs are told apart for the reader
    start = opened[index % len(opened)]
    end = _closing(text, start)
    bare = text[:start] + text[start + 1 : end] + text[end + 1 :]
    assert _read(promql_parser.parse(bare)) != _built(built)


@given(metrics())
def test_where_with_nothing_changes_nothing(metric: Metric) -> None:
    """Adding no matcher and dropping no matcher give the same metric."""
    assert metric.where() == metric.without() == metric


def _read_matcher(metric: Metric) -> promql_parser.Matcher:
    selector = promql_parser.parse(str(metric))
    assert isinstance(selector, promql_parser.VectorSelector)
    (matcher,) = selector.matchers.matchers
    return matcher


def _built(built: Expr) -> Any:
    match built:
        case Binary(left=left, operator=operator, right=right):
            return (operator, _built(left), _built(right))
        case Negative(inner=inner):
            return ("-", _built(inner))
        case Number(value=value):
            return float(value)
        case _:
            return str(built)


def _read(node: Any) -> Any:
    match node:
        case promql_parser.BinaryExpr():
            return (str(node.op), _read(node.lhs), _read(node.rhs))
        case promql_parser.UnaryExpr():
            return ("-", _read(node.expr))
        case promql_parser.ParenExpr():
            return _read(node.expr)
        case promql_parser.NumberLiteral():
            return node.val
        case _:
            return node.name


def _closing(text: str, start: int) -> int:
    depth = 0
    for index in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[index], 0)
        if depth == 0:
            return index
    raise AssertionError(text)
