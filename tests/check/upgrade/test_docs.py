"""The page of upgrades says what the rules and the table do."""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import grafmint.check.upgrade
import grafmint.cli.upgrading
from grafmint.check.upgrade.fact import Evidence, Fact, shown
from grafmint.check.upgrade.facts import ADDRESSES, FACTS, LEGACY_ALERT, LOOSE_UID, OLD_SCHEMA, SHORT_REFRESH
from tests.docs.generated import code, hold, table
from tests.docs.page import REFERENCE

PAGE = REFERENCE / "upgrades.md"
RULES = Path(grafmint.check.upgrade.__file__).parent
_ID = re.compile(r'"((?:upgrade|missing)-[a-z]+)"')


def _catalogued(fact: Fact) -> bool:
    return fact.angular and fact.migrated is None


def _said(evidence: Evidence) -> str:
    return f"[{evidence.tag}]({evidence.url})"


def _bound(version: tuple[int, int] | None) -> str:
    return shown(version) if version is not None else ""


def _row(name: str, fact: Fact) -> list[str]:
    by_itself = f", from {shown(fact.migrated)} on by itself" if fact.migrated is not None else ""
    instead = f"{fact.instead}{by_itself}" if fact.instead else ""
    return [name, _bound(fact.after), _bound(fact.until), instead, _said(fact.evidence)]


_HEADS = ("what", "not in", "gone in", "instead", "evidence")


def names() -> str:
    """Types, and what is no plugin of others."""
    facts = [fact for fact in FACTS if fact.what != "option" and not _catalogued(fact)]
    return table(_HEADS, (_row(f"{fact.what} {code(fact.name)}", fact) for fact in facts))


def plugins() -> str:
    """The list of Grafana's documentation, by what is to be done."""
    listed = [fact for fact in FACTS if _catalogued(fact)]
    kinds: dict[str, Iterable[Fact]] = {
        "gone in 11.0": (fact for fact in listed if not fact.react),
        "without Angular from the version behind it on": (fact for fact in listed if fact.react),
    }
    rows = ((what, ", ".join(f"{code(fact.name)}{_react(fact)}" for fact in facts)) for what, facts in kinds.items())
    return table(("what", "plugins"), rows)


def _react(fact: Fact) -> str:
    return f" {fact.react}" if fact.react else ""


def options() -> str:
    """Each path once, with the panels that have it."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in FACTS:
        if fact.what == "option":
            groups[fact.name, fact.after, fact.until, fact.evidence].append(fact)
    rows = (_row(_option(group), group[0]) for group in groups.values())
    return table(_HEADS, rows)


def _option(group: list[Fact]) -> str:
    owners = ", ".join("any panel" if fact.of == "*" else fact.of for fact in group)
    return f"{code(group[0].name)} of {owners}"


def documents() -> str:
    """What is about no name."""
    found = (OLD_SCHEMA, LOOSE_UID, LEGACY_ALERT, SHORT_REFRESH)
    rows = [
        *(_row(fact.name, fact) for fact in found),
        *(_row(f"address {code(fact.name)}", fact) for fact in ADDRESSES),
    ]
    return table(_HEADS, rows)


def test_the_page_has_the_table() -> None:
    """Each row of the table stands on the page, with its evidence."""
    hold(PAGE, {"names": names, "plugins": plugins, "options": options, "documents": documents})


def test_every_id_has_a_row() -> None:
    """The ids that the rules give are those of the page, in order."""
    files = [*sorted(RULES.glob("*.py")), Path(grafmint.cli.upgrading.__file__)]
    written = {found for path in files for found in _ID.findall(path.read_text(encoding="utf-8"))}
    rows = re.findall(r"^\| `([a-z-]+)` \| (?:error|warning)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == sorted(written)
