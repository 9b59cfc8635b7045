"""The integrations of contact points, one a file."""

from grafmint.model.alerting.integration.base import Integration
from grafmint.model.alerting.integration.email import Email
from grafmint.model.alerting.integration.other import OtherIntegration
from grafmint.model.alerting.integration.pagerduty import PagerDuty
from grafmint.model.alerting.integration.slack import Slack
from grafmint.model.alerting.integration.webhook import Webhook

__all__ = ["Email", "Integration", "OtherIntegration", "PagerDuty", "Slack", "Webhook"]
