"""The verdict on a query: variables in every place, what is wrong and where."""

import statistics
import time
from collections.abc import Callable, Iterable

import promql_parser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.promql.message import FUNCTIONS
from grafmint.promql.parse import check, metrics_of
from grafmint.promql.variables import references

WITH_VARIABLES = """
rate(up[$__rate_interval])
rate(up[${__rate_interval}])
rate(up[[[range]]])
rate(up[${n}m])
rate(up[${__range_s}s])
rate(up[5$unit])
rate(up[$n$unit])
rate(up[$a$b$c])
max_over_time(rate(up[$w])[$__range:$__interval])
max_over_time(up[1h:$step])
max_over_time(up[$w:])
max_over_time(up[${n}h:${m}m])
up offset $shift
up offset -$shift
up offset ${days}d
up @ $__to
up{job="$job"}
up{job=~"$job"}
up{job=~"${job:regex}"}
up{job=~"${job:pipe}|other"}
up{job=~'$job'}
up{job=~`$job`}
up{job=~"[[job]]", pod!~"[[pod:pipe]]"}
up{pod=~"$ns-.*"}
up{pod=~"^($a|$b)$"}
up{pod=~"[$a-$b]x{$n}"}
up{job="${job.text}"}
up{$label="x"}
up{${label}=~"$value"}
up{${prefix}_name="x"}
rate(up{$label="x"}[${n}m])
up{$filters}
up{job="x", $filters}
up{job="x" $filters}
up{job $op "x"}
up{job=$job}
up{job=${job:doublequote}}
node_${kind}_bytes
${ns}_requests_total{job="x"}
job:$metric:rate5m
$metric{job="x"}
rate($metric[5m])
rate($metric)
sum by ($group) (up)
sum by (job, ${group:csv}) (up)
sum(up) by ([[group]])
sum without ($group) (up)
sum by ($a $b) (up)
a / on ($labels) group_left ($more) b
a * ignoring($labels) b
$agg(up)
$agg by (job) (up)
${agg}(rate(up[5m])) by ($group)
$fn(up[5m])
topk($n, up)
$top($n, up)
histogram_quantile($q, sum by (le) (rate(x_bucket[$__rate_interval])))
histogram_quantile(0.$q, x)
clamp_max(up, $max)
round(up, $n) > $low < $high
histogram_quantile($q, clamp_max(x, $a)) / topk($k, y) * clamp_min(z, $b)
up * $__range_s
up == ${n}e3
clamp_max(up, ${n}e3)
up offset 5$unit
vector($n)
time() - $__from / 1000
label_replace(up, "a", "$1", "b", "(.*)")
label_replace(up, "$to", "${1}x", "$from", "(.*)")
label_replace(up, $to, "$1", "b", "(.*)")
count_values("$label", up)
count_values($label, up)
$expr
$expr / 2
($a) / ($b)
sum($expr) by (job)
up $suffix
a $op b
a $op (b)
sum $grouping (job) (up)
sum(up) $grouping
up # $x ( "
sum(rate(up[$w])) # by ($x)
""".strip().split("\n")

WITHOUT_VARIABLES = [
    "up",
    'sum by (job) (rate(up{job=~"a|b", pod!=""}[5m])) / on (job) group_left (x) max by (job, x) (info)',
    'sum(\n  up # a comment with a ( and a "\n) > 0',
    'label_replace(up, "a", "$1", "b", "(.*)")',
    '{"http.requests", job="x"}',
    "holt_winters(up[5m], 0.1, 0.1)",
    "1 + 2 * Inf",
    'up{job=~"' + "-" * 3000 + '"}',
    'up{job=~"' + "a|" * 1000 + '"}',
]


@pytest.mark.parametrize("text", WITH_VARIABLES + WITHOUT_VARIABLES, ids=lambda text: text[:60])
def test_a_query_that_can_be_right_is_fine(text: str) -> None:
    """Wherever a variable stands, a query is fine when there is a value that makes it one."""
    assert check(text).status == "ok"


@pytest.mark.parametrize("text", WITH_VARIABLES, ids=str)
def test_the_query_that_was_parsed_has_no_variables(text: str) -> None:
    """A verdict shows what stood for the variables, and Prometheus's grammar takes exactly that."""
    verdict = check(text)
    assert references(verdict.query) == ()
    promql_parser.parse(verdict.query)


@pytest.mark.parametrize(
    ("text", "marked", "message"),
    [
        ("sum(rate(up[5m])", "(", "'(' is never closed"),
        ("rate(up[5m)", "[", "'[' is closed by ')'"),
        ("rate(up[5m]) # )", None, None),
        ("sum(up))", ")", "')' closes nothing"),
        ('up{job="x}', '"', "the string is never closed"),
        ('up{job="x"', "{", "'{' is never closed"),
        ("rat(up[5m])", "rat", "unknown function 'rat', did you mean 'rate'?"),
        ("sum(up) + floob(up)", "floob", "unknown function 'floob'"),
        ("rate(up)", "rate", "expected type matrix in call to function 'rate', got vector"),
        ("rate(a) + rate(b)", "", "expected type matrix in call to function 'rate', got vector"),
        ("rate(up[5m], 3)", "rate", "expected 1 argument(s) in call to 'rate', got 2"),
        ("sum()", "sum", "no arguments for aggregate expression 'sum' provided"),
        ("up and 1", "and", "set operator 'and' not allowed in binary scalar expression"),
        ("a and on (x) group_left b", "and", "no grouping allowed for 'and' operation"),
        ("up +", "+", "'+' has nothing on its right"),
        ("(up /) * 2", "/", "'/' has nothing on its right"),
        ("up or", "or", "'or' has nothing on its right"),
        ("* up", "*", "'*' has nothing on its left"),
        ('up{="x"}', "=", "'=' has nothing on its left"),
        ("up{job=}", "=", "'=' has nothing on its right"),
        ("sum(up, )", ")", "unexpected ')'"),
        ("sum(, up)", ",", "unexpected ','"),
        ("up down", "down", "unexpected 'down'"),
        ("up 2", "2", "unexpected '2'"),
        ("(up) (down)", "(", "unexpected '('"),
        ("sum by (job) (up) rate", "rate", "unexpected 'rate'"),
        ("sum by (1) (up)", "1", "unexpected '1'"),
        ("sum by (a b) (up)", "b", "unexpected 'b'"),
        ("sum by job (up)", "by", "'by' needs labels in parentheses"),
        ('up{a="b" c="d"}', "c", "unexpected 'c'"),
        ('up{a=="b"}', "==", "unexpected '=='"),
        ("up{job=api}", "api", "unexpected 'api'"),
        ("job=api", "=", "unexpected '='"),
        ('up{a="b"}{c="d"}', "{", "unexpected '{'"),
        ("up;", ";", "unexpected character: ';'"),
        ("a.b", ".", "unexpected '.'"),
        ('up{1a="b"} + x[1m]', "1", "unexpected character inside braces: '1'"),
        ("up[5 m]", "m", "unexpected character inside brackets: 'm'"),
        ('up{job=~"a(b"}', '"a(b"', "illegal regex for a(b"),
        (r'up{job=~"a\\d("}', r'"a\\d("', r"illegal regex for a\d("),
        (r'up{job=~"\x41("}', "", "illegal regex for A("),
        (r'up{job="\z"}', r"\z", "unknown escape sequence 'z'"),
        ("rate(up[5x])", "5x", "bad number or duration syntax: 5x"),
        ("rate(up[5m:5x])", "5x", "bad number or duration syntax: 5x"),
        ("rate(up[1.5m])", "1.5m", "not a valid duration string: 1.5m"),
        ("1 == 1", "", "comparisons between scalars must use BOOL modifier"),
        ("up > bool", "", "it cannot be read"),
        ("", "", "the query is empty"),
        (" # nothing", " # nothing", "the query is empty"),
        ("up{job='\ud800'}", "", "'utf-8' codec can't encode character"),
    ],
)
def test_a_wrong_query_is_marked_where_it_is_wrong(text: str, marked: str | None, message: str | None) -> None:
    """The verdict says what is wrong and which part of the text is, or leaves that open."""
    verdict = check(text)
    assert (verdict.message or "").startswith(message or "")
    assert (verdict.status, text[verdict.start : verdict.end] if verdict.start is not None else "") == (
        ("ok", "") if message is None else ("error", marked)
    )


@pytest.mark.parametrize(
    ("text", "start", "marked", "message"),
    [
        ('sum(rate(up{job="$job"}[$w])', 3, "(", "'(' is never closed"),
        ("rate(up[$w]", 4, "(", "'(' is never closed"),
        (
            'sum by ($g) (rat(up{job=~"$job"}[$__rate_interval]))',
            13,
            "rat",
            "unknown function 'rat', did you mean 'rate'?",
        ),
        ("foob($x)", 0, "foob", "unknown function 'foob', did you mean 'floor'?"),
        ('up{job=~"$job"} + up{pod=~"a($ns"}', 26, '"a($ns"', "illegal regex for a($ns"),
        ('$agg(up{job=~"${job:pipe}", pod=~"("})', 33, '"("', "illegal regex for ("),
        ('up{job=~"${job:regex}"} down', 24, "down", "unexpected 'down'"),
        ("sum by ($g) (up) down", 17, "down", "unexpected 'down'"),
        ("rate(up[$w]) / rate(up[5x])", 23, "5x", "bad number or duration syntax: 5x"),
        ("rate(sum(up)[$__rate_interval])", None, "", "ranges only allowed for vector selectors"),
    ],
)
def test_a_fault_beside_a_variable_is_an_error(text: str, start: int | None, marked: str, message: str) -> None:
    """What no value of a variable can repair is an error, marked in the text as it was written."""
    verdict = check(text)
    assert (verdict.status, verdict.message, verdict.start) == ("error", message, start)
    assert start is None or text[start : verdict.end] == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("topk($n up)", "$n"),
        ("up $a $b down down", "$a"),
        ('up{job="x", $label $op "y"}', "$label"),
        ("sum by (job) rate($expr[5m]) ${x} by", "${x}"),
    ],
)
def test_a_variable_that_could_be_anything_leaves_a_query_unchecked(text: str, marked: str) -> None:
    """Where nothing that was tried fits and a variable might, the query is not called wrong."""
    verdict = check(text)
    assert (verdict.status, text[verdict.start : verdict.end]) == ("unchecked", marked)
    assert verdict.message == f"{marked} could be anything"


@pytest.mark.parametrize("text", ["-" * 3000 + "up", "(" * 2000 + "up" + ")" * 2000, "up" + " or up" * 2000], ids=len)
def test_a_query_too_deep_for_the_parser_does_not_end_the_process(text: str) -> None:
    """The parser would overflow its stack: such a query is left unchecked, whatever it is."""
    verdict = check(text)
    assert (verdict.status, verdict.message) == ("unchecked", "it is too deep to be read safely")


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("up", {"up"}),
        ("1 + 2", set()),
        (
            'sum by (job, le) (rate(a_total{job="b_total", c="x"}[5m])) / on (d) group_left (e) f offset 1h',
            {"a_total", "f"},
        ),
        ("sum(a) by (b) or c unless ignoring(d) g", {"a", "c", "g"}),
        ("SUM BY (x) (a) AND b", {"a", "b"}),
        ("max_over_time(rate(a[5m])[1h:5m]) > bool 1e3 + Inf", {"a"}),
        ('{__name__="a", b="c"} + {__name__=~"d.*"} + {"e.f", g="h"}', {"a", "e.f"}),
        ('label_replace(a, "b", "c", "d", "e") # f', {"a"}),
        ("job:a:rate5m @ start() + b @ end()", {"job:a:rate5m", "b"}),
        ('node_${kind}_bytes + $metric{a="b"} + up{job="$job"}', {"up"}),
        ("$fn(a[$w]) + topk($n, b)", {"a", "b"}),
        ('{__name__="$metric"} / {__name__="a"}', {"a"}),
        ("rat(a) + b", {"a", "b"}),
        ("topk($n a)", {"a"}),
    ],
)
def test_the_metrics_of_a_query_are_its_selectors(text: str, metrics: set[str]) -> None:
    """Functions, labels, keywords and what a variable is part of are no metrics; a wrong query has some too."""
    assert check(text).metrics == metrics_of(text) == metrics


@pytest.mark.parametrize("text", WITH_VARIABLES + WITHOUT_VARIABLES, ids=lambda text: text[:60])
def test_the_metrics_are_those_that_the_parser_sees(text: str) -> None:
    """The tree of the query has the same selectors."""
    verdict = check(text)
    assert {name for name in _selected(verdict.query) if "__" not in name} == verdict.metrics


def test_every_suggested_function_exists() -> None:
    """No hint names a function that the parser does not know."""
    for name in FUNCTIONS:
        with pytest.raises(ValueError, match=r"^(?!unknown function)"):
            promql_parser.parse(f'{name}("too", "many", "words", "for", "any", "function", "1", "2")')


@given(st.text(st.sampled_from("up1(){}[],:=~!\"'\\#$ +-*/^<>\nx@"), max_size=40) | st.text(max_size=20))
def test_no_text_breaks_the_check(text: str) -> None:
    """Whatever the text, there is a verdict, and what it marks lies inside."""
    verdict = check(text)
    assert (verdict.start is None) == (verdict.end is None)
    if verdict.start is not None and verdict.end is not None:
        assert 0 <= verdict.start <= verdict.end <= len(text)
    assert (verdict.message is None) == (verdict.status == "ok")


@given(st.sampled_from(WITH_VARIABLES + WITHOUT_VARIABLES), st.data())
def test_a_query_that_parses_is_never_called_wrong(text: str, data: st.DataObject) -> None:
    """Cutting any piece out of a query gives a verdict no harsher than the parser's own."""
    start = data.draw(st.integers(0, len(text)))
    cut = text[:start] + text[start + data.draw(st.integers(0, 5)) :]
    try:
        promql_parser.parse(cut)
    except ValueError:
        return
    assert check(cut).status == "ok"


def test_checking_costs_little_more_than_parsing() -> None:
    """Queries without variables or with the usual ones take at most one and a half times the bare parse.

    Both are timed in turns, in time of this process, and the middle of their ratios counts: a busy machine slows both.
    """
    plain = 'sum by (service, code) (rate(http_requests_total{job="api", code=~"5..", x%d="y"}[5m])) / 60 > 0.5'
    usual = plain.replace("5m", "$__rate_interval").replace('"api"', '"$job"')
    texts = [text % number for number in range(100) for text in (plain, usual)]
    queries = [check(text).query for text in texts]
    ratios = []
    for _ in range(21):
        bare = _seconds(promql_parser.parse, queries)
        check.cache_clear()
        ratios.append(_seconds(check, texts) / bare)
    assert statistics.median(ratios) <= 1.5


def _seconds(read: Callable[[str], object], texts: Iterable[str]) -> float:
    start = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - start


def _selected(query: str) -> set[str]:
    names: set[str] = set()

    def visit(node: promql_parser.Expr) -> None:
        if isinstance(node, promql_parser.VectorSelector):
            matchers = node.matchers.matchers
            names.update(m.value for m in matchers if (m.name, m.op) == ("__name__", promql_parser.MatchOp.Equal))
            names.update([node.name] if node.name else [])

    promql_parser.walk(promql_parser.parse(query.replace("holt_winters", "double_exponential_smoothing")), visit)
    return names
