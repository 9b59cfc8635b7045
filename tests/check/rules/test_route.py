"""Routes: what they lead to, what nobody leads to, and severities that nobody takes."""

from typing import Any

import pytest

from grafmint.bundle import Entry
from tests.check.alerts import contact_point, entry, file, found, policy, rule, said, timing


def _route(severity: str, operator: str = "=", **rest: Any) -> dict[str, Any]:
    return {"receiver": "on-call", "object_matchers": [["severity", operator, severity]], **rest}


def _alertmanager(*routes: dict[str, Any], timings: tuple[str, ...] = ()) -> Entry:
    document = {
        "route": {"receiver": "on-call", "routes": list(routes)},
        "receivers": [{"name": "on-call"}],
        "time_intervals": [{"name": name} for name in timings],
    }
    return entry("alertmanager", "alertmanager", document)


def test_a_route_leads_to_what_is_defined() -> None:
    """At the root and below; a nested route without a contact point has its parent's."""
    nested = [{"object_matchers": [["team", "=", "shop"]]}, {"receiver": "x"}]
    tree = policy({"receiver": "of-call", "routes": nested})
    assert said(tree, contact_point()) == [
        f"error unknown-contact-point policy policies {path}: a route leads to {name!r}, "
        f"and no module defines such a contact point ({hint})"
        for path, name, hint in (
            ("/routes/0", "of-call", "did you mean 'on-call'?"),
            ("/routes/0/routes/1", "x", "define it: ContactPoint(name='x', integrations=…), or name another: on-call"),
        )
    ]
    assert said(policy()) == [
        (
            "error unknown-contact-point policy policies : a route leads to 'on-call', "
            "and no module defines such a contact point (define it: ContactPoint(name='on-call', integrations=…))"
        )
    ]


def test_what_a_broken_module_would_have_defined_is_not_missed() -> None:
    """Its own error is told, and no consequence of it."""
    wrong = (policy({"mute_time_intervals": ["nights"]}), rule(folderUID="gone"))
    rules = {"unknown-contact-point", "unknown-timing", "unknown-folder"}
    assert {each.rule for each in found(*wrong)} >= rules
    assert {each.rule for each in found(*wrong, is_whole=False)}.isdisjoint(rules)


@pytest.mark.parametrize("key", ["mute_time_intervals", "active_time_intervals"])
def test_a_timing_is_defined(key: str) -> None:
    """Those of rest and those of activity."""
    assert said(policy({key: ["night"]}), contact_point(), timing("nights"))[-1] == (
        "error unknown-timing policy policies /routes/0: "
        "a route names the timing 'night', and no module defines it (did you mean 'nights'?)"
    )
    assert said(policy({key: ["nights"]}), contact_point(), timing("nights")) == []


def test_alertmanagers_own_configuration_is_read_as_well() -> None:
    """There the contact points stand beside the tree."""
    assert said(_alertmanager({"mute_time_intervals": ["nights"]}, timings=("nights",))) == []
    wrong = said(_alertmanager({"receiver": "x", "continue": True}, {"active_time_intervals": ["days"]}))
    assert [each.split(":")[0] for each in wrong] == [
        "error unknown-contact-point alertmanager alertmanager /route/routes/0",
        "error unknown-timing alertmanager alertmanager /route/routes/1",
    ]


def test_what_no_route_names_is_told() -> None:
    """Without policies of the project, those of others may lead there."""
    spare = (contact_point("spare"), timing("nights"))
    assert said(policy(), contact_point(), *spare) == [
        (
            "warning unused-timing mute-timing nights : no route names mute timing 'nights' "
            "(write mute_timings=… in a Route or a Severity, or remove it)"
        ),
        (
            "warning unused-contact-point contact-point spare : no route leads to contact point 'spare' "
            "(write a Route or a Severity to it, or remove it)"
        ),
    ]
    assert said(*spare) == []
    alertmanager = _alertmanager({"active_time_intervals": ["days"]}, timings=("days", "nights"))
    assert said(alertmanager) == [
        (
            "warning unused-timing alertmanager alertmanager /time_intervals/1: no route names mute timing 'nights' "
            "(write mute_timings=… in a Route or a Severity, or remove it)"
        )
    ]


def _critical(uid: str = "down") -> Entry:
    return rule(uid, title=uid, labels={"severity": "critical"})


def test_alerts_that_no_route_takes() -> None:
    """Each severity is told once, at the first of its rules, and stops nothing: the default may be meant."""
    assert said(policy(_route("warning")), contact_point(), _critical("a"), _critical("b"), rule()) == [
        (
            "info unrouted-severity alert-rule a : alert 'a' (and 1 other) has the severity 'critical', "
            "which no route takes: it goes to 'on-call' "
            '(write Severity(name="critical", contact_point=…), if that is not meant)'
        ),
        (
            "info unrouted-severity alert-rule down : alert 'Down' has no severity, and no route takes it: "
            "it goes to 'on-call', unless severity of its series says otherwise "
            "(write its level=, or a Route that takes it, if that is not meant)"
        ),
    ]


@pytest.mark.parametrize(
    "route",
    [
        _route("critical"),
        _route("crit.*|page", "=~"),
        _route("warning", "!="),
        _route("warn.*", "!~"),
        # A pattern that only Go reads.
        _route(r"\pL+(", "=~"),
        {"receiver": "on-call"},
        {"receiver": "on-call", "object_matchers": [["alertname", "=", "down"]]},
        {"receiver": "on-call", "object_matchers": [["grafana_folder", "=", "Shop"]]},
    ],
)
def test_a_severity_that_a_route_takes(route: dict[str, Any]) -> None:
    """Whatever it says of the severity."""
    assert said(policy(route), contact_point(), _critical()) == []


def test_what_its_series_may_bring_is_left_open() -> None:
    """A label that the rule has not may come with them."""
    route = {"receiver": "on-call", "object_matchers": [["team", "=", "shop"]]}
    (found,) = said(policy(route), contact_point(), _critical())
    assert "it goes to 'on-call', unless team of its series says otherwise" in found


@pytest.mark.parametrize("route", [_route("crit", "=~"), _route("critical", "!="), _route("c.*", "!~")])
def test_a_pattern_fits_the_whole_value(route: dict[str, Any]) -> None:
    """And a negated one must not."""
    assert len(said(policy(route), contact_point(), _critical())) == 1


@pytest.mark.parametrize(
    ("written", "asked", "meant"),
    [
        ("critcal", _route("critical"), "critical"),
        ("Critical", _route("critical"), "critical"),
        ("Sev1", _route("sev1"), "sev1"),
        ("critcal", {"object_matchers": [["team", "=", "shop"]], "routes": [_route("critical")]}, "critical"),
    ],
)
def test_a_misspelt_severity_is_told(written: str, asked: dict[str, Any], meant: str) -> None:
    """Whether the default takes the alert or another route does: nobody meant that."""
    down = rule(title="Down", labels={"severity": written, "team": "shop"})
    assert said(policy(asked), contact_point(), down) == [
        (
            f"warning unrouted-severity alert-rule down : alert 'Down' has the severity {written!r}, "
            f"which no route asks for: it goes to 'on-call' (did you mean {meant!r}?)"
        )
    ]


def test_every_alert_with_a_misspelt_severity_is_told() -> None:
    """Each has to be changed; where the route's own one is in use, it is the alerts that are wrong."""
    wrong = [rule(uid, title=uid, labels={"severity": "critcal"}) for uid in ("a", "b")]
    told = said(policy(_route("critical")), contact_point(), _critical(), *wrong)
    assert [each.partition(" has ")[0] for each in told] == [
        f"warning unrouted-severity alert-rule {uid} : alert {uid!r}" for uid in ("a", "b")
    ]


@pytest.mark.parametrize(
    ("written", "asked", "uids", "named"),
    [
        ("critical", "critcal", ["a"], "'a'"),
        ("critical", "critcal", ["a", "b", "c"], "'a' (and 2 others)"),
        ("urgent", "urgant", ["a", "b"], "'a' (and 1 other)"),
    ],
)
def test_a_misspelt_severity_of_a_route_is_told_at_the_route(
    written: str, asked: str, uids: list[str], named: str
) -> None:
    """The alerts agree with each other, or have a level that nobody can misspell: the route is the odd one."""
    wrong = [rule(uid, title=uid, labels={"severity": written, "team": "shop"}) for uid in uids]
    nested = {"object_matchers": [["team", "=", "shop"]], "routes": [_route(asked)]}
    for routes, path in (([_route("other"), _route(asked)], "/routes/1"), ([nested], "/routes/0/routes/0")):
        told = said(policy(*routes), contact_point(), *wrong)
        message = (
            f"warning unrouted-severity policy policies {path}: no alert has the severity {asked!r} of this route; "
            f"alert {named} has the severity {written!r}, which no route asks for: it goes to 'on-call' "
            f"(did you mean {written!r}?)"
        )
        assert [each for each in told if "unrouted" in each] == [message]


@pytest.mark.parametrize(
    ("written", "routes"),
    [
        ("info", [_route("critical")]),
        ("sev3", [_route("sev1"), _route("sev2")]),
        ("critcal", [_route("critical"), _route("crit.*", "=~")]),
        ("critcal", [_route("critical"), _route(r"\pL+(", "=~")]),
    ],
)
def test_another_severity_is_no_misspelt_one(written: str, routes: list[dict[str, Any]]) -> None:
    """What is near to none, counts on, or fits a pattern may be meant."""
    told_ = found(policy(*routes), contact_point(), rule(labels={"severity": written}))
    assert not [each for each in told_ if each.severity == "warning"]


def test_a_severity_that_a_template_fills_in_is_not_judged() -> None:
    """Neither is anything where there are no routes: then everything goes to the default."""
    assert said(policy(_route("warning")), contact_point(), rule(labels={"severity": "{{ $labels.severity }}"})) == []
    assert said(policy(), contact_point(), _critical()) == []


_PAGER = {"receiver": "pager", "object_matchers": [["severity", "=", "critical"]]}


def _chat(*more: list[str], **rest: Any) -> dict[str, Any]:
    return {"receiver": "chat", "object_matchers": [["team", "=", "shop"], *more], **rest}


def _told(*routes: dict[str, Any], **labels: str) -> list[str]:
    """What is said of a critical alert with more labels, by rule and message."""
    points = [contact_point(name) for name in ("on-call", "pager", "chat")]
    critical = [rule(uid, labels={"severity": "critical", **labels}) for uid in ("a", "b")]
    told_ = found(policy(*routes), *points, *critical)
    told_ = [each for each in told_ if each.severity == "warning" and each.rule != "idle-route"]
    return [f"{each.rule}: {each.message} ({each.hint})" for each in told_]


def test_a_route_keeps_alerts_from_whom_their_severity_tells() -> None:
    """It names the alert, the route and the contact point that hears of nothing."""
    assert _told(_chat(), _PAGER, team="shop") == [
        (
            "unrouted-severity: alert 'Down' (and 1 other) has the severity 'critical' and does not reach 'pager': "
            "the route team=shop takes it to 'chat' "
            '(write continue_matching=True in that Route, or one for severity="critical" into its routes=)'
        )
    ]
    nested = _chat(routes=[{"receiver": "chat", "object_matchers": [["pod", "=", "a"]]}])
    assert "takes it to 'chat', unless pod of its series says otherwise" in _told(nested, _PAGER, team="shop")[0]


@pytest.mark.parametrize(
    "routes",
    [
        (_PAGER, _chat()),
        (_chat(**{"continue": True}), _PAGER),
        # It leads to the same.
        (_chat(routes=[{"receiver": "pager"}]), _PAGER),
        # It says itself what becomes of the severity.
        (_chat(routes=[{"receiver": "on-call", "object_matchers": [["severity", "=~", "crit.*"]]}]), _PAGER),
        # It may be another's, for nobody knows the pod.
        ({"receiver": "chat", "object_matchers": [["pod", "!=", "a"]]}, _PAGER),
        # Nothing tells what critical means.
        (_chat(), {"receiver": "pager", "object_matchers": [["severity", "=~", "crit.*"]]}),
    ],
)
def test_a_severity_reaches_its_contact_point(routes: tuple[dict[str, Any], ...]) -> None:
    """Or there is a reason why it does not, or it cannot be told."""
    assert _told(*routes, team="shop") == []


@pytest.mark.parametrize("labels", [{}, {"team": "search"}, {"team": "{{ $labels.team }}"}])
def test_other_alerts_reach_it_as_well(labels: dict[str, str]) -> None:
    """Those that the route before it does not take by what is known of them."""
    assert _told(_chat(), _PAGER, **labels) == []


def test_a_route_that_no_alert_reaches() -> None:
    """One before it takes all that it would; it is told where it stands, nested ones too."""
    later = _chat(["severity", "=", "critical"])
    assert _told(_chat(), later)[-1:] == [
        (
            "unreachable-route: no alert reaches this route: the one before it, team=shop, takes all of them "
            "(put it first, or write continue_matching=True in the other)"
        )
    ]
    nested = {"receiver": "chat", "object_matchers": [["team", "=", "shop"]], "routes": [{"receiver": "chat"}, later]}
    assert [each.path for each in found(policy(nested)) if each.rule == "unreachable-route"] == ["/routes/0/routes/1"]


@pytest.mark.parametrize(
    ("matcher", "count"),
    [('severity="warning"', 1), ('severity="critical"', 0), ('severity =~ "crit.*"', 0), ('team="a\\"b"', 1)],
)
def test_alertmanagers_own_matchers_are_read_as_well(matcher: str, count: int) -> None:
    """Of the alerts in the files for Prometheus; a recording rule has a severity for no route."""
    down = {
        "alert": "Down",
        "expr": "up == 0",
        "labels": {"severity": "critical"},
        "annotations": {"summary": "It is."},
    }
    record = {"record": "a:b", "expr": "up", "labels": {"severity": "page"}}
    told_ = said(_alertmanager({"matchers": [matcher]}), file(record, down))
    assert [each.split(":")[0] for each in told_] == [
        "info unrouted-severity prometheus-rules shop /groups/0/rules/1"
    ] * count
