"""Ids, refIds and targets: what identifies the parts of a dashboard."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint import (
    Dashboard,
    DatasourceVariable,
    Grid,
    Panel,
    RawQuery,
    Row,
    Stat,
    Text,
    TextBoxVariable,
    expression,
    loki,
    prometheus,
)
from grafmint.block import Block, on_behalf_of
from grafmint.bundle import Bundle
from grafmint.model.key import id_of

Build = Callable[..., Bundle]
Problems = Callable[..., list[str]]


def up(**options: Any) -> prometheus.Query:
    """A query like any other."""
    return prometheus.Query(expr="up", **options)


def board(*panels: Panel, **options: Any) -> Dashboard:
    """A dashboard of panels."""
    return Dashboard(uid="a", title="A", panels=panels, **options)


def line_of(text: str) -> int:
    """The line of this file that has a mark."""
    lines = Path(__file__).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.endswith(f"# {text}"))


def panel_of(build: Build, panel: Panel) -> Any:
    """The JSON of the only panel of a sound dashboard."""
    bundle = build(board(panel))
    assert bundle.findings == ()
    return bundle.entries[0].json["panels"][0]


def ids(build: Build, dashboard: Dashboard) -> dict[str, int]:
    """The id of each panel and heading by its title, inside collapsed rows too."""
    found: dict[str, int] = {}
    for panel in build(dashboard).entries[0].json["panels"]:
        for each in (panel, *panel.get("panels", ())):
            found[each["title"]] = each["id"]
    return found


TITLES = st.lists(st.from_regex("[a-z]{1,8}", fullmatch=True), min_size=1, max_size=8, unique=True)


@given(TITLES, st.data())
def test_a_panel_that_is_inserted_changes_no_other_id(build: Build, titles: list[str], data: st.DataObject) -> None:
    """Nor does one that is removed, nor another order, nor folding the row."""
    new = "NEW"
    panels = [Stat(title=title) for title in titles]
    before = ids(build, board(*panels, rows=Row(title="ROW", panels=panels)))
    at = data.draw(st.integers(0, len(panels)))
    mixed = data.draw(st.permutations([*panels[:at], Stat(title=new), *panels[at:]]))
    after = ids(build, board(*mixed, rows=[Row(title="other"), Row(title="ROW", panels=mixed, collapsed=True)]))
    assert {title: after[title] for title in before} == before
    assert new in after


def test_an_id_follows_from_the_key_and_nothing_else(build: Build) -> None:
    """So it is known before anything is built, and stays when the title changes under the same key."""
    panels = [Stat(title="CPU busy"), Stat(title="Renamed", key="cpu"), Stat(title="Pinned", id=7)]
    found = ids(build, board(rows=Row(title="Am I fine?", panels=panels)))
    assert found == {
        "Am I fine?": id_of("am-i-fine/"),
        "CPU busy": id_of("am-i-fine/cpu-busy"),
        "Renamed": id_of("cpu"),
        "Pinned": 7,
    }


def test_a_row_and_a_panel_may_share_a_title(build: Build) -> None:
    """Their keys differ by a slash."""
    panels = build(board(Stat(title="CPU"), rows=Row(title="CPU", panels=Stat(title="CPU")))).entries[0].json["panels"]
    assert len({panel["id"] for panel in panels}) == 3


ONE = "one line makes both: let it make one, or give each a title of its own"
TITLE = "give one of them another title, or write key=…"
KEY = "write another key=… in one of them"
LETTERS = "give it a title with letters or digits, or write key=…"


@pytest.mark.parametrize(
    ("panels", "rows", "message", "way_out"),
    [
        ([Stat(title="CPU"), Stat(title="CPU")], (), "two panels are called 'CPU'", TITLE),
        (
            [Stat(title="CPU"), Text(title="cpu", content="")],
            (),
            "the panels 'CPU' and 'cpu' have one key, 'cpu'",
            TITLE,
        ),
        ([Stat(title="A", key="x"), Stat(title="B", key="x")], (), "the panels 'A' and 'B' have one key, 'x'", KEY),
        ([Stat(title="A"), Stat(title="A", key="a")], (), "two panels 'A' have one key, 'a'", KEY),
        ([Stat(title="?")], (), "panel '?': its title makes no key", LETTERS),
        ([], Row(title="R", panels=[Stat(title="?")]), "panel '?': its title makes no key", LETTERS),
        ([], [Row(title="R"), Row(title="r")], "the rows 'R' and 'r' have one key, 'r/'", TITLE),
        ([], [Row(title="R", panels=[Stat(title="A")]) for _ in "AB"], "two rows are called 'R'", ONE),
        ([], [Row(title="!")], "row '!': its title makes no key", LETTERS),
        (
            [],
            Row(title="R", panels=[Stat(title="A"), Stat(title="a")], collapsed=True),
            "the panels 'A' and 'a' of row 'R' have one key, 'r/a'",
            TITLE,
        ),
        ([], Row(title="R", panels=[Stat(title="A"), Stat(title="A")]), "two panels of row 'R' are called 'A'", TITLE),
    ],
)
def test_equal_keys_are_an_error_that_asks_for_another_title(
    problems: Problems, panels: list[Panel], rows: Any, message: str, way_out: str
) -> None:
    """Nothing is numbered in silence, and of two rows of one title their panels are not told again."""
    assert problems(board(*panels, rows=rows)) == [f"duplicate-key: {message} ({way_out})"]


@attrs.frozen(kw_only=True)
class Number(Block):
    """What shared code makes a panel of."""

    called: str

    def panel(self) -> Stat:
        """The panel, where the number is said."""
        with on_behalf_of(self):
            return Stat(title=self.called)


def test_what_shared_code_made_is_told_what_its_own_call_takes(build: Build) -> None:
    """A block has no `key=`: another title is what can be written there, and the other place is told."""
    first = Number(called="CPU")  # the first
    (finding,) = build(board(first.panel(), Number(called="CPU").panel())).findings
    assert finding.also is not None
    assert finding.place is not None
    assert (finding.place.line, finding.also.line) == (finding.also.line + 1, line_of("the first"))
    assert finding.hint == "give one of them another title"
    (empty,) = build(board(Number(called="?").panel())).findings
    assert empty.hint == "give it a title with letters or digits"


def test_one_value_that_stands_twice_is_told_so(build: Build) -> None:
    """There is one title only to change, so it has to be named once."""
    number = Number(called="CPU")
    (finding,) = build(board(number.panel(), number.panel())).findings
    assert (finding.hint, finding.also) == (ONE, None)


def test_equal_ids_are_an_error_that_asks_to_pin(problems: Problems) -> None:
    """A pinned id that another panel has, by pinning or by its key."""
    expected = "duplicate-id: panel 'B' has the id of 'a' (write id=… in one of them)"
    assert problems(board(Stat(title="A", id=7), Stat(title="B", id=7))) == [expected]
    assert problems(board(Stat(title="A"), Stat(title="B", id=id_of("a")))) == [expected]


def test_queries_are_lettered_in_order(build: Build) -> None:
    """A to Z, then AA, as Grafana's page does."""
    targets = panel_of(build, Stat(title="A", queries=[up() for _ in range(28)]))["targets"]
    assert [target["refId"] for target in targets] == [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "AA", "AB"]


def test_pinned_letters_are_left_to_their_queries(build: Build) -> None:
    """The others take what is free."""
    queries = [up(), up(ref_id="A"), up(), up(ref_id="C"), up(ref_id="Errors")]
    targets = panel_of(build, Stat(title="A", queries=queries))["targets"]
    assert [target["refId"] for target in targets] == ["B", "A", "D", "C", "Errors"]


def test_equal_pinned_letters_are_an_error(problems: Problems) -> None:
    """It names the panel and the refId."""
    found = problems(board(Stat(title="CPU", queries=[up(ref_id="A"), up(ref_id="A")])))
    assert found == ["duplicate-ref-id: panel 'CPU': two queries have the refId 'A'"]


def test_a_query_that_stands_twice_on_a_panel_has_two_letters(build: Build) -> None:
    """One object may be listed twice, as one value may be used twice anywhere else."""
    query = up()
    targets = panel_of(build, Stat(title="A", queries=[query, query]))["targets"]
    assert [target["refId"] for target in targets] == ["A", "B"]


def test_expressions_name_queries_by_object_or_letter(build: Build) -> None:
    """Never by place: the object's letter is found even when it is pinned or behind others."""
    errors = up(ref_id="Errors")
    reduced = expression.Reduce(expression=errors, reducer="max")
    queries = [up(), errors, reduced, expression.Math(expression="$Errors / $A"), expression.Reduce(expression="A")]
    panel = panel_of(build, Stat(title="A", queries=queries))
    assert [target.get("expression") for target in panel["targets"]] == [None, None, "Errors", "$Errors / $A", "A"]
    assert panel["targets"][2]["datasource"] == {"type": "__expr__", "uid": "__expr__"}
    assert panel["datasource"] == {"type": "prometheus", "uid": "metrics-uid"}


@pytest.mark.parametrize(
    ("named", "shown"),
    [("Z", "'Z'"), (prometheus.Query(expr="down"), "'Query'")],
)
def test_an_expression_over_nothing_is_an_error(problems: Problems, named: Any, shown: str) -> None:
    """A letter or an object that is not on the panel; the letters that are, are listed."""
    queries = [up(), expression.Reduce(expression=named)]
    found = problems(board(Stat(title="CPU", queries=queries)))
    assert found == [f"unknown-ref-id: no query {shown} on this panel (its queries are A, B)"]


def test_one_datasource_is_the_panels(build: Build) -> None:
    """The panel has that of its targets, which is what the page shows."""
    panel = panel_of(build, Stat(title="A", queries=[up(), up(datasource="metrics")]))
    assert panel["datasource"] == {"type": "prometheus", "uid": "metrics-uid"}
    assert [target["datasource"] for target in panel["targets"]] == [panel["datasource"]] * 2


def test_several_datasources_make_a_mixed_panel(build: Build) -> None:
    """Each target keeps its own."""
    panel = panel_of(build, Stat(title="A", queries=[up(), loki.Query(expr="{}")]))
    assert panel["datasource"] == {"type": "datasource", "uid": "-- Mixed --"}
    assert [target["datasource"]["uid"] for target in panel["targets"]] == ["metrics-uid", "logs-uid"]


def test_the_panels_datasource_is_for_queries_without_one(build: Build) -> None:
    """A query's own goes before it."""
    variable = DatasourceVariable(name="ds", plugin="prometheus")
    panel = panel_of(build, Stat(title="A", datasource=variable, queries=[up(), up(datasource="metrics")]))
    assert [target["datasource"]["uid"] for target in panel["targets"]] == ["${ds}", "metrics-uid"]


def test_a_panel_without_queries_has_no_datasource(build: Build) -> None:
    """Nor targets: both are left at Grafana's default."""
    assert not {"targets", "datasource"} & set(panel_of(build, Stat(title="A")))


def test_a_raw_query_cannot_break_its_identity(build: Build) -> None:
    """A refId and a datasource in raw JSON are replaced, so references hold."""
    query = RawQuery(type="loki", query={"refId": "Q", "datasource": "old", "expr": "{}"})
    (target,) = panel_of(build, Stat(title="A", queries=query))["targets"]
    assert target == {"refId": "A", "datasource": {"type": "loki", "uid": "logs-uid"}, "expr": "{}"}


def test_a_gap_that_the_page_would_close_is_a_warning(build: Build) -> None:
    """A pinned panel that floats moves on the first save; one that stands on another does not."""
    panels = [
        Stat(title="Above", grid=Grid(x=0, y=0, w=12, h=4)),
        Stat(title="Stands", grid=Grid(x=0, y=4, w=12, h=4)),
        Stat(title="Floats", grid=Grid(x=12, y=5, w=12, h=4)),
    ]
    (finding,) = build(Dashboard(uid="a", title="A", rows=Row(title="R", panels=panels))).findings
    assert (finding.severity, finding.rule, finding.panel) == ("warning", "gap", "Floats")
    assert "moves it up by 5" in finding.message


def test_a_panel_that_is_cloned_fills_its_line(build: Build) -> None:
    """The page gives it the whole line, also in a row of columns; downwards it keeps its width."""
    cloned = Stat(title="Cloned", repeat="host")
    downwards = Stat(title="Down", repeat="host", repeat_direction="v")
    row = Row(title="R", columns=2, panels=[Stat(title="First"), cloned, downwards])
    variable = TextBoxVariable(name="host")
    board = build(Dashboard(uid="a", title="A", variables=variable, rows=row)).entries[0].json
    places = {panel["title"]: panel["gridPos"] for panel in board["panels"]}
    assert (places["Cloned"]["x"], places["Cloned"]["w"]) == (0, 24)
    assert places["Down"]["w"] == 12
