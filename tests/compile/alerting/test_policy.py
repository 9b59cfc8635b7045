"""Contact points, timings, templates, and the policy that brings them along."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import Secret, promql
from grafmint.alerting import (
    ContactPoint,
    Email,
    Escalation,
    Inhibition,
    MuteTiming,
    NotificationPolicy,
    NotificationTemplate,
    OtherIntegration,
    PagerDuty,
    Route,
    Severity,
    Slack,
    TimeInterval,
    TimeRange,
    Webhook,
    weekends,
)
from grafmint.bundle import Bundle
from grafmint.check import check
from grafmint.environment import Alertmanager, Server, Smtp
from tests.compile.alerting.samples import board, documents, panel
from tests.compile.alerting.test_panel import busy

Build = Callable[..., Bundle]
PAGER = ContactPoint(
    name="Pager", integrations=PagerDuty(integration_key=Secret(name="pagerduty"), severity="critical")
)
MAIL = ContactPoint(name="Mail", integrations=Email(addresses=["a@x.org", "b@x.org"], single_email=True))
NIGHT = MuteTiming(
    name="Night", time_intervals=TimeInterval(times=TimeRange(start="22:00", end="24:00"), days_of_month=["1:5", "-1"])
)
CRITICAL = Severity(
    name="critical",
    contact_point=PAGER,
    response_time="15m",
    escalation=[Escalation(after="5m", to="secondary team"), Escalation(after="15m", to="management")],
    group_wait="10s",
)
ROUTE = Route(
    matchers={"team": ["a", "b.c"], "env": promql.ne("test"), "name": promql.re("x.*")},
    contact_point="Mail",
    group_by=["team"],
    repeat_interval="4h",
    mute_timings=[NIGHT, "Weekend"],
    continue_matching=True,
    routes=Route(matchers={"a": "b"}),
)
POLICY = NotificationPolicy(contact_point=MAIL, severities=CRITICAL, routes=ROUTE, group_interval="5m")
TREE = {
    "receiver": "Mail",
    "group_by": ["grafana_folder", "alertname"],
    "group_interval": "5m",
    "routes": [
        {
            "receiver": "Mail",
            "object_matchers": [["env", "!=", "test"], ["name", "=~", "x.*"], ["team", "=~", "a|b\\.c"]],
            "group_by": ["team"],
            "repeat_interval": "4h",
            "mute_time_intervals": ["Night", "Weekend"],
            "continue": True,
            "routes": [{"receiver": "Mail", "object_matchers": [["a", "=", "b"]]}],
        },
        {"receiver": "Pager", "object_matchers": [["severity", "=", "critical"]], "group_wait": "10s"},
    ],
}


def test_a_policy_is_its_tree_and_brings_along_what_it_names(build: Build) -> None:
    """Severities come after the routes; contact points and timings are there by being named."""
    bundle = build(POLICY)
    assert bundle.findings == ()
    assert [(entry.kind, entry.uid, entry.title) for entry in bundle] == [
        ("mute-timing", "Night", "Night"),
        ("contact-point", "Mail", "Mail"),
        ("contact-point", "Pager", "Pager"),
        ("policy", "policies", "Notification policies"),
    ]
    assert documents(bundle, "policy") == {"policies": TREE}
    times = {"times": [{"start_time": "22:00", "end_time": "24:00"}], "days_of_month": ["1:5", "-1"]}
    assert documents(bundle, "mute-timing") == {"Night": {"name": "Night", "time_intervals": [times]}}
    entry = bundle.of("policy")[0]
    assert ROUTE.origin is not None
    assert CRITICAL.origin is not None
    assert entry.place("/routes/0/receiver") == ROUTE.origin.inner
    assert entry.place("/routes/1") == CRITICAL.origin.inner


def test_a_severity_says_to_each_of_its_alerts_how_fast_and_who_is_next(build: Build) -> None:
    """By the label as it is in the end; what the author wrote stays, wherever the policy is defined."""
    alerts = [
        busy(name="a"),
        busy(name="b", labels={"severity": "page"}),
        busy(name="c", annotations={"escalation": "x"}),
    ]
    found = documents(build(board(panel(*alerts)), POLICY), "alert-rule")
    answers = [
        {key: text for key, text in found[f"shop-http-{name}"]["annotations"].items() if not key.startswith("__")}
        for name in "abc"
    ]
    steps = "after 5m: secondary team; after 15m: management"
    assert answers == [
        {"response_time": "15m", "escalation": steps},
        {},
        {"response_time": "15m", "escalation": "x"},
    ]


def test_contact_points_hold_placeholders_of_their_secrets(build: Build) -> None:
    """Plain settings in Grafana's spelling, one integration or several."""
    point = ContactPoint(
        name="All",
        integrations=[
            Slack(token=Secret(name="bot"), recipient="#ops", disable_resolve_message=True),
            Webhook(url="https://hook", http_method="PUT", max_alerts=3),
            Webhook(url=Secret(name="hook")),
            OtherIntegration(name="teams", settings={"title": "t"}, secure_settings={"url": Secret(name="t")}),
            OtherIntegration(
                name="opsgenie", settings={"apiUrl": "https://o"}, secure_settings={"apiKey": Secret(name="o")}
            ),
        ],
    )

    def receiver(
        type_: str, settings: dict[str, Any], secure: dict[str, str], *, quiet: bool = False
    ) -> dict[str, Any]:
        return {"type": type_, "settings": settings, "secureSettings": secure, "disableResolveMessage": quiet}

    found = documents(build(point, MAIL), "contact-point")
    mail = {"addresses": "a@x.org;b@x.org", "singleEmail": True}
    assert found["Mail"] == {"name": "Mail", "receivers": [receiver("email", mail, {})]}
    assert found["All"]["receivers"] == [
        receiver("slack", {"recipient": "#ops"}, {"token": "$BOT"}, quiet=True),
        receiver("webhook", {"url": "https://hook", "httpMethod": "PUT", "maxAlerts": 3}, {}),
        receiver("webhook", {}, {"url": "$HOOK"}),
        receiver("teams", {"title": "t"}, {"url": "$T"}),
        receiver("opsgenie", {"apiUrl": "https://o"}, {"apiKey": "$O"}),
    ]


def test_a_secret_without_a_source_is_told_at_the_contact_point(build: Build) -> None:
    """As it is for a datasource."""
    (finding,) = build(PAGER, target=Server("https://grafana")).findings
    assert finding.rule == "undeclared-secret"
    assert PAGER.origin is not None
    assert finding.place is not None
    assert finding.place.line == PAGER.origin.inner.line


def test_templates_are_their_text(build: Build) -> None:
    """Nothing of it is changed."""
    template = NotificationTemplate(name="mine", template='{{ define "mine" }}{{ $value }}{{ end }}')
    expected = {"name": "mine", "template": '{{ define "mine" }}{{ $value }}{{ end }}'}
    assert documents(build(template), "template") == {"mine": expected}


def test_a_name_is_one_contact_point_and_a_project_has_one_policy(build: Build) -> None:
    """Equal ones that come along are one; different ones, and a second tree, are errors."""
    again = ContactPoint(name="Mail", integrations=Email(addresses=["a@x.org", "b@x.org"], single_email=True))
    assert (
        build(NotificationPolicy(contact_point=MAIL, routes=Route(matchers={"a": "b"}, contact_point=again))).findings
        == ()
    )
    other = ContactPoint(name="Mail", integrations=Email(addresses="c@x.org"))
    (finding,) = build(MAIL, NotificationPolicy(contact_point=other)).findings
    assert finding.message.startswith("contact point 'Mail' is also defined at ")
    first, second = NotificationPolicy(contact_point=MAIL), NotificationPolicy(contact_point=PAGER)
    (finding,) = build(first, second).findings
    assert finding.message.startswith("policy 'policies' is also defined at ")
    assert finding.hint == "a project has one NotificationPolicy: put the routes of both into one"


BERLIN = MuteTiming(name="Berlin", time_intervals=TimeInterval(weekdays="monday", location="Europe/Berlin"))
ACTIVE = Severity(name="low", contact_point=MAIL, active_timings=NIGHT)
NESTED = Route(matchers={"c": "d"}, contact_point=MAIL, routes=Route(matchers={"a": "b"}, active_timings="Night"))


def other(name: str, **options: Any) -> ContactPoint:
    """A contact point of one of Grafana's integrations."""
    return ContactPoint(name="P", integrations=OtherIntegration(name=name, **options))


SILENT = Inhibition(source={"severity": "critical"}, target={"severity": "warning"}, equal="job")


@pytest.mark.parametrize(
    ("resource", "since", "message"),
    [
        (BERLIN, (9, 5), "mute timing 'Berlin': location needs Grafana 9.5, not 9.0"),
        (
            NotificationPolicy(contact_point=MAIL, severities=ACTIVE),
            (12, 1),
            "severity 'low': active_timings needs Grafana 12.1, not 9.0",
        ),
        (
            NotificationPolicy(contact_point=MAIL, routes=NESTED),
            (12, 1),
            "the route: active_timings needs Grafana 12.1, not 9.0",
        ),
        (
            other("webex", settings={"room_id": "r"}, secure_settings={"bot_token": Secret(name="w")}),
            (9, 3),
            "contact point 'P': the integration 'webex' needs Grafana 9.3, not 9.0",
        ),
        (other("oncall", settings={"url": "https://o"}), (10, 2), "contact point 'P': the integration 'oncall' needs"),
        (other("sns", settings={"topic_arn": "a"}), (11, 1), "contact point 'P': the integration 'sns' needs"),
        (
            other("mqtt", settings={"brokerUrl": "b", "topic": "t"}),
            (11, 3),
            "contact point 'P': the integration 'mqtt'",
        ),
        (
            other(
                "jira",
                settings={"api_url": "https://j", "project": "p", "issue_type": "Task"},
                secure_settings={"api_token": Secret(name="j")},
            ),
            (11, 6),
            "contact point 'P': the integration 'jira' needs Grafana 11.6, not 9.0",
        ),
        (
            NotificationPolicy(contact_point=MAIL, inhibitions=SILENT),
            None,
            "Grafana's own Alertmanager knows no inhibitions",
        ),
    ],
)
def test_what_grafana_does_not_know_is_refused(build: Build, resource: Any, since: Any, message: str) -> None:
    """Until the version that knows it; never what is meant for another Alertmanager only."""
    (finding,) = build(resource).findings
    assert finding.message.startswith(message)
    assert finding.hint
    assert finding.place is not None
    if since is not None:
        assert len(build(resource, grafana=(since[0], since[1] - 1)).findings) == 1
        assert build(resource, grafana=since).findings == ()


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC"])
def test_times_in_utc_are_for_every_grafana_and_alertmanager(build: Build, zone: str) -> None:
    """Those that know no zones are sent none, and nothing is refused."""
    timing = MuteTiming(name="Free", time_intervals=weekends(location=zone))
    policy = NotificationPolicy(
        contact_point=MAIL, severities=Severity(name="a", contact_point=MAIL, mute_timings=timing)
    )
    days = [{"weekdays": ["saturday", "sunday"]}]
    bundle = build(policy, grafana=(9, 0))
    assert bundle.findings == ()
    assert documents(bundle, "mute-timing")["Free"]["time_intervals"] == days
    old = Alertmanager(version=(0, 24), smtp=Smtp(server="mail.example.com:587", sender="a@example.com"))
    bundle = build(policy, alerting="prometheus", alertmanager=old)
    assert bundle.findings == ()
    (found,) = documents(bundle, "alertmanager").values()
    assert found["time_intervals"] == [{"name": "Free", "time_intervals": days}]


def test_an_inhibition_may_be_optional(build: Build) -> None:
    """Then it stands in the document, which says that Grafana may be sent without it."""
    optional = Inhibition(source={"severity": "critical"}, target={"severity": "warning"}, equal="job", optional=True)
    bundle = build(NotificationPolicy(contact_point=MAIL, inhibitions=optional))
    assert bundle.findings == ()
    assert documents(bundle, "policy")["policies"]["inhibitions"] == [
        {
            "source": [["severity", "=", "critical"]],
            "target": [["severity", "=", "warning"]],
            "equal": ["job"],
            "optional": True,
        }
    ]


def test_everybody_may_be_named_by_a_text(build: Build) -> None:
    """Where another module defines the contact point: the tree is the same, and one that nobody defines is an error."""
    names = NotificationPolicy(contact_point="Mail", severities=Severity(name="critical", contact_point="Pager"))
    objects = NotificationPolicy(contact_point=MAIL, severities=Severity(name="critical", contact_point=PAGER))
    defined = build(names, MAIL, PAGER)
    assert documents(defined, "policy") == documents(build(objects), "policy")
    assert check(defined) == ()
    assert [each.message for each in check(build(names, PAGER))] == [
        "a route leads to 'Mail', and no module defines such a contact point"
    ]
