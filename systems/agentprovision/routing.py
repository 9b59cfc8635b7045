"""Whom AgentProvision's alerts are told to."""

from grafmint import ContactPoint, Secret
from grafmint.alerting import OtherIntegration, Severity, Slack

_SLACK = Slack(url=Secret(name="agp_slack_url"), recipient="#agentprovision")
_TEAMS = OtherIntegration(name="teams", secure_settings={"url": Secret(name="agp_teams_url")})

SEVERITIES = (
    Severity(
        name="critical",
        contact_point=ContactPoint(name="AgentProvision: critical", integrations=[_SLACK, _TEAMS]),
    ),
    Severity(name="warning", contact_point=ContactPoint(name="AgentProvision: warning", integrations=_SLACK)),
)
