"""How often alerts fired in the last days, by the numbers of a real Prometheus."""

from collections.abc import Iterator

import attrs
import pytest

from grafmint.data import Ask, Data, Source, open_source
from grafmint.data.frame import Field, Frame
from grafmint.review import Firings, Review
from grafmint.review.history import MOST, with_firings
from tests.data_sources.boards import NOW
from tests.data_sources.test_saved import no_environments
from tests.review.alerts import TOLD, alert, prometheus_rules, review, rule, step
from tests.review.prometheus import remembering

TYPES = {"prom": "prometheus"}


@pytest.fixture(scope="module")
def prometheus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Prometheus with eight days of load."""
    with remembering(tmp_path_factory.mktemp("prometheus"), NOW // 1000) as address:
        yield address


@pytest.fixture
def source(prometheus: str) -> Iterator[Source]:
    """What is asked."""
    with open_source(f"prometheus:{prometheus}", no_environments) as found:
        yield found


def _firings(made: Review) -> list[Firings | None]:
    return [part.alert.firings for each in made.resources for part in each.parts if part.alert is not None]


def test_every_series_fires_by_itself(source: Source) -> None:
    """In seven days the load of two pods is high each day, and on four of them even more in one of the two."""
    made = review([*TOLD, rule(expr="load", limit=3)], [*TOLD, rule(expr="load # all", limit=1)])
    found = with_firings(made, source, NOW, TYPES)
    assert _firings(found) == [Firings(days=7, before=4, after=14)]
    # A group holds the parts of its resources.
    assert found.groups[0].parts[0][1] is found.resources[0].parts[0]
    assert attrs.evolve(found, resources=made.resources, groups=made.groups) == made


CASES = {
    "waits longer": (rule(expr="load", limit=1), rule(expr="load", limit=1, pending="10m"), (14, 0)),
    "is paused": (rule(expr="load", limit=1), rule(expr="load", limit=1, isPaused=True), (14, 0)),
    "fires for days": (rule(expr="load", limit=1), rule(expr="load", limit=0), (14, 2)),
    "is asked otherwise": (rule(expr="load", limit=1), rule(expr="sum(load)", limit=2), (14, 7)),
    "keeps firing": (
        rule(expr="load", limit=3),
        rule(expr="load", limit=3, keep_firing_for="3d"),
        (4, 1),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_the_engine_would_have_it(source: Source, name: str) -> None:
    """With the time for which it waits, and that for which it goes on."""
    before, after, counts = CASES[name]
    found = with_firings(review([before], [after]), source, NOW, TYPES)
    assert _firings(found) == [Firings(days=7, before=counts[0], after=counts[1])]


def test_what_came_or_went_has_one_side(source: Source) -> None:
    """A new alert would have fired, one that is gone has."""
    assert _firings(with_firings(review([], [rule(expr="load", limit=1)]), source, NOW, TYPES)) == [
        Firings(days=7, after=14)
    ]
    assert _firings(with_firings(review([rule(expr="load", limit=1)], []), source, NOW, TYPES)) == [
        Firings(days=7, before=14)
    ]


def test_a_prometheus_s_own_rules_are_asked_as_they_are(source: Source) -> None:
    """As often as their group is evaluated; where that is more often than it is looked at, there may be more."""
    before, after = (prometheus_rules(alert(expr=f"load > {limit}"), interval="30s") for limit in (3, 1))
    made = review([before], [after])
    assert _firings(with_firings(made, source, NOW, TYPES)) == [Firings(days=7, before=4, after=14, is_least=True)]


UNKNOWN = {
    "only Grafana knows": (rule(data=[step("C", type="math", expression="1")]), rule(expr="load")),
    "the query is refused": (rule(expr="load"), rule(expr="load(")),
    "a variable is left": (rule(expr="load"), rule(expr='load{pod="$pod"}')),
    "nothing else would fire": (rule(), rule(labels={"team": "search"})),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_not_known_is_not_said(source: Source, name: str) -> None:
    """Of one side alone it would say nothing of the change."""
    before, after = UNKNOWN[name]
    assert _firings(with_firings(review([before], [after]), source, NOW, TYPES)) == [None]


def test_why_nothing_is_known_is_told_where_no_picture_says_it(source: Source) -> None:
    """Once, whatever is not known; where something is, that says enough."""
    refused = ([rule("a"), rule("b")], [rule("a", expr="load("), rule("b", expr="load(")])
    found = with_firings(review(*refused), source, NOW, TYPES)
    [problem] = found.problems
    assert problem.message.startswith("how often alerts fired is not known: prometheus at http://127.0.0.1:")
    assert attrs.evolve(found, problems=()) == review(*refused)
    some = review([*refused[0], rule(expr="load", limit=3)], [*refused[1], rule(expr="load", limit=1)])
    found = with_firings(some, source, NOW, TYPES)
    assert found.problems == ()
    assert [each for each in _firings(found) if each] == [Firings(days=7, before=4, after=14)]


@attrs.frozen
class Answers:
    """A source that answers a series at fixed moments, and counts the questions."""

    asked: list[Ask] = attrs.field(factory=list)
    step: int = 60_000
    origin: str = "live"
    is_silent: bool = False

    def data(self, ask: Ask) -> Data:
        """Ten moments in a row, shortly before the end."""
        self.asked.append(ask)
        if self.is_silent:
            return Data(start=ask.start, end=ask.end)
        times = tuple(ask.end - self.step * each for each in range(10, 0, -1))
        time = Field(name="Time", type="time", values=times, config={"interval": self.step})
        value = Field(name="Value", type="number", values=(1.0,) * 10)
        return Data(frames=(Frame(fields=(time, value)),), start=ask.start, end=ask.end, origin=self.origin)  # type: ignore[arg-type]


def test_a_bounded_number_is_asked_about() -> None:
    """One of each change before a second one of any."""
    names = [f"a{number}" for number in range(30)]
    before = [*(rule(name) for name in names), rule("other")]
    after = [*(rule(name, limit=1) for name in names), rule("other", limit=2)]
    source = Answers()
    found = with_firings(review(before, after), source, NOW, TYPES)
    assert len(source.asked) == 2 * MOST
    assert sum(each is not None for each in _firings(found)) == MOST
    firsts = [group.parts[0][1].alert for group in found.groups]
    assert all(each is not None and each.firings is not None for each in firsts)


def test_made_up_and_saved_numbers_tell_nothing() -> None:
    """They are of no last days."""
    made = review([rule()], [rule(limit=1)])
    assert _firings(with_firings(made, Answers(origin="sample"), NOW, TYPES)) == [None]
    assert _firings(with_firings(made, Answers(origin="saved"), NOW, TYPES)) == [None]


def test_an_answer_of_nothing_at_all_is_none() -> None:
    """A server that swallows why it refused a query would otherwise say that nothing ever fired."""
    made = review([rule()], [rule(limit=1)])
    assert _firings(with_firings(made, Answers(is_silent=True), NOW, TYPES)) == [None]


def test_a_condition_that_never_held_is_no_firing(source: Source) -> None:
    """That is an answer."""
    made = review([rule(expr="load", limit=1)], [rule(expr="load", limit=9)])
    assert _firings(with_firings(made, source, NOW, TYPES)) == [Firings(days=7, before=14, after=0)]


def test_a_server_that_looks_less_often_is_believed() -> None:
    """It may take longer steps than it was asked for: then there may have been more."""
    source = Answers(step=120_000)
    found = with_firings(review([rule()], [rule(limit=1)]), source, NOW, TYPES)
    assert _firings(found) == [Firings(days=7, before=1, after=1, is_least=True)]
    assert source.asked[0].targets[0].query["interval"] == "60s"


def test_after_a_while_nothing_more_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for a review waits no longer for that."""
    monkeypatch.setattr("grafmint.review.history.PATIENCE", -1.0)
    source = Answers()
    assert _firings(with_firings(review([rule()], [rule(limit=1)]), source, NOW, TYPES)) == [None]
    assert source.asked == []
