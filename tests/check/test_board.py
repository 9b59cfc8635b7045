"""Rules read whatever others have written."""

import pytest

from grafmint.bundle import Bundle
from grafmint.check import Size, size
from tests.check.alerts import file, rule
from tests.check.boards import entry, found, panel, said, target


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"panels": None, "templating": [], "rows": 3},
        {"panels": [None, 1, "x", []], "templating": {"list": [None, {}]}},
        {"panels": [{"type": 3, "title": [], "targets": [None, {"expr": 3, "refId": 7}], "id": "x"}]},
        {"panels": [{"type": "row", "panels": {"a": 1}}], "annotations": 1},
    ],
)
def test_odd_documents_raise_nothing(document: dict[str, object]) -> None:
    """Whatever the shape of a document, the rules find something or nothing, and never fail."""
    for foreign in (False, True):
        assert all(one.rule for one in found(document, foreign=foreign, datasources={"p": "prometheus"}))


def test_panels_of_old_rows_are_read() -> None:
    """Dashboards of before the grid have their panels in rows."""
    document = {"title": "T", "rows": [{"panels": [panel(targets=[target("sum(")])]}]}
    assert [line.split(":")[0] for line in said(found(document))] == ["error promql-syntax /rows/0/panels/0/targets/0"]


def test_size_counts_dashboards_and_queries() -> None:
    """Queries of collapsed rows count too."""
    row = {"type": "row", "panels": [panel(targets=[target("up"), target("up", "B")])]}
    boards = (entry({"panels": [row, panel(targets=[target("up")])]}), entry({}))
    assert size(Bundle(entries=boards)) == Size(dashboards=2, queries=3)


def test_size_counts_alert_rules_and_what_they_ask() -> None:
    """Grafana's without their expressions, Prometheus' in their files; a recording rule asks and alerts nobody."""
    rules = file({"record": "a:b", "expr": "up"}, {"alert": "Down", "expr": "up == 0"})
    in_grafana = Size(queries=1, alert_rules=1)
    assert size(Bundle(entries=(rule(),))) == in_grafana
    assert size(Bundle(entries=(rules,))) == Size(queries=2, alert_rules=1)
    assert in_grafana + Size(dashboards=1) == Size(dashboards=1, queries=1, alert_rules=1)
