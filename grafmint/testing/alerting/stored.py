"""What is stored of alerting: rules with their states, integrations, the tree of policies, mute timings, templates."""

import copy
from typing import Literal

import attrs

from grafmint.testing.stored import Json, now

#: "" is somebody in the page or who asked to be taken for one, "api" this API, "file" a file of the server's own.
Provenance = Literal["", "api", "file"]
#: What an instance of a rule is.
InstanceState = Literal["Alerting", "Normal"]
FIRING: InstanceState = "Alerting"
NORMAL: InstanceState = "Normal"

DEFAULT_RECEIVER = "grafana-default-email"
DEFAULT_TREE: Json = {"receiver": DEFAULT_RECEIVER, "group_by": ["grafana_folder", "alertname"]}
FIRST_INTERVAL = 60


@attrs.define(kw_only=True, eq=False)
class Rule:
    """A rule: its document is what Grafana answers but for id, times and provenance; the interval is its group's.

    `place` is where it stands in its group, which this Grafana only writes for the rules that others are moved from.
    """

    id: int
    document: Json
    interval: int = FIRST_INTERVAL
    place: int = 0
    updated: str = attrs.field(factory=now)
    provenance: Provenance = ""
    first_folder: str = attrs.field(default=attrs.Factory(lambda rule: rule.folder, takes_self=True))
    states: tuple[InstanceState, ...] = ()
    since: str = ""

    @property
    def uid(self) -> str:
        """Its uid, which nothing changes."""
        uid: str = self.document["uid"]
        return uid

    @property
    def folder(self) -> str:
        """The uid of its folder, which need not be there."""
        folder: str = self.document["folderUID"]
        return folder

    @property
    def group(self) -> tuple[str, str]:
        """Its folder and the name of its group, which is all that makes a group one."""
        return self.folder, self.document["ruleGroup"]

    @property
    def order(self) -> tuple[str, str, int, int]:
        """What Grafana lists rules by."""
        return (*self.group, self.place, self.id)

    def become(self, document: Json, provenance: Provenance) -> None:
        """Be this from now on; what fired is forgotten until the next evaluation."""
        self.document, self.provenance, self.updated = document, provenance, now()
        self.states, self.since = (), ""


@attrs.define(kw_only=True, eq=False)
class Integration:
    """One way to tell somebody; the secrets are as they were sent."""

    uid: str
    name: str
    type: str
    settings: Json
    secrets: dict[str, str] = attrs.field(factory=dict)
    disable_resolve_message: bool = False
    provenance: Provenance = ""


@attrs.define(kw_only=True, eq=False)
class ContactPoint:
    """What a policy names; renaming may leave two of one name."""

    name: str
    integrations: list[Integration]

    @property
    def uids(self) -> list[str]:
        """The uids of its integrations."""
        return [each.uid for each in self.integrations]


@attrs.define(kw_only=True, eq=False)
class Written:
    """A document that a whole PUT replaces: the tree of policies, a mute timing or a template."""

    document: Json
    provenance: Provenance = ""


def default_contact_point() -> ContactPoint:
    """The one that a fresh server has; its integration has another name."""
    settings = {"addresses": "<example@email.com>"}
    integration = Integration(uid="", name="email receiver", type="email", settings=settings)
    return ContactPoint(name=DEFAULT_RECEIVER, integrations=[integration])


def default_tree() -> Written:
    """The tree that a fresh server has, and a reset brings back."""
    return Written(document=copy.deepcopy(DEFAULT_TREE))


@attrs.define(kw_only=True)
class Alerting:
    """All of it for one organisation.

    `left_over` are the uids of rules that went with a folder that they were not created in: this Grafana keeps their
    first version, and so cannot create rules of these uids until somebody deletes the rules, which are not there.
    """

    rules: dict[str, Rule] = attrs.field(factory=dict)
    last_rule_id: int = 0
    left_over: set[str] = attrs.field(factory=set)
    contact_points: list[ContactPoint] = attrs.field(factory=lambda: [default_contact_point()])
    policies: Written = attrs.field(factory=default_tree)
    mute_timings: dict[str, Written] = attrs.field(factory=dict)
    templates: dict[str, Written] = attrs.field(factory=dict)

    def forget_folder(self, folder: str) -> None:
        """Let go of the rules of a folder that is deleted."""
        gone = {uid for uid, rule in self.rules.items() if rule.folder == folder}
        self.left_over |= {uid for uid in gone if self.rules[uid].first_folder != folder}
        self.rules = {uid: rule for uid, rule in self.rules.items() if uid not in gone}

    def rule_id(self, wanted: int = 0) -> int:
        """The id of a new rule: the next one, or another that its document asks for."""
        number = wanted or self.last_rule_id + 1
        self.last_rule_id = max(number, self.last_rule_id)
        return number

    @property
    def receivers(self) -> set[str]:
        """The contact points that a policy may name."""
        return {each.name for each in self.contact_points}

    @property
    def integrations(self) -> list[Integration]:
        """The integrations of all contact points; of several with one uid the last counts."""
        return list({each.uid: each for point in self.contact_points for each in point.integrations}.values())

    def add(self, integration: Integration) -> None:
        """Take an integration into the contact points of its name, into a new one when there is none."""
        named = [each for each in self.contact_points if each.name == integration.name]
        for each in named:
            each.integrations.append(integration)
        if not named:
            self.contact_points.append(ContactPoint(name=integration.name, integrations=[integration]))

    def listed(self, group: tuple[str, str] | None = None) -> list[Rule]:
        """Every rule in the order that Grafana lists them, or those of a group: none when it is not there."""
        return sorted(
            (each for each in self.rules.values() if group in {None, each.group}), key=lambda each: each.order
        )
