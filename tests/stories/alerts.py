"""Stories of alerts: when they fire, whom they wake up, and what becomes of them."""

from tests.stories.story import Ask, Edit, Line, Story

HTTP, ALERTING, TOML = "dashboards/http.py", "alerting.py", "grafmint.toml"
POLICIES = '''\
"""Whom to wake up, and by which way."""

from grafmint import Secret
from grafmint.alerting import ContactPoint, NotificationPolicy, PagerDuty, Route, Slack

ops = ContactPoint(name="ops", integrations=Slack(url=Secret(name="slack")))
payments = ContactPoint(name="payments", integrations=PagerDuty(integration_key=Secret(name="pagerduty")))
policy = NotificationPolicy(
    contact_point=ops,
    routes=[Route(matchers={"team": "payments"}, contact_point=payments)],
)
'''
ALERT = """\
                        alerts=Alert(
                            name=f"{name} fails",
                            level="critical",
                            summary="{{ $value | humanizePercentage }} of requests fail.",
                            labels={"team": "payments"},
                        ),
"""
_ERRORS = '                        queries=Query(expr=failing),\n                        unit="percentunit",\n'
_THRESHOLDS = "                        thresholds=above(warning=0.01, critical=0.05),\n"
_SECRETS = 'secrets = { metrics_password = { env = "SHOP_METRICS_PASSWORD" }'

ALERTS = (
    Story(
        name="30-alerts-new",
        edits=[
            Edit(TOML, '["dashboards", "datasources"]', '["dashboards", "datasources", "alerting"]'),
            Edit(
                TOML,
                f"{_SECRETS} }}",
                f'{_SECRETS}, slack = {{ env = "SHOP_SLACK" }}, pagerduty = {{ env = "SHOP_PAGERDUTY" }} }}',
            ),
            Edit(ALERTING, new=POLICIES),
            Edit(HTTP, "from grafmint import Dashboard,", "from grafmint import Alert, Dashboard,"),
            Edit(HTTP, _ERRORS, f"{_ERRORS}{_THRESHOLDS}{ALERT}"),
        ],
        asks=[
            Ask("Which alerts?", ["2 alert rules are new", "checkout fails", "search fails"]),
            Ask("When do they fire?", ["fires above 0.05 for 5m"]),
            Ask("Who is told?", ["team=payments → PagerDuty payments"]),
            Ask("By what?", ["tells by Slack", "tells by PagerDuty"]),
            Ask("Which line makes them?", [Line(HTTP, "alerts=Alert(")]),
        ],
    ),
    Story(
        name="31-alert-threshold",
        edits=[Edit(HTTP, "above(warning=0.01, critical=0.05)", "above(warning=0.002, critical=0.01)")],
        asks=[
            Ask("When does it turn red?", ["red at 1% instead of 5%"]),
            Ask("Do I get more alerts?", ["fire above 0.01 instead of 0.05 (more sensitive)"]),
            Ask("Which?", ["Alerts checkout fails and search fails"]),
            Ask("Who is told of them?", ["Routed as before", "team=payments → PagerDuty payments"]),
            Ask("Is that all?", ["2 dashboards and 2 alert rules change the same way"]),
        ],
        once=["fire above", "turns red"],
        order=["turns red", "fire above"],
        unsaid=["In the last 7 days"],
    ),
    Story(
        name="32-alert-route",
        edits=[Edit(ALERTING, '{"team": "payments"}', '{"team": "payments", "severity": "warning"}')],
        asks=[
            Ask("Who is told now, and was until now?", ["go to Slack ops instead of PagerDuty payments"]),
            Ask("Of how much?", ["2 alerts"]),
            Ask("Which line do I look at?", [Line(ALERTING, "policy = ")]),
        ],
    ),
    Story(
        name="33-alert-by-label",
        edits=[
            Edit(HTTP, 'labels={"team": "payments"}', 'labels={"team": "payments", "severity": "warning"}'),
            Edit(HTTP, 'level="critical",', 'level="critical",\n                            pending_period="10m",'),
        ],
        asks=[
            Ask("Who is told now?", ["go to PagerDuty payments instead of Slack ops"]),
            Ask("How long does it wait?", ["fire after 10m instead of 5m (less sensitive)"]),
            Ask("Why?", ["label severity critical → warning"]),
        ],
        order=["PagerDuty", "after 10m"],
    ),
    Story(
        name="34-alert-hostile",
        edits=[
            Edit(
                HTTP,
                'name=f"{name} fails",',
                'name=f"{name} @everyone </summary> `fails` | www.evil.example #12",\n'
                '                            uid=f"{name}-fails",',
            ),
            Edit(HTTP, "of requests fail.", "of <b>requests</b> [fail](https://evil.example) @shop/platform"),
        ],
        asks=[
            Ask("Is it the same alert?", ["is created anew, its state is lost", "the old one goes on until"]),
            Ask("What is it called?", ["@everyone", "was search fails"]),
        ],
    ),
    Story(
        name="35-alert-removed",
        edits=[
            Edit(HTTP, "alerts=Alert(", 'alerts=[] if name == "search" else Alert('),
        ],
        asks=[
            Ask("What do we lose?", ["1 alert rule is no longer in the code", "search @everyone"]),
            Ask("Who is told now?", ["Nobody is told any more"]),
            Ask("Who was?", ["PagerDuty payments"]),
        ],
        unsaid=["checkout @everyone"],
    ),
)
