"""Where the alerts of a rule of its own lead to: a panel, by its dashboard or by the dashboard's uid."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import Dashboard, Row, tempo
from grafmint.bundle import Bundle
from grafmint.model.key import id_of
from grafmint.origin import Place
from grafmint.project import ForeignDashboard
from tests.compile.alerting.samples import board, documents, panel
from tests.compile.alerting.test_own import rule

Build = Callable[..., Bundle]
BUSY = panel(title="Busy")
PINNED = panel(title="Pinned", id=7)


@pytest.mark.parametrize(
    ("given", "links"),
    [
        ({"dashboard": board(BUSY)}, {"__dashboardUid__": "shop-http"}),
        (
            {"dashboard": board(BUSY), "panel": "busy"},
            {"__dashboardUid__": "shop-http", "__panelId__": str(id_of("busy"))},
        ),
        ({"dashboard": board(BUSY, PINNED), "panel": "pinned"}, {"__dashboardUid__": "shop-http", "__panelId__": "7"}),
    ],
)
def test_a_rule_leads_to_a_panel(build: Build, given: Any, links: dict[str, str]) -> None:
    """By the dashboard itself; the group is named like the dashboard."""
    document = documents(build(rule(**given)), "alert-rule")["down"]
    assert document["annotations"] == links
    assert document["ruleGroup"] == links["__dashboardUid__"]


@pytest.mark.parametrize("given", [{}, {"panel": "busy"}])
def test_a_dashboard_that_the_project_has_not_is_refused(build: Build, given: Any) -> None:
    """A link to nowhere is found by whoever is paged; with the nearest uid, wherever the rule stands."""
    made = rule(dashboard="shop-htp", **given)
    message = "AlertRule 'Down': the project has no dashboard 'shop-htp'"
    for resources in ((made, board(BUSY)), (board(BUSY), made)):
        (finding,) = build(*resources).findings
        assert (finding.message, finding.hint) == (message, "did you mean 'shop-http'?")
    (finding,) = build(made).findings
    assert (finding.message, finding.hint) == (message, "leave dashboard= out, or define it in the project")


LINKED = rule(dashboard="shop-http", panel="pinned")
LATE = tempo.Datasource(name="late", url="http://tempo")
WAITING = board(panel(title="Pinned", id=7, queries=tempo.Query(query="{}", datasource="late")))


@pytest.mark.parametrize(
    "resources",
    [(board(PINNED), LINKED), (LINKED, board(PINNED)), (LINKED, WAITING, LATE)],
    ids=["before", "after", "waiting for its datasource"],
)
def test_a_dashboard_named_by_its_uid_is_looked_up_in_the_project(build: Build, resources: Any) -> None:
    """Wherever it stands; the id is the panel's own."""
    bundle = build(*resources)
    assert bundle.findings == ()
    annotations = documents(bundle, "alert-rule")["down"]["annotations"]
    assert annotations == {"__dashboardUid__": "shop-http", "__panelId__": "7"}


@pytest.mark.parametrize("key", ["load/busy", "busy"])
def test_a_panel_of_a_row_is_found_by_its_key_or_its_title(build: Build, key: str) -> None:
    """As `Dashboard.panel` finds it; rows are no panels."""
    home = board(rows=Row(title="Load", panels=[BUSY]))
    bundle = build(home, rule(dashboard="shop-http", panel=key))
    assert bundle.findings == ()
    annotations = documents(bundle, "alert-rule")["down"]["annotations"]
    assert annotations["__panelId__"] == str(id_of("load/busy"))


@pytest.mark.parametrize(
    ("home", "key", "message", "hint"),
    [
        (board(BUSY, PINNED), "bussy", "Dashboard 'shop-http' has no panel 'bussy'", "did you mean 'busy'?"),
        (
            board(rows=Row(title="Busy", panels=[PINNED])),
            "busy/",
            "Dashboard 'shop-http' has no panel 'busy/'",
            "did you mean 'busy/pinned'?",
        ),
        (
            board(rows=[Row(title="A", panels=[BUSY]), Row(title="B", panels=[BUSY])]),
            "busy",
            "Dashboard 'shop-http' has several panels 'busy'",
            "write row/title: a/busy, b/busy",
        ),
    ],
)
def test_a_panel_that_its_dashboard_has_not_is_refused(
    build: Build, home: Dashboard, key: str, message: str, hint: str
) -> None:
    """At the rule's line, with the nearest key; the same words as for a dashboard by object."""
    made = rule(dashboard="shop-http", panel=key)
    for resources in ((home, made), (made, home)):
        (finding,) = build(*resources).findings
        assert (finding.rule, finding.message, finding.hint) == ("refused", message, hint)
        assert made.origin is not None
        assert finding.place is not None
        assert finding.place.line == made.origin.inner.line


OTHERS = {
    "uid": "others",
    "title": "Others",
    "panels": [
        {"type": "row", "title": "CPU", "id": 1, "panels": [{"type": "graph", "title": "CPU by mode", "id": 12}, 3]},
        {"type": "graph", "title": None, "id": 4},
        {"type": "graph", "title": "Unnumbered"},
    ],
}


def test_panels_of_dashboards_that_others_made_are_found_by_their_titles(build: Build) -> None:
    """Below rows too; what has no title or no id cannot be named."""
    foreign = ForeignDashboard(document=OTHERS, place=Place("others.json", 1))
    bundle = build(rule(dashboard="others", panel="cpu-by-mode"), foreign)
    assert bundle.findings == ()
    assert documents(bundle, "alert-rule")["down"]["annotations"]["__panelId__"] == "12"
    (finding,) = build(rule(dashboard="others", panel="unnumbered"), foreign).findings
    assert (finding.message, finding.hint) == (
        "Dashboard 'others' has no panel 'unnumbered'",
        "allowed: cpu-by-mode",
    )
