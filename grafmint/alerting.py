"""Everything of alerting: rules, contact points, policies, mute timings and templates.

Source: https://grafana.com/docs/grafana/latest/alerting/
"""

from grafmint.model.alerting.alert import Alert
from grafmint.model.alerting.contact_point import ContactPoint
from grafmint.model.alerting.group import RuleGroup
from grafmint.model.alerting.inhibition import Inhibition
from grafmint.model.alerting.integration import Email, Integration, OtherIntegration, PagerDuty, Slack, Webhook
from grafmint.model.alerting.mute_timing import MuteTiming, TimeInterval, TimeRange
from grafmint.model.alerting.policy import NotificationPolicy
from grafmint.model.alerting.route import Route
from grafmint.model.alerting.rule import AlertRule, RecordingRule
from grafmint.model.alerting.severity import Escalation, Severity
from grafmint.model.alerting.template import NotificationTemplate
from grafmint.model.alerting.times import business_hours, holidays, maintenance, outside_business_hours, weekends

__all__ = [
    "Alert",
    "AlertRule",
    "ContactPoint",
    "Email",
    "Escalation",
    "Inhibition",
    "Integration",
    "MuteTiming",
    "NotificationPolicy",
    "NotificationTemplate",
    "OtherIntegration",
    "PagerDuty",
    "RecordingRule",
    "Route",
    "RuleGroup",
    "Severity",
    "Slack",
    "TimeInterval",
    "TimeRange",
    "Webhook",
    "business_hours",
    "holidays",
    "maintenance",
    "outside_business_hours",
    "weekends",
]
