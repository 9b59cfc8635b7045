"""Whom the alerts of Mint Replica Lite are told to, and how fast a budget may burn."""

from grafmint import ContactPoint, Secret
from grafmint.alerting import Email, Escalation, PagerDuty, Severity, Slack
from grafmint.slo import BurnAlert, BurnPolicy, BurnWindow

# A tenth of the budget in three of fourteen days is slower than the budget itself: there is no third step.
BURN = BurnPolicy(
    alerts=[
        BurnAlert(
            name="fast burn",
            level="critical",
            windows=[BurnWindow(long="1h", short="5m", budget=2), BurnWindow(long="6h", short="30m", budget=5)],
        ),
        BurnAlert(name="slow burn", level="warning", windows=BurnWindow(long="1d", short="2h", budget=10)),
    ]
)
_PAGER = PagerDuty(integration_key=Secret(name="mrl_pagerduty_key"))
_CHAT = Slack(url=Secret(name="mrl_slack_url"), recipient="#mint-replica-lite")
_MAIL = Email(addresses="on-call@mint-replica-lite.example")

SEVERITIES = (
    Severity(
        name="critical",
        contact_point=ContactPoint(name="Mint Replica Lite: critical", integrations=[_PAGER, _CHAT]),
        escalation=[
            Escalation(after="0m", to="primary on call"),
            Escalation(after="5m", to="secondary team"),
            Escalation(after="15m", to="management"),
        ],
    ),
    Severity(
        name="warning",
        contact_point=ContactPoint(name="Mint Replica Lite: warning", integrations=[_CHAT, _MAIL]),
    ),
    Severity(name="info", contact_point=ContactPoint(name="Mint Replica Lite: info", integrations=_CHAT)),
)
