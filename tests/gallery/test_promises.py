"""What the first system promises: its budget, and who hears when it is spent too fast."""

import pytest

from grafmint.testing.rules import Rules, Run
from tests.compile.prometheus.tools import needs_tools
from tests.slo.tried import counter

from .scene import requests
from .scenes.mint_replica_lite import FAST, FREEZE, NO_DATA, PLATFORM, SLO, SLOW, TRIAL
from .test_alerts import rules_of

pytestmark = needs_tools
#: So many of a hundred thousand requests fail in each minute, for two hours.
WELL, NEARLY_SPENT, TWICE = 50, 95, 200


@pytest.fixture(scope="module", params=TRIAL.engines)
def rules(request: pytest.FixtureRequest) -> Rules:
    """The rules as Grafana evaluates them, and as Prometheus does."""
    return rules_of(request.param)


def test_a_system_that_is_not_there_is_quiet(rules: Rules) -> None:
    """Before anything is measured nothing fires, but for one warning that says so."""
    fired = rules.feed({'up{job="backend", instance="0"}': "1x60"}).firing(at="50m")
    assert [(one.name, one.labels["severity"]) for one in fired] == [(NO_DATA, "warning")]


@pytest.mark.parametrize(
    ("bad", "names"),
    [(WELL, set()), (NEARLY_SPENT, {FREEZE}), (TWICE, {FREEZE, SLOW})],
    ids=["well", "nearly spent", "twice"],
)
def test_a_budget_that_is_spent_too_fast_is_told(bad: int, names: set[str], rules: Rules) -> None:
    """Half of what is allowed is nobody's business, twice as much is a warning."""
    run = _asked(rules, counter((bad, 120)), counter((100_000 - bad, 120)))
    assert {one.name for one in run.firing(at="90m")} == names


def test_an_outage_pages_at_once_and_ends_with_it(rules: Rules) -> None:
    """A tenth of all requests fail for ten minutes: a page within five, which the short window takes back."""
    run = _asked(rules, counter((0, 40), (100, 10), (0, 60)), counter((1000, 110)))
    run.expect_silent(FAST, at="40m")
    tag = TRIAL.system.identity.tag
    labels = {"severity": "critical", "slo": SLO, "system": tag, "grafana_folder": PLATFORM}
    run.expect_firing(FAST, at="45m", labels=labels)
    run.expect_silent(FAST, at="95m")


def _asked(rules: Rules, bad: str, good: str) -> Run:
    return rules.feed(requests("shop", good, bad))
