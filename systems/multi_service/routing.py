"""Routing of the Multi-service platform: who hears of which alert, how soon they answer, and who is next."""

from alerting.escalation import Urgency
from grafmint import ContactPoint, MuteTiming, Secret, promql
from grafmint.alerting import (
    Email,
    Inhibition,
    NotificationTemplate,
    PagerDuty,
    Route,
    Severity,
    Slack,
    Webhook,
    maintenance,
)
from systems.multi_service.names import NAMES

CRITICAL = Urgency(name="Critical", response_time="5m", after="15m", path=("On-call", "DevOps Lead", "CTO"))
HIGH = Urgency(name="High", response_time="15m", after="30m", path=("On-call", "Team Lead"))
# No alert is of this one: it is what people report.
MEDIUM = Urgency(name="Medium", response_time="1h", after="2h", path=("Team Lead", "Manager"))
LOW = Urgency(name="Low", response_time="4h", after="8h", path=("Team Lead",))
URGENCIES = (CRITICAL, HIGH, MEDIUM, LOW)

WORDS = NotificationTemplate(
    name=NAMES.tag,
    template="""\
{{ define "msp.title" -}}
[{{ .Status | toUpper }}] {{ .CommonLabels.severity }}:
{{- with .CommonLabels.alertname }} {{ . }}{{ else }} {{ len .Alerts }} alerts{{ end }}
{{- with .CommonLabels.service }} ({{ . }}){{ end }}
{{- end }}
{{ define "msp.text" -}}
{{ range .Alerts }}{{ .Annotations.summary }}
{{ .Annotations.description }}
{{ with .Annotations.response_time }}Answer within {{ . }}. {{ end -}}
{{ with .Annotations.runbook_url }}<{{ . }}|Runbook>{{ end }}
{{ end }}
{{- end }}
""",
)


def _chat(channel: str) -> Slack:
    # An incoming webhook posts to the one channel that it was made for.
    return Slack(
        url=Secret(name=f"msp_slack_{channel.replace('-', '_')}"),
        recipient=f"#{channel}",
        title='{{ template "msp.title" . }}',
        text='{{ template "msp.text" . }}',
    )


_PAGER = PagerDuty(integration_key=Secret(name="msp_pagerduty_key"))
_MAIL = Email(addresses="on-call@multi-service.example")
_SMS = Webhook(
    url="https://sms.multi-service.example/alerts", username="grafana", password=Secret(name="msp_sms_password")
)
# People write to #status-updates and #post-mortems, and no alert does.
_PAGED, _INCIDENTS = _chat("critical-alerts"), _chat("incidents")

_CRITICAL = ContactPoint(name="Multi-service: critical", integrations=[_PAGER, _PAGED, _MAIL])
_WARNING = ContactPoint(name="Multi-service: warning", integrations=[_INCIDENTS, _MAIL])
_INFO = ContactPoint(name="Multi-service: info", integrations=_INCIDENTS)
_BUSINESS = ContactPoint(name="Multi-service: critical for the business", integrations=[_SMS, _INCIDENTS])

# What is critical is told in that time too: a maintenance that takes the platform down is none.
_MAINTENANCE = MuteTiming(name="maintenance", time_intervals=maintenance(weekdays="sunday", start="02:00", end="04:00"))

SEVERITIES = (
    Severity(
        name="critical",
        contact_point=_CRITICAL,
        response_time=CRITICAL.response_time,
        escalation=CRITICAL.steps,
    ),
    Severity(
        name="warning",
        contact_point=_WARNING,
        response_time=HIGH.response_time,
        escalation=HIGH.steps,
        mute_timings=_MAINTENANCE,
    ),
    Severity(
        name="info",
        contact_point=_INFO,
        response_time=LOW.response_time,
        escalation=LOW.steps,
        mute_timings=_MAINTENANCE,
    ),
)

_OF_A_SERVICE = {"service": promql.re(".+")}
ROUTES = (
    # Beside whom every critical alert is told to: the route does not end here.
    Route(
        matchers={"severity": "critical", "category": "business"},
        contact_point=_BUSINESS,
        continue_matching=True,
    ),
    # A service that is ill fires several alerts: they are one message.
    Route(matchers={"severity": "critical", **_OF_A_SERVICE}, contact_point=_CRITICAL, group_by="service"),
    Route(
        matchers={"severity": "warning", **_OF_A_SERVICE},
        contact_point=_WARNING,
        group_by="service",
        mute_timings=_MAINTENANCE,
    ),
)
INHIBITIONS = (
    # Alerts without a service or an instance have these in common too, so only those of one category are held back.
    Inhibition(
        source={"severity": "critical"},
        target={"severity": ["warning", "info"]},
        equal=("service", "instance", "category"),
        optional=True,
    ),
)
