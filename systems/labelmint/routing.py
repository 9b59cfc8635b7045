"""Routing of LabelMint: whom its alerts are told to, when, in which words, and who is next."""

from collections.abc import Iterator

from grafmint import ContactPoint, MuteTiming, Secret
from grafmint.alerting import (
    Email,
    Escalation,
    Inhibition,
    NotificationTemplate,
    OtherIntegration,
    PagerDuty,
    Route,
    Severity,
    Slack,
    business_hours,
    holidays,
    weekends,
)
from systems.labelmint.names import NAMES
from systems.values import Values

#: The labels that alerts share which are one message.
GROUP_BY = ("service", "severity", "instance")

_TITLE, _CHAT, _MAIL = (f'{{{{ template "lbm.{name}" . }}}}' for name in ("title", "chat", "mail"))
_WORDS = """\
{{ define "lbm.title" }}[{{ .Status | toUpper }}] {{ .CommonLabels.severity }}: {{ len .Alerts }} of \
{{ with .CommonLabels.service }}{{ . }}{{ else }}LabelMint{{ end }}{{ end }}
{{ define "lbm.chat" }}{{ range .Alerts }}*{{ .Labels.alertname }}* {{ .Annotations.summary }}
{{ .Annotations.description }}
<{{ .Annotations.runbook_url }}|Runbook>{{ with PANEL }} <{{ . }}|Dashboard>{{ end }} <SILENCE|Silence>
{{ end }}{{ end }}
{{ define "lbm.mail" }}{{ range .Alerts }}{{ .Labels.alertname }}: {{ .Annotations.summary }}
{{ .Annotations.description }}
{{ with .Annotations.response_time }}Answer within {{ . }}. {{ end }}{{ .Annotations.escalation }}
Runbook: {{ .Annotations.runbook_url }}
{{ with PANEL }}Dashboard: {{ . }}{{ end }}
{{ end }}{{ end }}
"""
# Where the panel of an alert is, and where a silence of it is written.
_OF_GRAFANA = (".PanelURL", "{{ .SilenceURL }}")
_OF_ALERTMANAGER = (
    ".Annotations.dashboard",
    'PAGE/#/silences/new?filter=%7Balertname%3D%22{{ reReplaceAll " " "%20" .Labels.alertname }}%22%7D',
)


def _chat(channel: str) -> Slack:
    return Slack(token=Secret(name="lbm_slack_token"), recipient=channel, title=_TITLE, text=_CHAT)


# PagerDuty also sends the text messages, to whom its schedule has on call.
_PAGER = PagerDuty(integration_key=Secret(name="lbm_pagerduty_key"))
_LETTER = Email(addresses="on-call@labelmint.example", subject=_TITLE, message=_MAIL)
_MONITORING, _INCIDENTS = _chat("#monitoring"), _chat("#incidents")

_CRITICAL = ContactPoint(name="LabelMint: critical", integrations=[_PAGER, _INCIDENTS, _LETTER])
_WARNING = ContactPoint(name="LabelMint: warning", integrations=[_MONITORING, _LETTER])
_INFO = ContactPoint(name="LabelMint: info", integrations=_LETTER)
_AFTER_HOURS = ContactPoint(name="LabelMint: warning after hours", integrations=_INCIDENTS)
# How often it is told until it is resolved; who is next in the meantime, PagerDuty knows.
_URGENT, _SOON = "30m", "4h"
_NEXT = (
    Escalation(after="15m", to="on-call engineer"),
    Escalation(after="30m", to="team lead"),
    Escalation(after="1h", to="management"),
)

#: Alerts of no service have that in common, too: while one of them is critical, the others rest.
INHIBITION = Inhibition(
    source={"severity": "critical"}, target={"severity": ["warning", "info"]}, equal="service", optional=True
)


def severities(values: Values) -> tuple[Severity, ...]:
    """Whom an alert is told to, how soon somebody answers, and how often it is told again."""
    # What is no more than worth knowing is read when work begins again, and what still fires then is told then.
    rest = (
        MuteTiming(name="weekend", time_intervals=weekends(location=values.time_zone)),
        MuteTiming(name="holidays", time_intervals=holidays(values.holidays, location=values.time_zone)),
    )
    return (
        Severity(
            name="critical",
            contact_point=_CRITICAL,
            response_time="15m",
            repeat_interval=_URGENT,
            escalation=_NEXT,
        ),
        Severity(name="warning", contact_point=_WARNING, response_time="1h", repeat_interval=_SOON),
        Severity(name="info", contact_point=_INFO, response_time="24h", mute_timings=rest),
    )


def routes(values: Values) -> Iterator[Route]:
    """Who is told besides: the alert goes on to its severity."""
    hours = business_hours(start=values.business_hours_start, end=values.business_hours_end, location=values.time_zone)
    # A warning wants an answer within the hour: at night whoever is on call watches the channel of incidents only.
    yield Route(
        matchers={"severity": "warning"},
        contact_point=_AFTER_HOURS,
        repeat_interval=_SOON,
        mute_timings=MuteTiming(name="business-hours", time_intervals=hours),
        continue_matching=True,
    )
    if values.teams_webhook:
        teams = OtherIntegration(name="teams", secure_settings={"url": Secret(name=values.teams_webhook)})
        yield Route(
            matchers={"category": "business"},
            contact_point=ContactPoint(name="LabelMint: business", integrations=teams),
            repeat_interval=_URGENT,
            continue_matching=True,
        )


def words(values: Values) -> NotificationTemplate:
    """What messages say, with the links that whoever sends them knows: an Alertmanager, or Grafana itself."""
    panel, silence = _OF_ALERTMANAGER if values.alertmanager_page else _OF_GRAFANA
    text = _WORDS.replace("PANEL", panel).replace("SILENCE", silence)
    return NotificationTemplate(name=NAMES.tag, template=text.replace("PAGE", values.alertmanager_page or ""))
