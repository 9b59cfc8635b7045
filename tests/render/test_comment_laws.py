"""Laws of the comment: whatever a change is called and however much of it there is."""

import re
import time
from collections.abc import Callable
from functools import partial
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grafmint.bundle import KINDS
from grafmint.errors import UsageError
from grafmint.finding import Finding
from grafmint.origin import Place
from grafmint.plan.plan import Plan
from grafmint.render.clean import clean
from grafmint.render.comment import Images, comment, key
from grafmint.render.comment.text import cell, fenced, html_name, inline, is_plain, name
from grafmint.render.markdown import code
from grafmint.review import AlertChange, Firings, PartChange, QueryChange, ResourceChange, Review, Same
from grafmint.review.review import Verb
from grafmint.revision import Revision
from tests.render.comment_markdown import REFERENCES, Shown
from tests.render.comment_reviews import plan

HOSTILE = [
    "@team", "@org/team", "a @team, b", "#1", "GH-1", "gl-7", "org/repo#1", "0f1e2d3c4b5a697887",
    "org/repo@0f1e2d3", "JIRA-12", "!5", "a!5", "~bug", '~"a b"', "%3", '%"a b"', "&4", "group&9", "&amp;",
    "&lt;b&gt;", "$5", "$x$", "$`x`$", "<b>", "<script>alert(1)</script>", "</details>", "</summary>", "<!--",
    "-->", "<img src=x>", "<https://x.example>", "[x](y)", "![x](y)", "[x][y]", "[x]: y", "[^1]",
    "https://x.example", "www.x.example", "ftp://x", "mailto:a@b.example", "a@b.example", "*a*", "**a**", "_a_",
    "__a__", "~~a~~", "`a`", "``", "`", "\\", "\\`", "\\|", "|", "a|b", "a\\|b", "# a", "- a", "+ a", "1. a",
    "1)", "> a", "---", "===", "```", "~~~", "    a", "/close", "/approve", "[ ] a", "[x] a", ":smile:", ":+1:",
    "a\nb", "a\n\n# b", "a\n\n</details>\n\n@team", "a\r\n/close", "\u202ea", "a\u200bb", "\ufeff", "", " ",
    "\xa0", "{{ x }}", "[[x]]", "{+ a +}", "%{a}", "a: b", "it's", "50 %", "→", "日本", "é", "(a)", "“a”",
    "\ud800", "Заказы_", "Ошибки*", "Нагрузка[", "注文_", "注文の数*", "エラー[",
]  # fmt: skip
LONG = ["`" * 300, "# a " * 300, "x" * 500, "& " * 400, "@a b " * 100, "\U000e0041" * 90, "`a " * 200, "я" * 70 + "_*["]
#: Texts of 5,000 characters, made to be searched for ever: long runs, and what ends them otherwise than it should. The
#: first one is short, so that a search that takes exponential time ends at all.
PATIENT = ["é" * 24 + "*", "`" + "x" * 4_999] + [
    f"{(run * 5_000)[:4_997]}{end}"
    for run in ("é", "я", "日", "x", "0", "f", "A1", "`", "` ", "`a", " ", "a ", ":a", "&a", "\u034f", "a → ", "/\n")
    for end in ("_*[", "*", "`", "g")
]
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), max_size=6).map(" ".join),
    st.lists(st.sampled_from(HOSTILE), max_size=4).map("".join),
    st.text(alphabet="`@#|<>*_[]()!\\/-=.&~$%: \n1aG", max_size=30),
    st.text(max_size=20),
    st.sampled_from(LONG),
)
PLACES = st.builds(Place, TEXTS, st.integers(1, 9999))
OPTIONAL = st.none() | TEXTS
VERBS = st.sampled_from(["added", "removed", "renamed", "moved", "changed"])
QUERIES = st.builds(
    QueryChange,
    ref_id=TEXTS,
    language=st.sampled_from(["prometheus", "loki", "mysql", "", "``` x"]),
    before=OPTIONAL,
    after=OPTIONAL,
    words=st.lists(TEXTS, max_size=2).map(tuple),
)
COUNTS = st.none() | st.integers(0, 10**9)
WAYS = st.lists(TEXTS, max_size=3).map(tuple)
ALERTS = st.builds(
    AlertChange,
    panel=st.sampled_from([None, "http-a/0", "a/b"]),
    was_told=WAYS,
    told=WAYS,
    firings=st.none() | st.builds(Firings, days=st.just(7), before=COUNTS, after=COUNTS, is_least=st.booleans()),
)
DOCUMENTS = st.none() | st.fixed_dictionaries({"id": st.integers(0, 3) | TEXTS})
PARTS = st.builds(
    PartChange,
    of=st.sampled_from(["panel", "row", "variable", "board", "alert"]),
    name=TEXTS,
    verb=VERBS,
    was=OPTIONAL,
    lines=st.lists(TEXTS, max_size=3).map(tuple),
    queries=st.lists(QUERIES, max_size=2).map(tuple),
    alert=st.none() | ALERTS,
    before=DOCUMENTS,
    after=DOCUMENTS,
)
RESOURCES = st.builds(
    ResourceChange,
    kind=st.sampled_from(KINDS),
    uid=TEXTS,
    title=TEXTS,
    verb=VERBS,
    folder=OPTIONAL,
    was=OPTIONAL,
    parts=st.lists(PARTS, max_size=3).map(tuple),
    shifted=st.integers(0, 3),
    rewritten=st.integers(0, 3),
    place=st.none() | PLACES,
)
FINDINGS = st.builds(
    Finding,
    rule=st.just("no-unit"),
    severity=st.sampled_from(["error", "warning", "info"]),
    message=TEXTS,
    hint=OPTIONAL,
    place=st.none() | PLACES,
)
ACTIONS = st.sampled_from(["create", "update", "delete", "conflict", "managed", "stray", "unchanged", "adopt"])
STEPS = st.tuples(ACTIONS, TEXTS, OPTIONAL)
REVISIONS = st.builds(
    Revision,
    name=TEXTS,
    commit=st.none() | st.just("a1b2c3d4e5f60718293a4b5c6d7e8f9012345678"),
    failure=OPTIONAL,
    remarks=st.lists(TEXTS, max_size=2).map(tuple),
)
LISTS: dict[str, Any] = {"max_size": 4}
MADE = {
    "project": TEXTS,
    "environment": OPTIONAL,
    "base": REVISIONS,
    "head": REVISIONS,
    "resources": st.lists(RESOURCES, **LISTS).map(tuple),
    "new_findings": st.lists(FINDINGS, **LISTS).map(tuple),
    "gone_findings": st.lists(FINDINGS, **LISTS).map(tuple),
    "plan": st.none() | st.lists(STEPS, **LISTS).map(lambda steps: plan(*steps)),
    "no_plan": OPTIONAL,
    "problems": st.lists(st.builds(UsageError, TEXTS, hint=OPTIONAL), max_size=2).map(tuple),
}


@st.composite
def reviews(draw: st.DrawFn) -> tuple[Review, dict[tuple[str, str], Images]]:
    """A review whose groups are made of its resources, repeated until it is long, and pictures of some parts."""
    made = {name: draw(strategy) for name, strategy in MADE.items()}
    pairs = [(resource, part) for resource in made["resources"] for part in resource.parts]
    times = draw(st.sampled_from([1, 1, 3, 60]))
    sizes = st.integers(1, max(len(pairs), 1))
    groups = (
        [Same(parts=tuple(pairs[: draw(sizes)]), places=tuple(draw(st.lists(PLACES, max_size=4))))] if pairs else []
    )
    groups += [Same(parts=(pair,)) for pair in pairs]
    addresses = st.sampled_from([None, "https://x.example/a.png", "https://x.example/a|b)(c).png", "/uploads/1/a.png"])
    images = {key(*pair): Images(before=draw(addresses), after=draw(addresses)) for pair in pairs}
    return Review(**made, groups=tuple(groups * times)), images


@settings(max_examples=300, deadline=None)
@given(
    made=reviews(),
    limit=st.sampled_from([2_000, 2_001, 2_500, 4_000, 10_000, 65_536]),
    full=st.sampled_from([None, f"https://x.example/{'a' * 270}"]),
    said=st.lists(TEXTS, max_size=3),
)
def test_every_comment_is_short_enough_and_whole(
    made: tuple[Review, dict[tuple[str, str], Images]], limit: int, full: str | None, said: list[str]
) -> None:
    """No comment is longer than it may be, nothing in it is cut, and nothing of others' texts means anything."""
    review, images = made
    text = comment(review, images=images, full=full, data="".join(said), remarks=said, limit=limit)
    assert len(text) <= limit
    shown = Shown(text)
    assert shown.open == []
    assert len(shown.comments) == 1
    # The parser drops what is too much in a row: a bar in a name would push the pictures out.
    assert {len(row) for row in shown.rows} <= {2, 3}
    assert {cell for row in shown.rows for cell in row[1:]} <= {"", "before", "after", "—"}
    allowed = {"h3", "p", "strong", "em", "code", "pre", "ul", "li", "details", "summary"}
    allowed |= {"table", "thead", "tbody", "tr", "th", "td", "img", "a"}
    assert shown.tags <= allowed
    assert all(attributes["src"] for tag, attributes in shown.elements if tag == "img")
    assert [attributes["href"] for tag, attributes in shown.elements if tag == "a"] == ([full] if full else [])
    assert REFERENCES.search(shown.text) is None, shown.text
    assert "**" not in shown.text
    assert "```" not in shown.text
    # No line begins a command to GitLab.
    assert not any(line.startswith("/") for line in text.splitlines())


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
@pytest.mark.parametrize("said", [plan(("conflict", "x", "y")), None])
def test_the_longest_texts_fit_into_the_smallest_comment(text: str, said: Plan | None) -> None:
    """What stands in every comment leaves room for itself, whatever it is made of."""
    part = PartChange(of=text, name=text, verb="changed", lines=(text,) * 3)
    settings: dict[str, Any] = {"uid": text, "title": text, "folder": text, "was": text, "shifted": 1, "rewritten": 1}
    resources = tuple(ResourceChange(kind="dashboard", verb=verb, parts=(part,), **settings) for verb in get_args(Verb))
    revision = Revision(name=text, commit="a" * 40, failure=text, remarks=(text,) * 9)
    finding = Finding(rule=text, severity="error", message=text, hint=text, place=Place(text, 3))
    review = Review(
        project=text,
        environment=text,
        base=revision,
        head=revision,
        resources=resources,
        groups=tuple(Same(parts=((each, part),), places=(Place(text, 1),) * 5) for each in resources) * 50,
        new_findings=(finding,) * 400,
        plan=said,
        no_plan=text,
    )
    url = f"https://x.example/{'a' * 280}"
    assert len(comment(review, full=url, data=text, remarks=[text], limit=2_000)) <= 2_000


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_is_only_text(text: str) -> None:
    """In each place where names stand, the parser of GitHub finds nothing but text in them."""
    for markdown in (f"- {inline(text)}", f"**Panel {name(text)} is new** — x", f"x, {name(text)}: y"):
        shown = Shown(markdown)
        assert shown.tags <= {"p", "ul", "li", "code", "em", "strong"}
        assert REFERENCES.search(shown.text) is None
    rows = Shown(f"| a | b |\n| --- | --- |\n| {cell(name(text))} | x |").rows
    assert [row[-1] for row in rows] == ["b", "x"]
    summary = Shown(f"<details><summary>{html_name(text)}</summary>\n\nbody\n\n</details>")
    assert summary.tags <= {"details", "summary", "code", "p"}
    assert summary.open == []
    assert REFERENCES.search(summary.text) is None


@pytest.mark.parametrize("show", [clean, is_plain, inline, name, html_name, code, partial(fenced, language="diff")])
def test_no_text_takes_long(show: Callable[[str], object]) -> None:
    """Whoever writes a title can make it long, but can't make a review wait; not even a sentence that is not cut."""
    whole = partial(inline, length=5_000) if show is inline else partial(name, length=5_000) if show is name else show
    for text in PATIENT:
        started = time.process_time()
        show(text)
        whole(text)
        assert time.process_time() - started < 0.1, (text[:9], text[-3:])


@given(TEXTS)
def test_a_name_is_shown_as_it_is(text: str) -> None:
    """Nothing is lost on the way to the reader but what is too long and spaces that nobody sees."""
    shown = Shown(f"- {name(text, 10_000)} x")
    assert shown.text.split()[-1] == "x"
    told = "".join(shown.codes) or shown.text.strip().removesuffix("x")
    again = text.split()
    if again and text.isprintable() and text.isascii():
        assert told.split() == re.sub("(`{20})`+", r"\1…", " ".join(again)).split()


@given(TEXTS, st.sampled_from(["promql", "diff", ""]))
def test_a_block_of_code_cannot_be_left(text: str, language: str) -> None:
    """All of a query stands in one block, whatever fences and commands it has."""
    shown = Shown(f"a\n\n{fenced(text, language)}\n\nb")
    assert [tag for tag, _ in shown.elements] == ["p", "pre", "code", "p"]
    assert shown.text.split() == ["a", "b"]
    assert not any(line.startswith("/") for line in fenced(text, language).splitlines())


@pytest.mark.parametrize(
    "text", ["checkout: HTTP", "Errors & latency", "50 % of requests", "CPU (busy), load", "Größe → 日本", "it's p99"]
)
def test_plain_titles_read_as_text(text: str) -> None:
    """What means nothing but itself needs no code span."""
    assert is_plain(text)
    assert name(text) == f"*{text}*"
    assert Shown(f"x {name(text)} y").text.strip() == f"x {text} y"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("range 5m → $__rate_interval", "range 5m → `$__rate_interval`"),
        ("by @team and #1, #2 too", "by `@team` and `#1, #2` too"),
        ("- first", "`-` first"),
        ("a\nb\tc", "a b c"),
        ("a\u202eb c", "`a\\u202eb` c"),
    ],
)
def test_a_sentence_keeps_its_words(text: str, markdown: str) -> None:
    """Only those words are code that could mean something."""
    assert inline(text) == markdown
