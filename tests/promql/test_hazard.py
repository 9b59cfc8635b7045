"""Queries that would end the parser, and with it the process: each has a verdict."""

import promql_parser
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from grafmint.promql.parse import check

#: What is no duration, with the part of the query that is to blame.
OUT_OF_RANGE = [
    ("up offset NaN", "NaN"),
    ("up offset Inf", "Inf"),
    ("up OFFSET -inf", "inf"),
    ("up offset-NaN", "NaN"),
    ("up[5m] offset # so\n nan", "nan"),
    ("up offset 1e400", "1e400"),
    ("up offset -1e19", "1e19"),
    ("up offset 1E+30", "1E+30"),
    ("up offset 99999999999999999999999", "99999999999999999999999"),
    ("up offset 0x7fffffffffffffff", "0x7fffffffffffffff"),
    ("up offset 077777777777777777777", "077777777777777777777"),
    ("up offset 9223372037", "9223372037"),
    ("up[1e30]", "1e30"),
    ("up[ 1e30 :5m]", "1e30"),
    ("up[5m:1e300]", "1e300"),
    ("up[5m: 1e+300 ]", "1e+300"),
    ('up{job="$job"} offset 1e30', "1e30"),
    ("1e30 + nan + up offset 1e30", "1e30"),
    ("$fn(up offset 1e30)", "1e30"),
]
#: What only looks like it.
IN_RANGE = [
    "up offset 9223372036",
    "up offset 1e9",
    "up offset 0x1p",
    "up[1e3:5m]",
    "up + NaN",
    "up[5m] > 1e300",
    "clamp_max(up, Inf)",
    'up{job="x offset NaN"}',
    'up{job="[1e30]"} # [1e30]',
    "up offset 5m + 1e30",
    "offset - Inf",
    "my:offset - Inf",
    "up @ 1e12",
    "up offset 010000000000",
]
BACKSLASH = "\\"
MARKS = st.sampled_from("()[]{},:=~!+-*/%^<>@#.$\"'` \n\\")
WORDS = st.sampled_from(
    ["up", "offset", "rate(", "sum by (", "[5m]", "[5m:1m]", "[[x]]", "${n}", "$w", "NaN", "nan", "Inf", "-inf", "5m",
     "1e", "1y2w", "0x", " and ", " or ", " unless ", " bool ", "start()", "\ud800"]
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers().map(str),
    st.integers(0).map(hex),
    st.integers(0).map(lambda number: f"0{number:o}"),
    st.floats().map(str),
    st.integers(0, 400).map("1e{}".format),
    st.builds("{}{}".format, st.integers(0), st.sampled_from(["ms", "s", "m", "h", "d", "w", "y"])),
)
STRINGS = st.builds(
    "{0}{1}{0}".format, st.sampled_from("\"'`"), st.text(st.sampled_from("a.\\\"'`\n(é{[*\x00")) | st.text(max_size=9)
)
DURATIONS = st.builds("{}{}".format, st.sampled_from(["up offset ", "up offset -", "up[", "up[5m:"]), NUMBERS)
QUERIES = st.lists(MARKS | WORDS | NUMBERS | STRINGS | DURATIONS | DURATIONS.map("{}]".format), max_size=12)


@pytest.mark.parametrize(("text", "marked"), OUT_OF_RANGE)
def test_a_number_that_no_duration_can_be_is_an_error(
    text: str, marked: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """The parser would panic at most of them, and print a trace: it never sees them, and the number is marked."""
    verdict = check(text)
    assert (verdict.status, verdict.message) == ("error", f"duration out of range: {marked}")
    assert text[verdict.start : verdict.end] == marked
    assert verdict.start == text.rindex(marked)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("text", IN_RANGE)
def test_a_large_number_elsewhere_is_left_to_the_parser(text: str) -> None:
    """A value, a text, a comment and a moment may be as large as they like."""
    try:
        promql_parser.parse(text)
    except ValueError:
        assert "out of range" not in (check(text).message or "")
    else:
        assert check(text).status == "ok"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f'"{BACKSLASH * 50_001}"', "it has too many backslashes or comments to be read safely"),
        (f'"{BACKSLASH * 50_001}', "it has too many backslashes or comments to be read safely"),
        (f"up{{a=`{BACKSLASH * 50_001}`}}", "it has too many backslashes or comments to be read safely"),
        (f'up{{a="{"n" * 9}{BACKSLASH}n' * 5_001, "it has too many backslashes or comments to be read safely"),
        ("#\n" * 30_000 + "up", "it has too many backslashes or comments to be read safely"),
        ("u" * 100_001, "it is too long to be read safely"),
    ],
    ids=range(6),
)
def test_a_query_too_long_for_the_parser_does_not_end_the_process(text: str, message: str) -> None:
    """The parser would overflow its stack, or take seconds: such a query is left unchecked, whatever it is."""
    verdict = check(text)
    assert (verdict.status, verdict.message) == ("unchecked", message)


@pytest.mark.parametrize(
    "text", [f'up{{a=~"{BACKSLASH * 5_000}"}}', "#\n" * 5_000 + "up", f'up{{a=~"{"a|" * 49_000}"}}'], ids=range(3)
)
def test_a_query_just_within_the_limits_is_parsed(text: str) -> None:
    """The limits are far above what people write, and the parser manages what is below them."""
    assert check(text).status == "ok"


class Panic(BaseException):
    """What a panic of Rust is to Python."""


@pytest.mark.parametrize("error", [Panic, OverflowError, RuntimeError])
def test_a_failure_of_the_parser_leaves_a_query_unchecked(
    error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it raises, no query ends a check."""
    _fail(monkeypatch, error)
    verdict = check.__wrapped__("up")
    assert (verdict.status, verdict.message) == ("unchecked", "the parser fails on it")


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_what_ends_the_process_still_does(error: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is no fault of a query."""
    _fail(monkeypatch, error)
    with pytest.raises(error):
        check.__wrapped__("up")


@given(QUERIES)
@example(["up", "[", "1e30", ":", "1e30", "]"])
@settings(max_examples=500)
def test_nothing_like_promql_breaks_the_check(pieces: list[str]) -> None:
    """Tokens, numbers, strings and brackets in any order have a verdict, and marks lie inside the text."""
    text = "".join(pieces)
    verdict = check(text)
    assert verdict.status in ("ok", "error", "unchecked")
    if verdict.start is not None and verdict.end is not None:
        assert 0 <= verdict.start <= verdict.end <= len(text)


@given(DURATIONS | DURATIONS.map("{}]".format) | DURATIONS.map("sum({}])".format))
def test_no_number_makes_the_parser_fail(text: str) -> None:
    """Every number that it cannot take as a duration is found before it sees it."""
    assert check(text).message != "the parser fails on it"


def _fail(monkeypatch: pytest.MonkeyPatch, error: type[BaseException]) -> None:
    def parse_(query: str) -> None:
        raise error

    monkeypatch.setattr(promql_parser, "parse", parse_)
