"""What the code says of each kind, as far as the matrix varies it."""

import attrs

from grafmint import Dashboard, Folder, LibraryPanel, Secret, Text, TimeSeries, above
from grafmint.alerting import (
    Alert,
    AlertRule,
    ContactPoint,
    Email,
    MuteTiming,
    NotificationPolicy,
    NotificationTemplate,
    Route,
    RuleGroup,
    Slack,
    TimeInterval,
)
from grafmint.prometheus import Datasource, Query
from tests.matrix.site import Code

SHOP, OTHER = Folder(uid="shop", title="Shop"), Folder(uid="other", title="Other")
_FOLDERS = {"shop": SHOP, "other": OTHER}
_LOAD = Query(expr="sum(up)", instant=True, datasource="metrics")


@attrs.frozen(kw_only=True)
class Said:
    """What the code says of one resource: a number that is somewhere in it, and where it lies.

    `before` is the uid that it had.
    """

    value: int = 1
    uid: str = "own"
    folder: str = "shop"
    before: str | None = None

    @property
    def former(self) -> dict[str, str]:
        """How the code says that it had another uid."""
        return {"renamed_from": self.before} if self.before is not None else {}


def folder(said: Said) -> Code:
    """A folder at the top, or in another one, with a dashboard in it."""
    parent = {"parent": OTHER} if said.folder == "other" else {}
    own = Folder(uid=said.uid, title=f"Own {said.value}", **parent, **said.former)  # type: ignore[arg-type]
    inside = Dashboard(uid="inside", title="Inside", folder=own, panels=[Text(title="P", content="x")])
    return (own, inside)


def empty_folder(said: Said) -> Code:
    """A folder with nothing in it."""
    return folder(said)[:1]


def datasource(said: Said) -> Code:
    """A Prometheus."""
    return (Datasource(name=said.uid, url=f"http://prometheus-{said.value}:9090", **said.former),)  # type: ignore[arg-type]


def library_panel(said: Said) -> Code:
    """A panel of the library, on no dashboard."""
    return (LibraryPanel(uid=said.uid, panel=_notes(said), folder=_FOLDERS[said.folder], **said.former),)


def dashboard(said: Said) -> Code:
    """A dashboard of one panel."""
    panel = TimeSeries(title="Requests", queries=_requests(said))
    return (Dashboard(uid=said.uid, title="Load", folder=_FOLDERS[said.folder], panels=[panel], **said.former),)  # type: ignore[arg-type]


def _requests(said: Said) -> Query:
    return Query(expr=f"sum(rate(http_requests_total[{said.value}m]))", datasource="metrics")


def template(said: Said) -> Code:
    """A notification template."""
    return (NotificationTemplate(name=said.uid, template=f'{{{{ define "own.title" }}}}{said.value}{{{{ end }}}}'),)


def mute_timing(said: Said) -> Code:
    """A mute timing."""
    return (MuteTiming(name=said.uid, time_intervals=TimeInterval(years=str(2000 + said.value))),)


def contact_point(said: Said) -> Code:
    """A contact point of two integrations, one with a secret."""
    chat = Slack(url=Secret(name="chat"), title=f"Title {said.value}")
    return (ContactPoint(name=said.uid, integrations=[Email(addresses="on-call@example.com"), chat]),)


def policy(said: Said) -> Code:
    """Policies with one route, and the contact point that they lead to."""
    point = ContactPoint(name="on-call", integrations=Email(addresses="on-call@example.com"))
    return (point, NotificationPolicy(contact_point=point, routes=_route(said, point)))


def _route(said: Said, point: ContactPoint) -> Route:
    return Route(matchers={"number": str(said.value)}, contact_point=point)


def alert_rule(said: Said) -> Code:
    """An alert rule of its own."""
    group = RuleGroup(name="load", interval="1m")
    return (_rule(said, group, said.value),)


def rule_group(said: Said) -> Code:
    """A group, by the rule in it."""
    group = RuleGroup(name="load", interval=f"{said.value}m")
    return (_rule(said, group, 80),)


def _rule(said: Said, group: RuleGroup, limit: int) -> AlertRule:
    return AlertRule(
        uid=said.uid,
        name="Load high",
        folder=_FOLDERS[said.folder],
        queries=_LOAD,
        thresholds=above(critical=limit),
        level="critical",
        group=group,
    )


def alert(said: Said) -> Code:
    """An alert on a panel, whose uid follows from that of its dashboard."""
    high = Alert(name="High", level="critical")
    panel = TimeSeries(title="Load", queries=_LOAD, thresholds=above(critical=said.value), alerts=[high])
    return (Dashboard(uid=said.uid, title="Load", folder=SHOP, panels=[panel], **said.former),)  # type: ignore[arg-type]


def everything(said: Said) -> Code:
    """One of each kind, as a project has them: in a folder, on a dashboard, led to by policies."""
    former = {"renamed_from": f"in-{said.before}"} if said.before is not None else {}
    own = Folder(uid=f"in-{said.uid}", title="Own", **former)  # type: ignore[arg-type]
    notes = LibraryPanel(uid=said.uid, panel=_notes(said), folder=own, **said.former)
    high = Alert(name="High", level="critical")
    query = Query(expr="sum(up)", instant=True, datasource=said.uid)
    load = TimeSeries(title="Load", queries=query, thresholds=above(critical=said.value), alerts=[high])
    nights = MuteTiming(name="nights", time_intervals=TimeInterval(years=str(2000 + said.value)))
    point = contact_point(Said(uid="on-call", value=said.value))
    lead = Route(matchers={"number": str(said.value)}, contact_point="on-call", mute_timings=nights)
    return (
        SHOP,
        own,
        *datasource(said),
        notes,
        Dashboard(uid=said.uid, title="Load", folder=own, panels=[notes, load], **said.former),  # type: ignore[arg-type]
        *dashboard(Said(uid="plain", value=said.value)),
        *template(Said(uid="title", value=said.value)),
        nights,
        *point,
        NotificationPolicy(contact_point="on-call", routes=lead),
        *rule_group(Said(uid="rule", value=said.value)),
    )


def stage(number: int) -> Code:
    """Everything at one stage of its life: from one to the next all is changed, renamed, made or removed."""
    before = f"own-{number - 1}" if number > 1 else None
    return (*everything(Said(value=number, uid=f"own-{number}", before=before)), *beside(number))


def beside(number: int, name: str = "beside") -> Code:
    """One of each kind that goes when another number is said; their names begin with the one that is given."""
    uid = f"{name}-{number}"
    own = Folder(uid=f"{uid}-in", title=f"{name} {number}")
    return (
        own,
        *datasource(Said(uid=uid)),
        LibraryPanel(uid=uid, panel=_notes(Said()), folder=own),
        Dashboard(uid=uid, title="Beside", folder=own, panels=[_notes(Said())]),
        *template(Said(uid=uid)),
        *mute_timing(Said(uid=uid)),
        *contact_point(Said(uid=uid)),
        AlertRule(uid=uid, name="Beside", folder=own, queries=_LOAD, thresholds=above(critical=1), level="critical"),
    )


def _notes(said: Said) -> Text:
    return Text(title="Notes", content=f"Text {said.value}")
