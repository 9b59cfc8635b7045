"""What people call options elsewhere: each name leads to the option that does it."""

from collections.abc import Callable

import pytest

from grafmint import Alert, AlertRule
from grafmint.alerting import NotificationPolicy, PagerDuty, Route, Severity, Slack
from grafmint.errors import ModelError
from grafmint.model.base import Model, attributes
from grafmint.slo import SLO
from tests.model.test_base import VALUES

Refuse = Callable[..., ModelError]


@pytest.mark.parametrize(
    ("cls", "name", "hint"),
    [
        (Alert, "for", "did you mean 'pending_period'?"),
        (Alert, "for_", "did you mean 'pending_period'?"),
        (AlertRule, "duration", "did you mean 'pending_period'?"),
        (AlertRule, "severity", "did you mean 'level'?"),
        (Alert, "interval", "write group=RuleGroup(name=…, interval=…)"),
        (Alert, "runbook", "did you mean 'runbook_url'?"),
        (AlertRule, "title", "did you mean 'name'?"),
        (Alert, "sumary", "did you mean 'summary'?"),
        (Slack, "webhook_url", "did you mean 'url'?"),
        (Slack, "channel", "did you mean 'recipient'?"),
        (PagerDuty, "routing_key", "did you mean 'integration_key'?"),
        (PagerDuty, "service_key", "did you mean 'integration_key'?"),
        (Route, "receiver", "did you mean 'contact_point'?"),
        (Route, "match", "did you mean 'matchers'?"),
        (Route, "labels", "did you mean 'matchers'?"),
        (Route, "continue_", "did you mean 'continue_matching'?"),
        (Severity, "receiver", "did you mean 'contact_point'?"),
        (NotificationPolicy, "receiver", "did you mean 'contact_point'?"),
        (NotificationPolicy, "matchers", "write routes=Route(matchers=…, contact_point=…)"),
        (SLO, "target", "did you mean 'objective'?"),
    ],
)
def test_a_name_from_elsewhere_leads_to_the_option(refuse: Refuse, cls: type[Model], name: str, hint: str) -> None:
    """The hint is the option's own name, or the code that does it; a slip of the finger is still recognised."""
    error = refuse(cls, **{name: "x"})
    assert error.message == f"{cls.__name__} has no option {name!r}"
    assert error.hint == hint


@pytest.mark.parametrize("cls", [cls for cls in VALUES if cls.known_as], ids=lambda cls: cls.__name__)
def test_each_name_is_of_no_option_and_leads_to_one(cls: type[Model]) -> None:
    """No entry hides an option of the class, and none names one that is not there."""
    options = {attribute.name for attribute in attributes(cls)}
    assert options.isdisjoint(cls.known_as)
    assert {instead.partition("=")[0] for instead in cls.known_as.values()} <= options
