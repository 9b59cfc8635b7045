"""What the change of an alert means, in sentences."""

from typing import Any

import attrs
import pytest

from grafmint.bundle import KINDS
from grafmint.render.comment import comment
from grafmint.render.comment.alert import meaning
from grafmint.render.page import review_page
from grafmint.render.review_alert import of_several
from grafmint.render.review_kind import headed, noun, nouns
from grafmint.review import AlertChange, Firings, PartChange, Same
from tests.render.comment_markdown import Shown
from tests.render.comment_reviews import board, panel, review
from tests.render.page.reading import read

WAY = ("team=payments → PagerDuty payments",)


def _part(
    verb: Any = "changed",
    firings: tuple[int | None, int | None] | None = None,
    was: tuple[str, ...] = WAY,
    told: tuple[str, ...] = WAY,
    **said: Any,
) -> PartChange:
    found = None if firings is None else Firings(days=7, before=firings[0], after=firings[1], **said)
    alert = AlertChange(was_told=was, told=told, firings=found)
    return PartChange(of="board", name="checkout fails", verb=verb, alert=alert)


ROUTED = "Routed as before (team=payments → PagerDuty payments)."
SENTENCES: dict[str, tuple[list[PartChange], str]] = {
    "more often": ([_part(firings=(1, 6))], f"In the last 7 days: **6 times instead of 1**. {ROUTED}"),
    "as often": ([_part(firings=(3, 3))], f"In the last 7 days: **3 times as before**. {ROUTED}"),
    "once": ([_part(firings=(0, 1))], f"In the last 7 days: **1 time instead of 0**. {ROUTED}"),
    "at least": (
        [_part(firings=(1, 6), is_least=True)],
        f"In the last 7 days: **at least 6 times instead of 1**. {ROUTED}",
    ),
    "several": (
        [_part(firings=(1, 4)), _part(firings=(0, 2))],
        f"In the last 7 days: **6 times instead of 1**. {ROUTED}",
    ),
    "some": (
        [_part(firings=(1, 4)), _part(), _part()],
        f"In the last 7 days: **4 times instead of 1** (1 of 3 alerts asked). {ROUTED}",
    ),
    "nobody knows": ([_part(was=(), told=())], ""),
    "new": (
        [_part("added", (None, 6), was=())],
        "In the last 7 days it would have fired **6 times**. Routed: team=payments → PagerDuty payments.",
    ),
    "gone": (
        [_part("removed", (2, None), told=())],
        "In the last 7 days it fired **2 times**. **⚠ Nobody is told any more** (team=payments → PagerDuty payments).",
    ),
    "gone unknown": ([_part("removed", was=(), told=())], "**⚠ Nobody is told any more**."),
    "in another engine": (
        [attrs.evolve(_part("removed"), alert=AlertChange(was_told=WAY, goes_on_in="Prometheus, file shop"))],
        "Goes on in Prometheus, file shop.",
    ),
    "elsewhere": ([_part(was=("a → b",))], "Routed: team=payments → PagerDuty payments."),
    "to two": ([_part(was=("a → b", "c → d"), told=("a → b", "c → d"))], "Routed as before (a → b; c → d)."),
    "many ways": (
        [_part(was=(f"{n} → x",), told=(f"{n} → x",)) for n in range(5)],
        "Routed as before (0 → x; 1 → x; 2 → x and 2 other ways).",
    ),
    "no alert": ([panel()], ""),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_change_is_told_by_what_it_means(name: str) -> None:
    """How often it fired and would have, and whom it is told to; of several alerts together."""
    parts, said = SENTENCES[name]
    assert meaning(parts) == said


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("fires above 1 instead of 5", "fire above 1 instead of 5"),
        ("goes to Slack ops instead of PagerDuty", "go to Slack ops instead of PagerDuty"),
        ("no longer goes on firing for 5m", "no longer go on firing for 5m"),
        ("is paused: nobody is told", "are paused: nobody is told"),
        ("label team  a → b", "label team  a → b"),
    ],
)
def test_several_alerts_are_told_in_the_plural(one: str, several: str) -> None:
    """A line is made for one of them."""
    assert of_several(one) == several


def test_kinds_have_words() -> None:
    """Every one of them, without the dashes of its own name."""
    said = [word for kind in KINDS for word in (noun(kind), nouns(kind), headed(kind))]
    assert not any("-" in word for word in said)
    assert (noun("prometheus-rules"), nouns("policy"), headed("alert-rule")) == (
        "file of Prometheus rules",
        "policies",
        "Alert rule",
    )


def test_names_of_others_are_text() -> None:
    """Whatever a receiver, a label or an alert is called, in a comment and on a page."""
    text = "</details> @team [x](https://x.example) `y` <script>"
    part = _part(was=(text,), told=(text,), firings=(1, 2))
    rule = board("fails", part, kind="alert-rule", title=text)
    gone = board("gone", _part("removed", was=(text,)), kind="alert-rule", title=text, verb="removed")
    made = review(rule, gone, groups=(Same(parts=((rule, part),)),))
    shown = Shown(comment(made))
    assert shown.tags <= {"h3", "p", "strong", "em", "code", "ul", "li"}
    page = read(review_page(made, {}))
    assert page.all("script", "details") == []
    assert f"Routed as before ({text})." in page.text
    assert "6 times" not in page.text
    assert "2 times instead of 1" in page.text
