"""What the Grafana that is written for does not know; each function raises ModelError with the way out.

Sources: https://github.com/grafana/grafana/pull/84406 (KeepLast),
https://github.com/grafana/grafana/pull/104252 (active timings) and
https://github.com/grafana/terraform-provider-grafana/pull/1217 (locations).
"""

from grafmint.compile.alerting.policy import Branch
from grafmint.compile.alerting.rule import CompiledRule
from grafmint.errors import ModelError
from grafmint.model.alerting.contact_point import ContactPoint
from grafmint.model.alerting.inhibition import Inhibition
from grafmint.model.alerting.integration.catalog import CATALOG
from grafmint.model.alerting.mute_timing import MuteTiming
from grafmint.model.alerting.severity import Severity
from grafmint.model.context import Context, require

_LOCATION, _KEEP_LAST, _KEEP_FIRING, _ACTIVE = (9, 5), (10, 4), (12, 0), (12, 1)


def check_rule(rule: CompiledRule, context: Context) -> None:
    """States and times of a rule."""
    owner = f"alert {rule.name!r}"
    if "KeepLast" in (rule.no_data_state, rule.exec_err_state):
        require(_KEEP_LAST, f"{owner}: the state KeepLast", context, "choose another state")
    if rule.keep_firing_for is not None:
        require(_KEEP_FIRING, f"{owner}: keep_firing_for", context, "leave it out")


def check_branch(branch: Branch, context: Context) -> None:
    """The times at which a route is active."""
    if branch.active_timings:
        owner = f"severity {branch.name!r}" if isinstance(branch, Severity) else "the route"
        require(_ACTIVE, f"{owner}: active_timings", context, "write mute_timings of the other times")


def check_contact_point(contact_point: ContactPoint, context: Context) -> None:
    """The integrations that came after Grafana 9."""
    for each in contact_point.integrations:
        what = f"contact point {contact_point.name!r}: the integration {each.plugin!r}"
        require(CATALOG[each.plugin].since, what, context, "tell these people by another integration")


def check_timing(timing: MuteTiming, context: Context) -> None:
    """The time zone of a timing, of which UTC is none."""
    if any(each.zone is not None for each in timing.time_intervals):
        require(_LOCATION, f"mute timing {timing.name!r}: location", context, "leave it out and write the times in UTC")


def check_inhibition(inhibition: Inhibition) -> None:
    """Inhibitions, which no Grafana has."""
    if not inhibition.optional:
        raise ModelError(
            "Grafana's own Alertmanager knows no inhibitions",
            hint='write optional=True to leave it out there, or alerting = "prometheus" in grafmint.toml',
        )
