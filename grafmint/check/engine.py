"""The engine: every rule over every document, findings in order."""

from collections.abc import Iterable, Iterator

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView
from grafmint.check.document import Document
from grafmint.check.library_panel import LibraryPanelView
from grafmint.check.rule import RuleView
from grafmint.check.rules import ALERT_RULES, BOARD_RULES, BUNDLE_RULES, DOCUMENT_RULES, LIBRARY_PANEL_RULES
from grafmint.finding import Finding, in_order
from grafmint.library import Library


def check(bundle: Bundle) -> tuple[Finding, ...]:
    """What compiling the bundle found, and what the rules find in its documents."""
    boards = list(_of_boards(bundle))
    return in_order([*bundle.findings, *_of_bundle(bundle), *boards, *_new(_of_alerting(bundle), boards)])


def _of_bundle(bundle: Bundle) -> Iterator[Finding]:
    for rule in BUNDLE_RULES:
        yield from rule(bundle)


def _of_boards(bundle: Bundle) -> Iterator[Finding]:
    library = Library.of(bundle)
    for entry in bundle.of("dashboard"):
        board = BoardView(entry, library)
        for rule in BOARD_RULES:
            yield from map(board.settled, rule(board, bundle))
    for entry in bundle.of("library-panel"):
        panel = LibraryPanelView(entry, library)
        for rule in LIBRARY_PANEL_RULES:
            yield from rule(panel, bundle)


def _of_alerting(bundle: Bundle) -> Iterator[Finding]:
    for entry in bundle.of("alert-rule"):
        view = RuleView(entry)
        for rule in ALERT_RULES:
            yield from rule(view, bundle)
    for kind, rules in DOCUMENT_RULES.items():
        for document in map(Document, bundle.of(kind)):
            for each in rules:
                yield from each(document, bundle)


def _new(found: Iterable[Finding], told: Iterable[Finding]) -> Iterator[Finding]:
    """What has not been told of the same line: an alert repeats the query of its panel, and what is wrong with it."""
    seen = {(each.rule, each.place, each.message) for each in told if each.place is not None}
    return (each for each in found if (each.rule, each.place, each.message) not in seen)
