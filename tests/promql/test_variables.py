"""Grafana's variables in any text."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from grafmint.promql.variables import Reference, is_builtin, references, without_references

# A text that variables stand between, of the characters that matter to them.
BETWEEN = st.text(st.sampled_from("ab1_$ {}[]:.\"'\\#"), max_size=8)
PIECES = st.lists(
    st.tuples(BETWEEN, st.sampled_from(["$a1", "${b}", "${c:csv}", "[[d]]", "[[d:e]]", "${e.f:x:y}"])), max_size=5
)
# variableRegex of public/app/features/variables/utils.ts in Grafana's source.
GRAFANAS = re.compile(r"\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^\}]+))?(?::([^\}]+))?}", re.ASCII)


@pytest.mark.parametrize(
    ("text", "name", "format_"),
    [
        ("$job", "job", None),
        ("${job}", "job", None),
        ("${job:regex}", "job", "regex"),
        ("${job.text}", "job", None),
        ("${job.text:csv}", "job", "csv"),
        ("[[job]]", "job", None),
        ("[[job:pipe]]", "job", "pipe"),
        ("${__from:date:iso}", "__from", "date:iso"),
        ("${__from:date:[YYYY]}", "__from", "date:[YYYY]"),
        ('${__field.labels["a b"]}', "__field", None),
        ("${__data.fields[0]}", "__data", None),
        ("$5xx", "5xx", None),
    ],
)
def test_each_way_to_write_a_variable_is_one_reference(text: str, name: str, format_: str | None) -> None:
    """Every syntax of Grafana gives the name, the format and the whole of the text."""
    assert references(text) == (Reference(name=name, start=0, end=len(text), format=format_),)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('up{job="$job", pod=~"${ns}-.*|[[pod]]"}[$__rate_interval]', ["job", "ns", "pod", "__rate_interval"]),
        ("$a$b${c}d", ["a", "b", "c"]),
        ("[[[range]]]", ["range"]),
        ("$job-$instance.$x", ["job", "instance", "x"]),
        ("$größe", ["gr"]),
        ("$$job", ["job"]),
        ("up # $job", ["job"]),
    ],
)
def test_references_stand_in_the_order_of_the_text(text: str, names: list[str]) -> None:
    """Several variables of a text are found one after another, also beside each other and in comments."""
    assert [reference.name for reference in references(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "up",
        "$",
        "$$",
        "$1",
        "${1}",
        "$10-$2",
        "${1:x}",
        "${}",
        "${ job }",
        "$-",
        "[[:alpha:]]",
        "[[]]",
        "[[1]]",
        "[a]",
    ],
)
def test_what_is_no_variable_is_no_reference(text: str) -> None:
    """Groups of a regular expression, escaped dollars and classes of characters are left alone."""
    assert references(text) == ()


@pytest.mark.parametrize(
    "name",
    [
        "__interval", "__interval_ms", "__rate_interval", "__range", "__range_s", "__range_ms", "__from", "__to",
        "__user", "__org", "__dashboard", "__all", "__data", "__value", "__field", "__series", "__url_time_range",
        "__all_variables", "timeFilter", "__timeFilter", "__timeGroup", "__name", "__auto_interval_step",
    ],
)  # fmt: skip
def test_grafana_fills_its_own_variables(name: str) -> None:
    """No dashboard need declare the variables that Grafana documents."""
    assert is_builtin(name)


@pytest.mark.parametrize("name", ["job", "__rate_intervall", "interval", "__ranges", "", "__auto_interval"])
def test_a_misspelt_variable_is_not_grafanas(name: str) -> None:
    """Two underscores do not make a variable one of Grafana's."""
    assert not is_builtin(name)


@given(PIECES, BETWEEN)
def test_a_reference_is_where_it_says(pieces: list[tuple[str, str]], rest: str) -> None:
    """The positions of every reference cut out one variable, and what is left has none."""
    text = "".join(between + variable for between, variable in pieces) + rest
    for reference in references(text):
        (alone,) = references(text[reference.start : reference.end])
        assert (alone.name, alone.format) == (reference.name, reference.format)
        assert alone.end == reference.end - reference.start
    assert references(without_references(text, "  ")) == ()


@given(PIECES, BETWEEN)
def test_references_are_those_that_grafana_replaces(pieces: list[tuple[str, str]], rest: str) -> None:
    """Grafana's own pattern finds the same variables, but for groups of a regular expression."""
    text = "".join(between + variable for between, variable in pieces) + rest
    replaced = [(found[1] or found[2] or found[4], found.span()) for found in GRAFANAS.finditer(text)]
    assume(not any(name.isdecimal() for name, _ in replaced))
    assert [(r.name, (r.start, r.end)) for r in references(text)] == replaced
