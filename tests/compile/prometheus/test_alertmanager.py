"""Alertmanager's configuration: what it says, and that a real Alertmanager takes it."""

from pathlib import Path
from typing import Any

import attrs
import pytest

from grafmint.compile.prometheus.alertmanager import configuration
from grafmint.compile.prometheus.files import written
from grafmint.environment import Alertmanager, Smtp
from grafmint.testing.rules import check_config, routes_to
from tests.compile.prometheus.contact_points import EVERY, contact_point
from tests.compile.prometheus.tools import needs_tools

SMTP = Smtp(server="mail.example.com:587", sender="alerts@example.com", user="us", password="smtp")  # noqa: S106
NOW = Alertmanager(version=(0, 25), smtp=SMTP)
NIGHT = {
    "name": "night",
    "time_intervals": [
        {
            "times": [{"start_time": "22:00", "end_time": "24:00"}, {"start_time": "00:00", "end_time": "06:30"}],
            "weekdays": ["monday:friday", "sunday"],
            "days_of_month": ["1:15", "-1"],
            "months": ["january", "5:8"],
            "years": ["2030"],
            "location": "Europe/Berlin",
        }
    ],
}
POLICY = {
    "receiver": "email",
    "group_by": ["grafana_folder", "alertname"],
    "group_wait": "30s",
    "group_interval": "5m",
    "repeat_interval": "4h",
    "routes": [
        {
            "receiver": "pagerduty",
            "object_matchers": [["severity", "=", "critical"], ["team", "=~", "web|db"]],
            "continue": True,
            "mute_time_intervals": ["night"],
            "routes": [{"receiver": "opsgenie", "object_matchers": [["team", "=", "db"]], "group_by": ["..."]}],
        },
        {"receiver": "slack", "object_matchers": [["severity", "!=", "info"]], "active_time_intervals": ["night"]},
    ],
    "inhibitions": [
        {"source": [["severity", "=", "critical"]], "target": [["severity", "!~", "critical|page"]], "equal": ["x"]}
    ],
}
# What 0.25 does not take from files is left to newer ones.
TAKEN = [
    contact_point(type_, *EVERY[type_][1], **EVERY[type_][0])
    for type_ in ("email", "opsgenie", "pagerduty", "slack", "sns", "webex", "webhook")
]


def made(**changes: Any) -> dict[str, Any]:
    """The configuration, without problems."""
    policy = {**POLICY, **changes}
    found, problems = configuration(policy, TAKEN, [NIGHT], [{"name": "t", "template": ""}], NOW)
    assert problems == ()
    return found


def test_the_tree_is_that_of_the_policies() -> None:
    """Matchers are texts with quotes, everything else is called alike."""
    assert made()["route"] == {
        "receiver": "email",
        "group_by": ["grafana_folder", "alertname"],
        "group_wait": "30s",
        "group_interval": "5m",
        "repeat_interval": "4h",
        "routes": [
            {
                "receiver": "pagerduty",
                "matchers": ['severity="critical"', 'team=~"web|db"'],
                "continue": True,
                "mute_time_intervals": ["night"],
                "routes": [{"receiver": "opsgenie", "matchers": ['team="db"'], "group_by": ["..."]}],
            },
            {"receiver": "slack", "matchers": ['severity!="info"'], "active_time_intervals": ["night"]},
        ],
    }


def test_the_rest_stands_beside_it() -> None:
    """Inhibitions, times, templates, the mail server; receivers by name."""
    found = made()
    assert found["inhibit_rules"] == [
        {"source_matchers": ['severity="critical"'], "target_matchers": ['severity!~"critical|page"'], "equal": ["x"]}
    ]
    assert found["time_intervals"] == [NIGHT]
    assert found["templates"] == ["templates/*.tmpl"]
    assert found["global"] == {
        "smtp_smarthost": "mail.example.com:587",
        "smtp_from": "alerts@example.com",
        "smtp_auth_username": "us",
        "smtp_auth_password_file": "secrets/smtp",
    }
    assert [each["name"] for each in found["receivers"]] == sorted(each["name"] for each in TAKEN)


def test_nothing_is_said_that_is_not_needed() -> None:
    """A tree of one contact point is two lines."""
    found, problems = configuration({"receiver": "a", "routes": []}, [{"name": "a", "receivers": []}], [], [], NOW)
    assert found == {"route": {"receiver": "a"}, "receivers": [{"name": "a"}]}
    assert problems == ()


def test_an_older_alertmanager_has_no_active_times_and_no_locations() -> None:
    """What it has instead is said; its list of times has the older name."""
    old = Alertmanager(version=(0, 23))
    found, problems = configuration(POLICY, [], [NIGHT], [], old)
    assert [each.message for each in problems] == [
        "active timings need Alertmanager 0.24, this is 0.23",
        "mute timing 'night': a location needs Alertmanager 0.25, this is 0.23",
    ]
    assert found["mute_time_intervals"] == [NIGHT]


def test_an_alertmanager_can_be_too_old_for_anything() -> None:
    """Its matchers were others, and so was the file of a password."""
    _, problems = configuration({"receiver": "a"}, [], [], [], attrs.evolve(NOW, version=(0, 21)))
    assert [each.message.partition(" Alertmanager")[0] for each in problems] == [
        "no configuration can be written for",
        "the password of the mail server from a file needs",
    ]


@needs_tools
def test_alertmanager_takes_all_of_it(tmp_path: Path) -> None:
    """The real one reads each receiver, the times, the inhibitions and the templates."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "t.tmpl").write_text('{{ define "x" }}y{{ end }}', encoding="utf-8")
    file = tmp_path / "alertmanager.yml"
    file.write_bytes(written(made()))
    check_config(file)
    file.write_bytes(written(made(receiver="nobody")))
    with pytest.raises(AssertionError, match='undefined receiver "nobody" used in route'):
        check_config(file)


@needs_tools
@pytest.mark.parametrize(
    ("labels", "receivers"),
    [
        ({}, ("slack",)),
        ({"severity": "info"}, ("email",)),
        ({"severity": "critical", "team": "web"}, ("pagerduty", "slack")),
        ({"severity": "critical", "team": "db"}, ("opsgenie", "slack")),
        ({"severity": "critical", "team": "website"}, ("slack",)),
    ],
)
def test_alerts_go_where_the_policies_say(labels: dict[str, str], receivers: tuple[str, ...]) -> None:
    """By the real Alertmanager's own walk through the tree."""
    assert routes_to(made(), labels) == receivers
