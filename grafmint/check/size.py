"""Size: how much a check has looked at."""

from itertools import chain

import attrs

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView
from grafmint.check.document import Document
from grafmint.check.library_panel import LibraryPanelView
from grafmint.check.rule import RuleView, written_rules


@attrs.frozen(kw_only=True)
class Size:
    """How many dashboards and alert rules there are, and how many queries are asked, by recording rules too."""

    dashboards: int = 0
    queries: int = 0
    alert_rules: int = 0

    def __add__(self, other: "Size") -> "Size":
        return Size(
            dashboards=self.dashboards + other.dashboards,
            queries=self.queries + other.queries,
            alert_rules=self.alert_rules + other.alert_rules,
        )


def size(bundle: Bundle) -> Size:
    """How much there is in a bundle."""
    boards, rules = bundle.of("dashboard"), bundle.of("alert-rule")
    views = chain(map(BoardView, boards), map(LibraryPanelView, bundle.of("library-panel")))
    of_boards = sum(len(panel.targets) for view in views for panel in view.panels)
    of_rules = sum(not each.is_expression for entry in rules for each in RuleView(entry).asked)
    written = [rule for entry in bundle.of("prometheus-rules") for _, rule in written_rules(Document(entry))]
    return Size(
        dashboards=len(boards),
        queries=of_boards + of_rules + len(written),
        alert_rules=len(rules) + sum("alert" in rule for rule in written),
    )
