"""Bad input of alerting: what a server would take and never tell anybody, or would refuse when it is deployed."""

from tests.cli.cases import SERVER, Case
from tests.cli.runner import TOML

_IMPORTS = "from grafmint import *\nfrom grafmint.alerting import *\nfrom grafmint.prometheus import Query\n"
_FOLDER = 'shop = Folder(uid="shop", title="Shop")\n'
_PANEL = """\
panel = TimeSeries(
    title="Errors",
    queries={queries},
    {rest},
    alerts={alerts},
)
load = Dashboard(uid="load", title="Load", folder=shop, {more}panels=[panel])
"""
_ABOVE = "thresholds=above(critical=1)"
_ALERT = 'Alert(name="Shop fails", level="critical", summary="Orders fail."{})'
_RULE = """\
rule = AlertRule(
    uid="down",
    name="Shop is down",
    folder=shop,
    summary="Nobody can order.",
    {}
)
"""
_UP = 'queries=Query(expr="up"), thresholds=below(critical=1), level="critical",'
_CHAT = 'chat = ContactPoint(name="chat", integrations=Slack(url=Secret(name="slack")))\n'
_POLICY = "policy = NotificationPolicy(\n    contact_point=chat,\n    routes=Route({}),\n)\n"
_SLO = """\
from grafmint import promql
from grafmint.slo import SLO, ErrorRatio

requests = promql.metric("requests_total")
promise = SLO(
    name="shop",
    objective={},
    window="30d",
    indicator=ErrorRatio(errors=requests.where(code="500"), total=requests),
    folder=shop,
)
"""
GRAFANA = 'alerting = "grafana"\n'
PROMETHEUS = 'alerting = "prometheus"\nprometheus = "2.42"\nalertmanager = "0.25"\n'
_TARGET = 'datasources = { metrics = "prom" }\n'
_SECRETS = _TARGET + 'secrets = { slack = { env = "SLACK" } }\n'
#: A mute timing and a contact point beside the only route.
UNUSED = (
    _CHAT
    + _POLICY.format('matchers={"team": "shop"}, contact_point=chat')
    + 'free = MuteTiming(name="weekends", time_intervals=TimeInterval(weekdays="saturday"))\n'
    + 'mail = ContactPoint(name="mail", integrations=Webhook(url="https://shop.example"))\n'
)


def module(text: str, toml: str = "") -> dict[str, str]:
    """A project of one module; `toml` is what its environment says beside its datasources."""
    return {"boards.py": _IMPORTS + _FOLDER + text, "grafmint.toml": TOML.replace(_TARGET, _SECRETS + toml)}


def _list(*members: str) -> str:
    return "".join(("[\n", *(f"        {each},\n" for each in members), "    ]"))


def _on_panel(
    alerts: str = _ALERT.format(""), queries: str = 'Query(expr="up")', rest: str = _ABOVE, more: str = ""
) -> dict[str, str]:
    return module(_PANEL.format(alerts=alerts, queries=queries, rest=rest, more=more))


def _routed(route: str) -> dict[str, str]:
    return module(_CHAT + _POLICY.format(route))


def _several() -> dict[str, str]:
    """A panel, a rule, a policy and an SLO, all of them wrong, and a module that ends at its first mistake.

    What the policy names may stand in that module, so nothing is said of it.
    """
    alerts = _list(_ALERT.format(""), _ALERT.replace("Shop", "Search").format(', query="C"'))
    queries = _list("Query(expr='errors_total{env=\"$env\"}')", 'Query(expr="up")')
    text = (
        _PANEL.format(alerts=alerts, queries=queries, rest=_ABOVE, more="")
        + _RULE.format(_UP.replace('"up"', '"up{"'))
        + _CHAT
        + _POLICY.format('matchers={"team": "shop"}, contact_point="on-call", mute_timings="weekends"')
        + _SLO.format("99.9")
    )
    files = module(text, 'retention = "15d"\n')
    toml = files["grafmint.toml"].replace('"boards"]', '"boards", "more"]')
    return {**files, "grafmint.toml": toml, "more.py": module(_SLO.format("100"))["boards.py"]}


ALERTS = {
    "alert-broken-promql": Case(
        files=_on_panel(queries='Query(expr="sum(rate(errors_total[5m])")'),
        says=("'(' is never closed", "   ^"),
        at=("boards.py:7",),
    ),
    "alert-broken-promql-of-its-own": Case(
        files=module(_RULE.format('queries=Query(expr="up{"), thresholds=below(critical=1), level="critical",')),
        says=("'{' is never closed", "   ^"),
        at=("boards.py:10",),
    ),
    "alert-condition-of-nothing": Case(
        files=module(_RULE.format('queries=Query(expr="up"), condition="B",')),
        says=("'Shop is down'", "'B' is none of its queries", 'write condition="A"'),
        at=("boards.py:5",),
    ),
    "alert-condition-elsewhere": Case(
        files=module(_RULE.format('queries=Query(expr="up"), condition=Query(expr="down"),')),
        says=("'Shop is down'", "the condition is none of its queries"),
        at=("boards.py:5",),
    ),
    "alert-without-a-query": Case(
        files=module(_RULE.format('queries=[], condition="A",')),
        says=("'Shop is down' has no query",),
        at=("boards.py:5",),
    ),
    "alert-folder-by-name": Case(
        files=module(_RULE.replace("folder=shop", 'folder="shop"').format('queries=Query(expr="up"), condition="A",')),
        says=("folder='shop' is not Folder", "write Folder("),
        at=("boards.py:5",),
    ),
    "alert-without-a-folder": Case(
        files={"boards.py": _on_panel()["boards.py"].replace("folder=shop, ", "")},
        says=("'Shop fails' has no folder",),
        at=("boards.py:9",),
    ),
    "alert-rules-as-a-source": Case(
        files={
            "grafmint.toml": TOML.replace('["boards"]', '["boards"]\nsources = ["rules/*"]'),
            "rules/grafana.json": '{"apiVersion": 1, "groups": [{"name": "g", "folder": "Nowhere", "rules": []}]}',
            "rules/prometheus.yml": "groups:\n- name: g\n  rules:\n  - alert: Down\n    expr: up == 0\n",
        },
        says=("no dashboard but a provisioning file", "no dashboard but a file of Prometheus rules", "AlertRule(…)"),
        at=("rules/grafana.json:1", "rules/prometheus.yml:1"),
    ),
    "alert-group-of-15s": Case(
        files=module('fast = RuleGroup(name="fast", interval="15s")\n'),
        says=("'15s'", "10s, 30s"),
        at=("boards.py:5",),
    ),
    "alert-group-of-two-intervals": Case(
        files=_on_panel(
            _list(
                _ALERT.format(', group=RuleGroup(name="g")'),
                _ALERT.replace("Shop", "Search").format(', group=RuleGroup(name="g", interval="2m")'),
            )
        ),
        says=("'g' has an interval of 60 seconds at boards.py:10, and of 120 here",),
        at=("boards.py:11",),
    ),
    "alert-route-to-nobody": Case(
        files=_routed('matchers={"team": "shop"}'), says=('{team="shop"} leads to nobody',), at=("boards.py:6",)
    ),
    "alert-route-to-a-stranger": Case(
        files=_routed('matchers={"team": "shop"}, contact_point="chatt"'),
        says=("'chatt'", "did you mean 'chat'?"),
        at=("boards.py:8",),
    ),
    "alert-nested-route-to-a-stranger": Case(
        files=_routed(
            'matchers={"team": "shop"}, contact_point=chat,\n'
            '        routes=Route(matchers={"severity": "critical"}, contact_point="on-call")'
        ),
        says=("'on-call'", "define it: ContactPoint(name='on-call'", "name another: chat"),
        at=("boards.py:9",),
    ),
    "alert-route-to-a-stranger-for-prometheus": Case(
        files=module(_CHAT + _POLICY.format('matchers={"team": "shop"}, contact_point="chatt"'), PROMETHEUS),
        says=("'chatt'", "did you mean 'chat'?"),
        at=("boards.py:8",),
    ),
    "alert-undefined-timing": Case(
        files=_routed('matchers={"team": "shop"}, contact_point=chat, mute_timings="weekends"'),
        says=("the timing 'weekends'", "MuteTiming(name="),
        at=("boards.py:8",),
    ),
    "alert-wrong-weekday": Case(
        files=module(
            'free = MuteTiming(\n    name="free",\n    time_intervals=TimeInterval(weekdays="saterday"),\n)\n'
        ),
        says=("'saterday' is no weekday", "did you mean 'saturday'?"),
        at=("boards.py:7",),
    ),
    "alert-weekend-backwards": Case(
        files=module('free = TimeInterval(weekdays="saturday:monday")\n'),
        says=("ends before it begins", "['saturday', 'sunday:monday']"),
        at=("boards.py:5",),
    ),
    "slo-of-100": Case(files=module(_SLO.format("100")), says=("no error budget", "99.9"), at=("boards.py:9",)),
    "slo-of-a-ratio": Case(
        files=module(_SLO.format("0.999")), says=("a ratio, not percent", "did you mean 99.9?"), at=("boards.py:9",)
    ),
    "slo-longer-than-retention": Case(
        files=module(_SLO.format("99.9"), 'retention = "15d"\n'),
        says=("reads back 30d", "keeps 15d"),
        at=("boards.py:9",),
    ),
    "alert-twice-on-a-panel": Case(
        files=_on_panel(_list(_ALERT.format(""), _ALERT.format(""))),
        says=("two alerts are called 'Shop fails'",),
        at=("boards.py:5",),
    ),
    "alert-twice-in-a-folder": Case(
        files=module(
            _PANEL.format(alerts=_ALERT.format(""), queries='Query(expr="up")', rest=_ABOVE, more="")
            + _RULE.replace("Shop is down", "Shop fails").format(_UP)
        ),
        says=("both 'Shop fails'", "and boards.py:12", "rename one of them"),
        at=("boards.py:9",),
    ),
    "alert-twice-in-a-folder-for-prometheus": Case(
        files=module(
            _RULE.format(_UP) + _RULE.replace("rule", "again", 1).replace("down", "gone", 1).format(_UP),
            PROMETHEUS,
        ),
        says=("'down' and 'gone' are both 'Shop is down'", "and boards.py:5", "rename one of them"),
        at=("boards.py:12",),
    ),
    "alert-variable-without-all": Case(
        files=_on_panel(
            queries="Query(expr='errors_total{env=\"$env\"}')",
            more='variables=[CustomVariable(name="env", values=["a", "b"])], ',
        ),
        says=("$env", "   ^"),
        at=("boards.py:7",),
    ),
    "alert-variable-of-its-own": Case(
        files=module(_RULE.format(_UP.replace('"up"', '"up > $limit"'))),
        says=("no value for $limit", "only a dashboard has variables"),
        at=("boards.py:10",),
    ),
    "alert-two-queries-of-one-name": Case(
        files=module(
            _RULE.format('queries=[Query(expr="up", ref_id="A"), Query(expr="down", ref_id="A")], condition="A",')
        ),
        says=("two queries have the refId 'A'", "ref_id="),
        at=("boards.py:5",),
    ),
    "alert-without-thresholds": Case(
        files=_on_panel(rest='unit="short"'), says=("no thresholds", "above(critical=…)"), at=("boards.py:5",)
    ),
    "alert-of-the-other-level": Case(
        files=_on_panel(rest="thresholds=above(warning=1)"), says=("no number for 'critical'",), at=("boards.py:5",)
    ),
    "alert-of-several-queries": Case(
        files=_on_panel(queries=_list('Query(expr="up")', 'Query(expr="down")')),
        says=("has 2 queries", "'Shop fails'", 'query="A" or query="B"'),
        at=("boards.py:12",),
    ),
    "alert-secret-as-a-text": Case(
        files=module(
            'chat = ContactPoint(\n    name="chat",\n    integrations=Slack(url="https://hooks.slack.example/T0/B0/hunter2"),\n)\n'
        ),
        says=("url", "Secret"),
        at=("boards.py:7",),
    ),
    "alert-undeclared-secret": Case(
        files={**_routed('contact_point=chat, matchers={"team": "shop"}'), "grafmint.toml": SERVER},
        command=("build", "--env", "prod"),
        says=("secret 'slack' has no source", 'secrets = { slack = { env = "SLACK" } }'),
        at=("boards.py:5",),
    ),
    "alert-too-new-for-grafana": Case(
        files=module(
            _PANEL.format(
                alerts=_ALERT.format(', keep_firing_for="10m"'), queries='Query(expr="up")', rest=_ABOVE, more=""
            ),
            'grafana = "9.4"\n',
        ),
        says=("keep_firing_for", "12"),
        at=("boards.py:9",),
    ),
    "alert-prometheus-of-no-version": Case(
        files=module("", 'alerting = "prometheus"\n'),
        says=('prometheus = "2.42"', 'alertmanager = "0.25"'),
        at=("grafmint.toml:",),
    ),
    "alert-several-at-once": Case(
        files=_several(),
        says=(
            "has 2 queries",
            "'C' is not on",
            "'{' is never closed",
            "reads back 30d",
            "no error budget",
        ),
        at=("boards.py:13", "boards.py:14", "boards.py:23", "boards.py:34", "more.py:9"),
    ),
}
