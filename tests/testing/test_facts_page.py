"""docs/reference/double.md has every fact of newer releases, and how it is known."""

from collections.abc import Iterator

from grafmint.testing.fact import Fact
from grafmint.testing.facts import FACTS
from tests.docs.generated import hold, table
from tests.docs.page import REFERENCE


def rows() -> Iterator[tuple[str, str, str, str]]:
    """A row for each, the oldest change first."""
    for fact in sorted(FACTS.values(), key=lambda fact: min(fact.since if any(fact.since) else fact.until, fact.until)):
        link = f"[{fact.evidence}]({fact.source})" if fact.source else fact.evidence
        yield number(fact, "since"), number(fact, "until"), fact.says, link


def number(fact: Fact, end: str) -> str:
    """A release as people write it; nothing where a fact has no such end."""
    major, minor = getattr(fact, end)
    return "" if major in {0, 99} else f"{major}.{minor}"


def test_the_page_has_every_fact() -> None:
    """Each with its releases and its source: none is missing, none is stale."""
    made = table(("from", "until", "what it does", "by"), rows())
    hold(REFERENCE / "double.md", {"facts": lambda: f"\n{made}\n"})
