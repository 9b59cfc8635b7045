"""Routing of Plue: whom its alerts are told to, where an environment has the secrets for it."""

from collections.abc import Iterator

from grafmint import ContactPoint, Secret
from grafmint.alerting import Integration, PagerDuty, Severity, Slack, Webhook
from systems.values import Values

_SUMMARY, _DESCRIPTION = "{{ .CommonAnnotations.summary }}", "{{ .CommonAnnotations.description }}"


def everyone(values: Values) -> ContactPoint:
    """Who is told what no severity takes."""
    return ContactPoint(name="Plue", integrations=Webhook(url=values.webhook_url))


def severities(values: Values) -> tuple[Severity, ...]:
    """Critical alerts page and are posted, warnings are posted; either stays with everyone where nobody else is."""
    chat, pager = tuple(_chat(values)), tuple(_pager(values))
    return tuple(
        Severity(
            name=name,
            contact_point=ContactPoint(name=f"Plue: {name}", integrations=told) if told else everyone(values),
        )
        for name, told in (("critical", (*pager, *chat)), ("warning", chat))
    )


def left_out(values: Values) -> Iterator[str]:
    """What is to be said of the channels that an environment does not have."""
    if not values.alertmanager_slack_webhook:
        yield "Nothing is posted to Slack: alertmanager_slack_webhook is not set."
    if not values.alertmanager_pagerduty_key:
        yield "Nobody is paged by PagerDuty: alertmanager_pagerduty_key is not set."


def _chat(values: Values) -> Iterator[Integration]:
    if values.alertmanager_slack_webhook:
        yield Slack(
            url=Secret(name=values.alertmanager_slack_webhook),
            recipient="#alerts",
            title="{{ .GroupLabels.alertname }}",
            text=f"{_SUMMARY}\n{_DESCRIPTION}",
        )


def _pager(values: Values) -> Iterator[Integration]:
    if values.alertmanager_pagerduty_key:
        yield PagerDuty(
            integration_key=Secret(name=values.alertmanager_pagerduty_key),
            summary=_SUMMARY,
            severity="{{ .CommonLabels.severity }}",
        )
