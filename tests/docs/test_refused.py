"""The table of what alerting refuses: each line is written, and what it is told stands beside it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

import grafmint
from grafmint import ContactPoint, Folder, ModelError, Secret, alerting, prometheus, promql, slo
from grafmint.alerting import Slack
from tests.docs.generated import code, hold, table
from tests.docs.page import ALERTING

_WRITTEN = (
    'Alert(name="Down", level="critical", duration="5m")',
    'Alert(name="Down", level="info")',
    'Alert(name="Down", level="critical", pending_period="5 minutes")',
    'Alert(name="Down", level="critical", runbook_url="wiki/down")',
    'Alert(name="Down", level="critical", labels={"alertname": "x"})',
    'Alert(name="Down", level="critical", labels={"value": "{{ $value }}"})',
    'Stat(title="Up", queries=query, alerts=Alert(name="Down", level="critical"))',
    'Stat(title="Up", queries=query, thresholds=below(critical=1), alerts=Alert(name="Down", level="warning"))',
    'AlertRule(uid="down", name="Down", folder=folder, queries=query)',
    'RuleGroup(name="fast", interval="15s")',
    'ContactPoint(name="On call", integrations=[])',
    'PagerDuty(integration_key="0123456789")',
    'OtherIntegration(name="opsgeni")',
    'OtherIntegration(name="teams")',
    'Webhook(url="https://example.org/hook?token=0123")',
    'OtherIntegration(name="opsgenie", settings={"apiKey": "0123"})',
    'NotificationPolicy(contact_point=chat, routes=Route(matchers={"team": "shop"}))',
    "NotificationPolicy(contact_point=chat, routes=Route(contact_point=chat))",
    'Route(matchers={"team": promql.re("shop(")})',
    'Route(matchers={"team": "shop"}, group_interval="10m", repeat_interval="5m")',
    'Inhibition(source={"severity": "critical"}, target={"severity": "warning"})',
    'TimeRange(start="22:00", end="06:00")',
    'TimeInterval(weekdays="mon-fri")',
    'TimeInterval(weekdays="friday:monday")',
    'maintenance(weekdays="sunday", start="02:00", end="02:00")',
    'weekends(location="Berlin")',
    'NotificationTemplate(name="words", template="{{ .Status }}")',
    'SLO(name="shop", objective=0.999, indicator=kept, folder=folder)',
    'SLO(name="shop", objective=9.99, indicator=kept, folder=folder)',
    'SLO(name="shop", objective=100, indicator=kept, folder=folder)',
    "ErrorRatio(errors=promql.rate(requests), total=requests)",
    'Latency(buckets=requests, bound="0.5")',
)


def _names() -> Mapping[str, Any]:
    """What the lines may use: the public names, and a value of each kind that they need."""
    requests = promql.metric("requests")
    public = {name: getattr(module, name) for module in (grafmint, alerting, slo) for name in module.__all__}
    return {
        **public,
        "promql": promql,
        "requests": requests,
        "kept": slo.ErrorRatio(errors=requests.where(code="500"), total=requests),
        "query": prometheus.Query(expr="up"),
        "folder": Folder(uid="shop", title="Shop"),
        "chat": ContactPoint(name="Chat", integrations=Slack(url=Secret(name="slack_url"))),
    }


def _rows() -> Iterator[tuple[str, str, str]]:
    names = dict(_names())
    for written in _WRITTEN:
        with pytest.raises(ModelError) as refused:
            eval(written, names)  # noqa: S307  # the page's own code
        yield code(written), refused.value.message, refused.value.hint or ""


def test_what_is_refused_is_what_the_page_says() -> None:
    """Every line of the table is refused, with these words and this way out."""
    hold(ALERTING, {"refused": lambda: f"\n{table(('you write', 'it says', 'and'), _rows())}\n"})
