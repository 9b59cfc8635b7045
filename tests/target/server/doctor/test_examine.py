"""What a look at a server says, and that nothing is written and no secret said by it."""

from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
import orjson
import pytest

from grafmint.bundle import Bundle, Entry, Kind
from grafmint.environment import Environment, Reference, Server, Tls
from grafmint.target.checkup import Check, Checkup
from grafmint.target.examine import examine
from tests.target.server.answers import ADMIN, EDITOR, TOKEN, VIEWER, Answers, answers, hold, hold_folder, serving, user

PASSWORD = "correct horse/battery"  # noqa: S105  # of no server
MARK = {"project": "shop", "environment": "prod", "uid": "load", "version": 1}


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """The secrets of the environments below."""
    monkeypatch.setenv("GRAFANA_TOKEN", TOKEN)
    monkeypatch.setenv("GRAFANA_PASSWORD", PASSWORD)


def entry(kind: Kind, uid: str, **content: object) -> Entry:
    return Entry(kind=kind, uid=uid, title=uid, document=orjson.dumps({"uid": uid, "title": uid, **content}))


BUNDLE = Bundle(entries=(entry("folder", "shop"), entry("datasource", "prom"), entry("dashboard", "load")))
TOKEN_FROM = Reference("env", "GRAFANA_TOKEN")
PASSWORD_FROM = Reference("env", "GRAFANA_PASSWORD")


@attrs.frozen
class Seen:
    """What was said, by name of the check, and what was asked."""

    checkup: Checkup
    asked: tuple[tuple[str, str], ...]

    def __getitem__(self, name: str) -> Check:
        (found,) = (check for check in self.checkup.checks if check.name == name)
        return found

    @property
    def names(self) -> list[str]:
        return [check.name for check in self.checkup.checks]

    @property
    def text(self) -> str:
        return repr(self.checkup)


def look(
    table: Answers,
    bundle: Bundle | None = BUNDLE,
    *,
    grafana: tuple[int, int] = (9, 0),
    server: Server | None = None,
    **changes: Any,
) -> Seen:
    """A look at a server with these answers."""
    with serving(table) as peer:
        server = attrs.evolve(server or Server(peer.url, token=TOKEN_FROM, timeout=5.0), **changes)
        environment = Environment(name="prod", project="shop", root=Path("/p"), target=server, grafana=grafana)
        checks = tuple(examine(environment, bundle))
        asked = tuple((request.method, request.path) for request in peer.requests)
    seen = Seen(Checkup(environment="prod", checks=checks), asked)
    assert not _secret_in(seen.text)
    assert {method for method, _ in asked} <= {"GET"}
    return seen


def _secret_in(text: str) -> list[str]:
    pair = b64encode(f"admin:{PASSWORD}".encode()).decode()
    return [secret for secret in (TOKEN, PASSWORD, pair, "horse%2Fbattery") if secret in text]


def bad(checks: Iterable[Check], status: str = "bad") -> list[str]:
    return [check.name for check in checks if check.status == status]


def test_an_admin_of_an_empty_server_finds_nothing_wrong() -> None:
    """Every check is made, and each of them is good."""
    seen = look(
        user(answers(*ADMIN), "admin", "Admin"),
        server=None,
        token=None,
        user="admin",
        password=PASSWORD_FROM,
    )
    assert seen.names == [
        "reachable", "version", "credentials", "account", "organisation", "serves",
        "may: folders", "may: datasources", "may: dashboards", "folders", "datasources", "dashboards", "uids",
    ]  # fmt: skip
    assert {check.status for check in seen.checkup.checks} == {"ok"}
    assert seen["credentials"].said == "user admin with the password from env GRAFANA_PASSWORD"
    assert seen["account"].said == "user admin, administrator of the server"
    assert seen["organisation"].said == '1 "Main Org.", role Admin'
    assert seen.checkup.exit_code == 0


def test_the_first_lines_say_where_and_what_it_is() -> None:
    """Address, TLS, time, database, version, what it serves, and where the token comes from."""
    seen = look(answers(*ADMIN))
    assert seen["reachable"].said.startswith("http://127.0.0.1:")
    assert ", no TLS, answered in " in seen["reachable"].said
    assert seen["reachable"].said.endswith(" ms, database ok")
    assert seen["version"].said == "Grafana 9.4.0-pre; built for 9.0"
    assert seen["serves"].said == "/api only: /apis is not there"
    assert seen["credentials"].said == "token from env GRAFANA_TOKEN"
    assert seen["account"].said == "a service account; this server does not tell its name"


def test_a_server_with_apis_is_told() -> None:
    """Newer servers list the groups of `/apis`, and a refusal of that is said without ending the look."""
    table = answers(*ADMIN)
    assert look({**table, "/apis": (200, {"kind": "APIGroupList", "groups": []})})["serves"].said == "/api and /apis"
    refused = look({**table, "/apis": (403, {"message": "no"})})
    assert refused["serves"].status == "warn"
    assert refused.names[-1] == "uids"


def test_a_viewer_can_plan_and_not_sync() -> None:
    """What a sync lacks is named and a warning: a plan needs none of it."""
    table = answers(*VIEWER)
    hold_folder(table, "shop")
    hold(table, "load", mark=MARK)
    seen = look(table)
    assert bad(seen.checkup.checks) == []
    assert seen["may: folders"].status == "warn"
    assert seen["may: folders"].said == "plan has folders:read; sync lacks folders:create, folders:write"
    assert seen["may: datasources"].hint == "give the account these, or the role Admin"
    assert seen.checkup.exit_code == 0


def test_what_a_plan_lacks_is_bad() -> None:
    """Without the right to read nothing can be planned."""
    table = answers("folders:read", "dashboards:read")
    hold(table, "load")
    seen = look(table)
    assert bad(seen.checkup.checks) == ["may: datasources"]
    assert seen["may: datasources"].said.startswith("plan lacks datasources:read; ")
    assert seen.checkup.exit_code == 1


def test_an_editor_of_an_empty_server_has_what_it_will_be_given() -> None:
    """Rights on dashboards come with each dashboard; who may make one does not lack them before the first."""
    made = ("folders:create", "folders:read", "dashboards:create", "datasources:read")
    assert look(answers(*made))["may: dashboards"].status == "ok"
    table = answers(*made)
    hold(table, "load", mark=MARK)
    assert look(table)["may: dashboards"].status == "bad"
    unseen = {**answers(*made), "/api/search": (403, {"message": "Access denied"})}
    assert look(unseen)["may: dashboards"].status == "bad"
    sources = look(answers("datasources:create", "datasources:read"))["may: datasources"]
    assert sources.said == "plan has datasources:read; sync lacks datasources:write"


def test_permissions_are_asked_for_where_the_project_gives_some() -> None:
    """Rights about permissions and teams are needed only by a project that has them, and a plan goes on without."""
    row = {"team": "sre", "permission": "Edit"}
    bundle = Bundle(entries=(entry("folder", "shop", permissions=[row]),))
    lacking = look(answers(*EDITOR), bundle)["may: permissions"]
    assert lacking.status == "warn"
    said = "plan lacks folders.permissions:read, teams:read; sync lacks folders.permissions:write"
    assert lacking.said == said
    assert look(answers(*ADMIN, "teams:read"), bundle)["may: permissions"].status == "ok"
    assert "may: permissions" not in look(answers(*ADMIN)).names


def test_only_kinds_of_the_project_are_asked_for() -> None:
    """A project without datasources needs no right on them; one that cannot be built is looked at with all kinds."""
    only = look(answers(*EDITOR), Bundle(entries=(entry("dashboard", "load"),)))
    assert [name for name in only.names if name.startswith("may")] == ["may: dashboards"]
    shared = look(answers(*EDITOR), Bundle(entries=(entry("library-panel", "shared"),)))
    assert [name for name in shared.names if name.startswith("may")] == ["may: library panels"]
    assert shared["may: library panels"].said == "plan has folders:read; sync has dashboards:create"
    unbuilt = look(answers(*ADMIN), None)
    assert [name for name in unbuilt.names if name.startswith("may")] == [
        "may: folders",
        "may: datasources",
        "may: dashboards",
    ]
    assert "uids" not in unbuilt.names


def test_a_server_that_does_not_tell_rights_is_no_problem() -> None:
    """Where the rights are not told, that is said instead of a guess."""
    table = answers()
    del table["/api/access-control/user/permissions"]
    assert look(table)["may"].said.startswith("not told by this server")
    forbidden = {**table, "/api/access-control/user/permissions": (403, {"message": "no"})}
    assert look(forbidden)["may"].status == "warn"


def test_a_wrong_token_ends_the_look_with_3() -> None:
    """What needs the token is left out; the version was told before."""
    refused = (401, {"message": "invalid API key"})
    table = dict.fromkeys(answers(), refused) | {"/api/health": answers()["/api/health"]}
    seen = look(table)
    assert seen.names == ["reachable", "version", "credentials"]
    assert "refuses token of prod (env GRAFANA_TOKEN): invalid API key" in seen["credentials"].said
    assert seen.checkup.exit_code == 3


@pytest.mark.parametrize("echoed", [TOKEN, f"invalid API key {TOKEN}"])
def test_a_server_that_repeats_the_token_is_not_repeated(echoed: str) -> None:
    """What a server says of a token passes the veil."""
    seen = look({**answers(), "/api/org": (401, {"message": echoed})})
    assert "***" in seen["credentials"].said


def test_a_token_among_the_arguments_of_a_command_is_not_shown() -> None:
    """Where a token comes from is shown without the token."""
    seen = look(answers(*ADMIN), token=Reference("command", ("echo", TOKEN)))
    assert seen["credentials"].said == "token from command echo ***"


def test_a_token_that_is_not_there_is_told_after_what_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that is not set leaves the server to be looked at as far as it lets everybody."""
    monkeypatch.delenv("GRAFANA_TOKEN")
    seen = look(answers(*ADMIN))
    assert seen.names == ["reachable", "version", "credentials"]
    assert "GRAFANA_TOKEN is not set" in seen["credentials"].said
    assert seen.checkup.exit_code == 3


def test_an_environment_without_credentials_is_told_how_to_name_some() -> None:
    """A server that lets nobody in without a token makes that a problem; one that does is looked at."""
    refused = look({**answers(), "/api/org": (401, {"message": "Unauthorized"})}, token=None)
    assert refused["credentials"].hint is not None
    assert "token = { env = " in refused["credentials"].hint
    assert refused.checkup.exit_code == 3
    assert look(answers(*VIEWER), token=None)["credentials"].said == "none: what every visitor may"


def test_nobody_at_the_address_ends_the_look() -> None:
    """Nothing else can be said of a server that is not there."""
    seen = look(answers(), server=Server("http://127.0.0.1:9", token=TOKEN_FROM))
    assert seen.names == ["reachable"]
    assert seen["reachable"].said.startswith("http://127.0.0.1:9: no connection")
    assert seen.checkup.exit_code == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html>Sign in</html>", "is a page (200), as no Grafana gives"),
        ({"status": "UP"}, "answers, but not as a Grafana"),
        ([], "answers, but not as a Grafana"),
        ({"database": "failing", "version": "9.4.0"}, "database failing"),
    ],
)
def test_something_else_at_the_address_ends_the_look(body: object, said: str) -> None:
    """A login page, another service, and a Grafana whose database is down are told apart."""
    seen = look({"/api/health": (200, body)})
    assert seen.names == ["reachable"]
    assert said in seen["reachable"].said
    assert seen.checkup.exit_code == 1


def test_a_certificate_that_is_not_there_is_told() -> None:
    """A file of `tls` that is missing is a problem of reaching the server."""
    seen = look(answers(), tls=Tls(ca=Path("/p/none.pem")))
    assert seen.names == ["reachable"]
    assert "tls.ca" in seen["reachable"].said


def test_a_token_in_clear_text_over_the_network_is_a_warning() -> None:
    """Without TLS only this machine is near enough for a token; without a token nothing is lost."""
    from grafmint.target.server.doctor.examine import (
        _tls,  # a name that is no loopback address is not reached in a test
    )

    assert _tls(Server("http://grafana.example"), secret=True)[1] is not None
    assert _tls(Server("http://grafana.example"), secret=False) == ("no TLS", None)
    assert _tls(Server("https://grafana.example"), secret=True) == ("TLS", None)
    assert _tls(Server("https://grafana.example", tls=Tls(verify=False)), secret=True)[1] is not None


def test_an_address_never_shows_who_goes_there() -> None:
    """A user and a password in an address are cut out of what is shown."""
    with serving(answers(*ADMIN)) as peer:
        url = peer.url.replace("://", f"://admin:{TOKEN}@")
        seen = look(answers(), server=Server(url, token=TOKEN_FROM))
        assert seen["reachable"].said.startswith(f"{peer.url}, ")


def test_an_older_server_has_a_way_out_and_the_rest_is_shown() -> None:
    """A server older than what the environment is built for is bad, and no reason to stop looking."""
    seen = look(answers(*ADMIN), grafana=(10, 0))
    assert seen["version"].status == "bad"
    assert seen["version"].hint == 'write grafana = "9.4" in [env.prod], or upgrade the server'
    assert seen.names[-1] == "uids"
    assert seen.checkup.exit_code == 1


def test_a_server_may_hide_its_version() -> None:
    """Then there is nothing to compare."""
    table = {**answers(*ADMIN), "/api/health": (200, {"database": "ok"})}
    assert look(table, grafana=(10, 0))["version"].said == "not told by this server; built for 10.0"


def test_an_organisation_that_is_not_there_ends_the_look() -> None:
    """Grafana 9 says so to users; nothing can be said of its contents."""
    seen = look({**answers(*ADMIN), "/api/org": (404, {"message": "Organization not found"})}, org=7)
    assert seen.names == ["reachable", "version", "credentials"]
    assert seen["credentials"].hint is not None
    assert seen["credentials"].hint.startswith("org is 7: ")
    assert seen.checkup.exit_code == 3


def test_a_server_that_cannot_say_the_organisation_ends_the_look() -> None:
    """What it answers instead is told."""
    seen = look({**answers(*ADMIN), "/api/org": (500, {"message": "oops"})})
    assert (seen.names[-1], seen["organisation"].said) == ("organisation", "GET /api/org: 500: oops")
    assert seen.checkup.exit_code == 1


@pytest.mark.parametrize("org", [1, 7])
def test_credentials_of_another_organisation_end_the_look(org: int) -> None:
    """A token chooses its organisation: a sync would go to another one than is meant, and plan refuses it too."""
    table = {**answers(*ADMIN), "/api/org": (200, {"id": 3, "name": "Three"})}
    seen = look(table, org=org)
    assert seen.names == ["reachable", "version", "credentials"]
    assert "belong to organisation 3 (Three)" in seen["credentials"].said
    assert seen.checkup.exit_code == 3
    assert look(table, org=3)["organisation"].said == '3 "Three"'


def test_dashboards_are_counted_by_whose_they_are() -> None:
    """A mark with the dashboard's own uid proves, a tag does not; each one is read once."""
    table = answers(*ADMIN)
    hold(table, "load", mark=MARK, tags=("grafmint:shop",))
    hold(table, "copy", mark=MARK)
    hold(table, "edited", tags=("grafmint:shop",))
    hold(table, "a", mark={"project": "other", "uid": "a", "version": 1})
    hold(table, "b", mark={"project": "other", "uid": "b", "version": 1})
    hold(table, "file", provisioned=True)
    hold(table, "by/hand")
    table["/api/dashboards/uid/by%2Fhand"] = table.pop("/api/dashboards/uid/by/hand")
    seen = look(table)
    assert seen["dashboards"].said == (
        "7: 2 made by hand, 2 of the project 'other', 1 ours, 1 provisioned from files,"
        " 1 with our tag but without proof"
    )
    assert seen["dashboards"].status == "warn"
    reads = [path for _, path in seen.asked if path.startswith("/api/dashboards/uid/")]
    assert len(reads) == len(set(reads)) == 7


def test_datasources_are_counted_by_whose_they_are() -> None:
    """They have their mark in jsonData, and say themselves that they come from a file."""
    table, mark = answers(*ADMIN), {"project": "shop", "environment": "prod", "uid": "prom"}
    listed = [
        {"uid": "prom", "name": "prom", "jsonData": {"grafmint": mark}},
        {"uid": "copy", "name": "copy", "jsonData": {"grafmint": mark}},
        {"uid": "file", "name": "file", "jsonData": {}, "readOnly": True},
    ]
    seen = look({**table, "/api/datasources": (200, listed)})
    assert seen["datasources"].said == "3: 1 made by hand, 1 ours, 1 provisioned from files"
    assert seen["uids"].status == "ok"


def test_alert_rules_are_looked_at_where_the_project_has_some() -> None:
    """What they need is told once for all of alerting; each rule says in an annotation whose it is."""
    mark = '{"project": "shop", "environment": "prod", "uid": "ours"}'
    listed = [
        {"uid": "ours", "annotations": {"__grafmint__": mark}},
        {"uid": "copy", "annotations": {"__grafmint__": mark}},
        {"uid": "file", "annotations": {}, "provenance": "file"},
    ]
    bundle = Bundle(
        entries=(entry("contact-point", "oncall"), entry("alert-rule", "ours"), entry("alert-rule", "copy"))
    )
    provisioning = ("alert.provisioning:read", "alert.provisioning:write")
    seen = look({**answers(*ADMIN, *provisioning), "/api/v1/provisioning/alert-rules": (200, listed)}, bundle)
    assert seen["may: alerting"].said == "plan has alert.provisioning:read; sync has alert.provisioning:write"
    assert seen["alert rules"].said == "3: 1 made by hand, 1 ours, 1 provisioned from files"
    assert "alert rule copy (made by hand)" in seen["uids"].said
    lacking = look(answers(*ADMIN), bundle)["may: alerting"]
    assert (lacking.status, lacking.hint) == ("bad", "give the account these, or the role Admin")
    assert "alert rules" not in look(answers(*ADMIN)).names


def test_only_what_was_read_is_called_free() -> None:
    """Alert rules that may not be read are counted for nothing, and named."""
    bundle = Bundle(entries=(entry("folder", "shop"), entry("dashboard", "load"), entry("alert-rule", "rule")))
    path = "/api/v1/provisioning/alert-rules"
    seen = look({**answers(*ADMIN), path: (403, {"message": "Permissions needed: alert.provisioning:read"})}, bundle)
    assert seen["uids"].said == "2 of the project's 3 are free or ours; not looked at: alert rules"
    assert look({**answers(*ADMIN), path: (200, [])}, bundle)["uids"].said == "all 3 of the project are free or ours"


def test_what_is_in_the_way_is_named() -> None:
    """Uids of the project that are somebody else's: by hand, from files, of another project, but not edits of ours."""
    uids = ("hand", "file", "other", "edited", "load")
    bundle = Bundle(entries=(entry("datasource", "prom"), *(entry("dashboard", uid) for uid in uids)))
    table = answers(*ADMIN)
    hold(table, "hand")
    hold(table, "file", provisioned=True)
    hold(table, "other", mark={"project": "other", "uid": "other"})
    hold(table, "edited", tags=("grafmint:shop",))
    hold(table, "load", mark=MARK)
    hold(table, "unrelated")
    seen = look({**table, "/api/datasources": (200, [{"uid": "prom", "name": "metrics"}])}, bundle)
    assert seen["uids"].status == "warn"
    assert seen["uids"].said == (
        "4 of the project's exist and are not ours: datasource prom (made by hand),"
        " dashboard file (provisioned from files), dashboard hand (made by hand),"
        " dashboard other (of the project 'other')"
    )
    assert seen.checkup.exit_code == 0


def test_of_many_in_the_way_ten_are_named() -> None:
    """The rest are counted."""
    table, uids = answers(*ADMIN), [f"board-{number:02}" for number in range(13)]
    for uid in uids:
        hold(table, uid)
    said = look(table, Bundle(entries=tuple(entry("dashboard", uid) for uid in uids)))["uids"].said
    assert said.startswith("13 of the project's exist and are not ours: dashboard board-00 (made by hand), ")
    assert said.endswith("dashboard board-09 (made by hand), and 3 more")


def test_folders_are_the_codes() -> None:
    """Folders hold no mark: those of the project are counted by their uid, and none is in the way."""
    table = answers(*ADMIN)
    hold_folder(table, "shop")
    hold_folder(table, "other")
    seen = look(table)
    assert seen["folders"].said == "2, 1 of them of the project"
    assert seen["uids"].status == "ok"
    assert look(table, None)["folders"].said == "2"


def test_a_dashboard_that_cannot_be_read_does_not_end_the_look() -> None:
    """It is counted as such; one that has gone in the meantime is not counted."""
    table = answers(*ADMIN)
    for uid in ("load", "shut", "gone"):
        hold(table, uid)
    table["/api/dashboards/uid/shut"] = (500, {"message": "oops"})
    table["/api/dashboards/uid/gone"] = (404, {"message": "Dashboard not found"})
    seen = look(table)
    assert (seen["dashboards"].status, seen["dashboards"].said) == ("warn", "2: 1 made by hand, 1 not readable")


def test_contents_that_cannot_be_listed_leave_the_rights_to_be_seen() -> None:
    """The list of datasources is refused to those who may not read them."""
    seen = look({**answers("dashboards:read"), "/api/datasources": (403, {"message": "Access denied"})})
    assert seen["contents"].status == "bad"
    assert seen["may: datasources"].said.startswith("plan lacks datasources:read")
    assert "dashboards" not in seen.names
