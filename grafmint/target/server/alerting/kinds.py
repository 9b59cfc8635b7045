"""The kinds of alerting, each with what it needs of the others."""

from collections.abc import Mapping
from typing import TypeAlias

from grafmint.bundle import Kind
from grafmint.target.server.alerting.contact_points import ContactPoints
from grafmint.target.server.alerting.groups import RuleGroups
from grafmint.target.server.alerting.lists import Lists
from grafmint.target.server.alerting.mute_timings import MuteTimings
from grafmint.target.server.alerting.policies import Policies
from grafmint.target.server.alerting.rules import AlertRules
from grafmint.target.server.alerting.templates import Templates
from grafmint.target.server.http.client import Http
from grafmint.target.server.proof.owner import Owner

Alerting: TypeAlias = AlertRules | RuleGroups | ContactPoints | Policies | MuteTimings | Templates


def alerting_kinds(http: Http, owner: Owner, lists: Lists, *, owns_policies: bool) -> Mapping[Kind, Alerting]:
    """How each kind is compared, read and written; `owns_policies` where the whole tree of policies is ours."""
    return {
        "template": Templates(http, lists),
        "mute-timing": MuteTimings(http, lists),
        "contact-point": ContactPoints(http, owner, lists),
        "policy": Policies(http, owner, lists, owns_policies),
        "alert-rule": AlertRules(http, owner, lists),
        "rule-group": RuleGroups(http, owner, lists),
    }
