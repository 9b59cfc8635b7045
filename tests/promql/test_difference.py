"""What changed between two queries, in phrases about their structure."""

import time

import promql_parser
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from grafmint.promql.difference import differences
from grafmint.promql.parse import check
from grafmint.promql.structure.cursor import UnreadableError
from grafmint.promql.structure.reader import read
from grafmint.promql.structure.tree import written
from grafmint.promql.tokens import scan
from tests.promql.strategies import expressions
from tests.promql.test_parse import WITH_VARIABLES

P95 = "histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m])))"
ERRORS = 'sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))'

SAID = [
    ("sum(rate(x[5m]))", "sum by (pod) (rate(x[5m]))", "added `by (pod)`"),
    ("sum by (job) (x)", "sum(x) by (job, pod)", "`by (job)` → `by (job, pod)`"),
    ("sum without (job) (x)", "sum(x)", "removed `without (job)`"),
    ("x", 'x{code=~"5.."}', 'added matcher `code=~"5.."`'),
    ('x{code="5", a="b"}', 'x{a="b"}', 'removed matcher `code="5"`'),
    ('x{code="5"}', 'x{code!="5"}', 'matcher `code="5"` → `code!="5"`'),
    ("rate(x[5m])", "increase(x[5m])", "`rate` → `increase`"),
    ("rate(x[5m])", "rate(x[10m])", "range `5m` → `10m`"),
    ("rate(x[$__interval])", "rate(x[$__rate_interval])", "range `$__interval` → `$__rate_interval`"),
    ("max_over_time(x[1h:1m])", "max_over_time(x[1h:$step])", "range `1h:1m` → `1h:$step`"),
    ("rate(a[5m])", "rate(b[5m])", "metric `a` → `b`"),
    ("sum(${ns}_up)", "sum(${ns}_down)", "`${ns}_up` → `${ns}_down`"),
    (P95, P95.replace("95", "99"), "quantile 0.95 → 0.99"),
    ("topk(5, x)", "topk($n, x)", None),
    ("topk(5, x)", "topk(10, x)", "`topk 5` → `topk 10`"),
    ("sum(x)", "topk(10, x)", "`sum` → `topk(10, …)`"),
    ("x", "sum by (job) (x)", "wrapped in `sum by (job)`"),
    ("max(sum(x))", "max(x)", "no longer in `sum`"),
    ("up", "sum(rate(up[5m]))", "wrapped in `rate` over `5m`; wrapped in `sum`"),
    ("x", "-x", "negated"),
    ("x", "x > 0", "compared with `> 0`"),
    ("x > 0", "x", "no longer compared with `> 0`"),
    ("x > 0", "x >= 0.5", "`> 0` → `>= 0.5`"),
    ("100 * x", "1000 * x", "`100 *` → `1000 *`"),
    ("x > 0", "x > bool 0", "added `bool`"),
    ("x", "x * 100", "multiplied by `100`"),
    ("x / 60", "x", "no longer divided by `60`"),
    ("x", "1 - x", "added `1 -`"),
    ("sum(x)", "sum(x) or vector(0)", "added `or vector(0)`"),
    ("a or b or c", "a or c", "removed `or b`"),
    ("a / b", "a / on (job) b", "added `on (job)`"),
    ("a / b", "a * b", "`/` → `*`"),
    ("x", "x offset 1d", "added `offset 1d`"),
    ("x offset 1d", "x offset 7d", "`offset 1d` → `offset 7d`"),
    ("x @ end()", "x", "removed `@ end()`"),
    (ERRORS, ERRORS.replace("5m", "10m"), "range `5m` → `10m`"),
    (ERRORS, ERRORS.replace("5..", "4.."), 'left of `/`: matcher `code=~"5.."` → `code=~"4.."`'),
    ("a or b or rate(c[5m])", "a or b or rate(c[1h])", "part 3 of `or`: range `5m` → `1h`"),
    (
        "sum(rate(x[5m]))",
        'sum by (job) (rate(x{code="5"}[10m]))',
        'added `by (job)`; range `5m` → `10m`; added matcher `code="5"`',
    ),
]


@pytest.mark.parametrize(("before", "after", "said"), SAID)
def test_the_structure_says_what_changed(before: str, after: str, said: str | None) -> None:
    """Each edit in the words in which a colleague would tell it; all of it, where there are several."""
    found = differences(before, after)
    if said is None:
        assert found is None or found
    else:
        assert found == tuple(said.split("; "))


SAME = [
    ('x{a="b",c="d"}', "x { c = 'd' , a = `b`, }"),
    ("sum by (a, b) (x)", "sum(x) BY (b, a)"),
    ("sum by () (x)", "SUM(x)"),
    ("rate(x[5m])", "rate((x[300s]))"),
    ("x * 1000", "((x)) * 1e3"),
    ("x > 16", "x > 0x10"),
    ("a or b or c", "(a or b) or c # as it is read"),
    ("-a ^ 2", "-(a ^ 2)"),
    ("-a * 2", "(-a) * 2"),
    ("2 ^ 3 ^ 2", "2 ^ (3 ^ 2)"),
    ("a + b * c", "a + (b * c)"),
    ("a and b or c unless d", "(a and b) or (c unless d)"),
    ('{__name__="x"}', "x"),
    ('{"x", a="b"}', 'x{"a"="b"}'),
    ('x{a="$v"}', "x{a='[[v]]'}"),
    ("rate(x[$w])", "rate(x[${w}])"),
    ('x{a="\\\\d"}', "x{a=`\\d`}"),
    ('x{a="\\u0041"}', 'x{a="A"}'),
    ("rate(x[5m] offset 1h)", "rate(x[5m] OFFSET 60m)"),
    ("broken(", "broken ( # as before"),
    ("", " "),
]


@pytest.mark.parametrize(("before", "after"), SAME)
def test_spelling_does_not_count(before: str, after: str) -> None:
    """Blanks, order, quotes, numbers, parentheses that change nothing, variables in another form."""
    assert differences(before, after) == ()
    assert differences(after, before) == ()


OTHER = [
    ("a - (b - c)", "a - b - c"),
    ("(a + b) * c", "a + b * c"),
    ("(-a) ^ 2", "-a ^ 2"),
    ("(2 ^ 3) ^ 2", "2 ^ 3 ^ 2"),
    ("a / b", "b / a"),
    ("sum(abs(x))", "abs(sum(x))"),
    ("sum(rate(a[5m]))", "max(increase(b[1h]))"),
    ("broken(", "broken["),
    ("up", '{app="x"} |= "y"'),
]


@pytest.mark.parametrize(("before", "after"), OTHER)
def test_what_no_phrase_says_is_left_to_the_queries(before: str, after: str) -> None:
    """Where the same is taken together otherwise, where nothing is shared, and where no PromQL is read."""
    assert differences(before, after) is None
    assert differences(after, before) is None


@pytest.mark.parametrize("query", [query for query in WITH_VARIABLES if query])
def test_variables_may_stand_anywhere(query: str) -> None:
    """Each place that check knows can be read as well, written again and read the same."""
    try:
        tree = read(query)
    except UnreadableError:
        # An operator, or nothing, where a variable stands between two operands.
        assert "sum" in query or "$op" in query or " $" in query
        return
    assert read(written(tree)) == tree


def _spelled(query: str, blanks: list[str]) -> str:
    """The query with blanks around every token that is not part of a longer name or number."""
    found, end, last = "", 0, ""
    for index, token in enumerate(scan(query)):
        is_glued = token.start == end and index > 0 and {token.kind, last} <= {"word", "number", "reference"}
        is_exponent = found[-1:] in "eE+-" and token.start == end
        found += ("" if is_glued or is_exponent else blanks[index % len(blanks)]) + token.text
        last, end = token.kind, token.end
    return found


blanks = st.lists(st.sampled_from([" ", "\n", "  \t", " # a comment (\n"]), min_size=1, max_size=5)


@given(expressions(), blanks)
def test_a_query_in_another_form_is_the_same(expression: object, blanks: list[str]) -> None:
    """Whatever the builder makes, with other blanks and comments, in parentheses, and as it is written again."""
    query = str(expression)
    assert differences(query, query) == ()
    assert differences(query, f"( {_spelled(query, blanks)} )") == ()
    assert differences(query, written(read(query))) == ()


@given(expressions())
def test_operators_hold_as_tightly_as_in_prometheus(expression: object) -> None:
    """The query with every parenthesis that its own parser sees in it is the same one."""
    query = str(expression)
    assume("$" not in query and check(query).status == "ok")
    assert differences(query, _in_parentheses(promql_parser.parse(query))) == ()


def _in_parentheses(found: promql_parser.Expr) -> str:
    if isinstance(found, promql_parser.BinaryExpr) and found.modifier is None:
        return f"(({_in_parentheses(found.lhs)}) {found.op} ({_in_parentheses(found.rhs)}))"
    if isinstance(found, promql_parser.UnaryExpr):
        return f"(-({_in_parentheses(found.expr)}))"
    if isinstance(found, promql_parser.ParenExpr):
        return _in_parentheses(found.expr)
    return str(found.prettify())


@given(expressions() | st.text(max_size=20), expressions() | st.text(max_size=20))
def test_equal_is_equal_from_both_sides(one: object, other: object) -> None:
    """Nothing makes it fail, and it never says something of one direction and nothing of the other."""
    there, back = differences(str(one), str(other)), differences(str(other), str(one))
    assert (there == ()) == (back == ())
    assert there is None or all(phrase and "\n" not in phrase for phrase in there)


@pytest.mark.parametrize(
    "query", ["(" * 5000, "-" * 5000 + "x", "x" + "+ x - x" * 2000, "x[" * 3000, "a{" + "b," * 9000]
)
def test_what_is_too_deep_is_not_read(query: str) -> None:
    """It neither fails nor takes long."""
    started = time.process_time()
    assert differences(query, f"{query} ") == ()
    assert differences(query, "up") is None or query.startswith("a{")
    assert time.process_time() - started < 1
