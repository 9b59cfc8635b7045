"""What the boards and alerts ask is what real exporters have."""

import math

import attrs
import pytest

from grafmint.kit.hosts import Hosts
from grafmint.kit.postgresql import Postgresql
from grafmint.kit.redis import Redis
from tests.exporters.absent import LABELS, METRICS
from tests.exporters.asked import SOURCES, asked_by
from tests.exporters.scraped import Scraped

#: What says of something whether it answers.
UPS = {"up", "pg_up", "redis_up"}
each_source = pytest.mark.parametrize("source", SOURCES)


@each_source
def test_every_query_finds_data(source: str, scraped: Scraped) -> None:
    """Panels, variables and conditions get numbers, but from metrics that are known to be lacking here."""
    asked = asked_by(source)
    assert asked
    lacking = {metric for metric, absent in METRICS.items() if absent.holds(scraped)}
    answers = {question: [series.value for series in scraped.ask(question.subject)] for question in asked}
    # Both ways: what is listed as lacking and answers is not lacking any more.
    empty = [question.expr for question, values in answers.items() if not values]
    assert empty == [question.expr for question in asked if question.metrics & lacking]
    assert [question.expr for question, values in answers.items() if not all(map(math.isfinite, values))] == []


@each_source
def test_nothing_is_said_to_be_down(source: str, scraped: Scraped) -> None:
    """A condition of what answers is true of nothing while everything runs, and one of anything else can be asked."""
    conditions = [question for question in asked_by(source) if question.expr != question.subject]
    true = {question.expr: scraped.ask(question.expr) for question in conditions}
    assert [question.expr for question in conditions if question.metrics & UPS and true[question.expr]] == []


@each_source
def test_every_label_is_one_of_the_exporters(source: str, scraped: Scraped) -> None:
    """Each series has what a query chooses, groups or names it by: a label that nobody has would choose everything."""
    needed = _needed(source)
    found = {metric: scraped.ask(metric) for metric, _ in needed}
    without = {(metric, label) for metric, label in needed if any(label not in each.labels for each in found[metric])}
    assert without == {each for each, absent in LABELS.items() if each in needed and absent.holds(scraped)}


def test_the_kit_asks_for_all_that_it_names() -> None:
    """Each metric that a subject has a name for is asked by one of the builders that are tried here."""
    subjects = (Hosts(), Postgresql(), Redis())
    values = {value for subject in subjects for value in attrs.asdict(subject, recurse=False).values()}
    named = {value for value in values if isinstance(value, str) and value.startswith(("node_", "pg_", "redis_"))}
    assert len(named) > 30
    assert named - {metric for metric, _ in _needed("kit")} == set()


def test_what_is_listed_as_lacking_is_asked_for() -> None:
    """The lists name nothing that no board waits for."""
    needed = {each for source in SOURCES for each in _needed(source)}
    assert METRICS.keys() <= {metric for metric, _ in needed}
    assert LABELS.keys() <= needed


def _needed(source: str) -> set[tuple[str, str]]:
    """Each metric with each label that is wanted of it."""
    series = [each for question in asked_by(source) for each in question.selected]
    return {
        (each.metric, label)
        for each in series
        for label in each.labels | {condition.label for condition in each.conditions}
    }
