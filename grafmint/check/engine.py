"""The engine: every rule over every dashboard, findings in order."""

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView
from grafmint.check.rules import BOARD_RULES, BUNDLE_RULES
from grafmint.finding import Finding, in_order


def size(bundle: Bundle) -> tuple[int, int]:
    """How many dashboards and how many queries a bundle has."""
    boards = bundle.of("dashboard")
    return len(boards), sum(1 for entry in boards for panel in BoardView(entry).panels for _ in panel.targets)


def check(bundle: Bundle) -> tuple[Finding, ...]:
    """What compiling the bundle found, and what the rules find in its documents."""
    findings = list(bundle.findings)
    for rule in BUNDLE_RULES:
        findings.extend(rule(bundle))
    for entry in bundle.of("dashboard"):
        board = BoardView(entry)
        for board_rule in BOARD_RULES:
            findings.extend(board_rule(board, bundle))
    return in_order(findings)
