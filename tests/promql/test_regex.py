"""Regular expressions as Go reads them."""

import warnings

import pytest

from grafmint.promql.regex import regex_problem


@pytest.mark.parametrize(
    "pattern",
    [
        *("", "5..|4..", "a{1,1000}", "a{b", "(?i)a", "a(?i)b", "(?s-i:x)", "(?P<n>a)", "(?<n>a)", "[]a]", "[(?=]"),
        *("[[:alpha:]_]+", "[[:^digit:]]", "[[a]", "[+--]", "a&&b", r"\pL+", r"\p{Greek}", r"[\pL\d]", r"\x{10FFFF}"),
        *(r"\z", r"\C", r"\(?=", r"\\Q", r"\Qa(\E", r"\Qa("),
    ],
)
def test_what_go_reads(pattern: str) -> None:
    """Also what Python would not, and without a word about it."""
    with warnings.catch_warnings(record=True) as found:
        assert regex_problem(pattern) is None
    assert found == []


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("a(", "missing ), unterminated subpattern"),
        ("a)", "unbalanced parenthesis"),
        ("[a-", "unterminated character set"),
        ("[z-a]", "bad character range z-a"),
        ("*a", "nothing to repeat"),
        ("a**", "multiple repeat"),
        ("a\\", "bad escape (end of pattern)"),
        (r"\h", "bad escape \\h"),
        ("(?=a)", "Go's regular expressions know no (?="),
        ("(?<!a)", "Go's regular expressions know no (?<!"),
        ("(?>a)", "Go's regular expressions know no (?>"),
        (r"(a)\1", "Go's regular expressions know no \\1"),
        ("a++", "Go's regular expressions know no ++"),
        ("a{3}+", "Go's regular expressions know no {3}+"),
        (r"a\Z", "Go's regular expressions know no \\Z"),
        ("a{1001}", "Go repeats nothing more than 1000 times"),
    ],
)
def test_what_go_does_not_read(pattern: str, problem: str) -> None:
    """Also what Python would."""
    assert regex_problem(pattern) == problem
