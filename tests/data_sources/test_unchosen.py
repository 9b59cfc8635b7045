"""Variables that nobody has chosen for, by what their datasource tells."""

from collections.abc import Callable, Mapping, Sequence

import pytest

from grafmint.data import Ask, Data, Field, Frame
from grafmint.data.choices import variables_of
from grafmint.data.unchosen import settled
from tests.data_sources.boards import KNOWN, METRICS, NOW, Json, board

JOB: Json = {"type": "query", "name": "job", "datasource": METRICS, "query": "label_values(node_uname_info, job)"}
NODE: Json = {
    "type": "query", "name": "node", "datasource": METRICS,
    "query": {"query": 'label_values(node_uname_info{job="$job"}, instance)', "refId": "x"},
}  # fmt: skip


def telling(*values: str, problem: str | None = None) -> tuple[list[str], Callable[[Ask], Data]]:
    """Who answers each question with series that have one label; and what is asked."""
    asked: list[str] = []

    def answer(ask: Ask) -> Data:
        asked.extend(str(target.query["expr"]) for target in ask.targets)
        fields = [Field(name="Value", type="number", values=(1.0,), labels={"label": value}) for value in values]
        frames = tuple(Frame(fields=(field,)) for field in fields)
        return Data(frames=frames, start=0, end=1, origin="live", problem=problem)

    return asked, answer


def current(found: Mapping[str, object]) -> list[object]:
    """What each variable has as its value."""
    return [(each.get("current") or {}).get("value") for each in variables_of(found)]


def test_each_variable_is_asked_for_once_in_its_order() -> None:
    """With the value of the one before, over the dashboard's range, whatever its datasource is called."""
    asked, answer = telling("b:9100", "a:9100")
    found = settled(board(JOB, NODE), answer, NOW, KNOWN)
    assert current(found) == ["a:9100", "a:9100"]
    assert asked == [
        "group by (job) (last_over_time(node_uname_info[21600s]))",
        'group by (instance) (last_over_time(node_uname_info{job="a:9100"}[21600s]))',
    ]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ({"sort": 2}, "web-9"),
        ({"sort": 3}, "web-9"),
        ({"sort": 4}, "db-20"),
        ({"sort": 5}, "Api-10"),
        ({"regex": "/^web/"}, "web-9"),
        ({"regex": "/(?<text>w)eb-(?<value>.+)/"}, "9"),
        ({"regex": "/^([a-z]+)-/i"}, "Api"),
        ({"regex": "/(/"}, "Api-10"),
        ({"regex": "none"}, None),
        ({"multi": True}, ["Api-10"]),
    ],
)
def test_the_value_is_the_first_that_the_page_lists(variable: Json, value: Sequence[str] | None) -> None:
    """By its pattern and order; where that leaves none it has none."""
    _, answer = telling("web-9", "db-20", "Api-10")
    assert current(settled(board({**JOB, **variable}), answer, NOW, KNOWN)) == [value]


@pytest.mark.parametrize(
    "variable",
    [
        {"current": {"value": "api"}},
        {"includeAll": True},
        {"query": "metrics(node)"},
        {"query": 'label_values(up{x="$unknown"}, job)'},
        {"type": "custom", "query": "label_values(a)"},
        {"datasource": {"type": "loki", "uid": "logs"}},
        {"query": None},
    ],
)  # fmt: skip
def test_nobody_is_asked_for_what_is_known_or_cannot_be(variable: Json) -> None:
    """A value, all of them, what is no label's, what needs a variable that nobody knows."""
    asked, answer = telling("a")
    of = board({**JOB, **variable})
    assert settled(of, answer, NOW, KNOWN) == of
    assert asked == []


def test_a_datasource_that_nobody_has_chosen_is_asked() -> None:
    """Which one it is, the server knows."""
    asked, answer = telling("a")
    open_ = {**JOB, "datasource": {"type": "prometheus", "uid": "${ds}"}}
    assert current(settled(board({"type": "datasource", "name": "ds"}, open_), answer, NOW, KNOWN)) == [None, "a"]
    assert len(asked) == 1


def test_a_label_of_any_metric_is_asked_for_now() -> None:
    """For all series over hours would be too many."""
    asked, answer = telling("a")
    settled(board({**JOB, "query": "label_values(job)"}), answer, NOW, KNOWN)
    assert asked == ['group by (job) ({job!=""})']


def test_a_server_that_fails_is_asked_no_more() -> None:
    """The panels say what it says."""
    asked, answer = telling(problem="refused")
    found = settled(board(JOB, {**JOB, "name": "other"}), answer, NOW, KNOWN)
    assert (len(asked), current(found)) == (1, [None, None])
