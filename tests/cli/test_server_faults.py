"""Plan and sync where something goes wrong: each fault is told with what to do next, and the next run converges."""

import base64
import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote, quote_plus

import pytest

from grafmint.testing import Fault, Grafana
from tests.cli.runner import Project, Ran, compare
from tests.cli.server import CODE, HEAD, PASSWORD, SECRET, TOKEN, Site, account, between, hurry, opened
from tests.testing.client import send

BOARD = 'b{0} = Dashboard(uid="b{0}", title="{1} {0}", folder={2}, panels=[Text(title="Text", content="Hello")])\n'
MORE = """\
from grafmint import loki

new = Folder(uid="new", title="New")
more = loki.Datasource(name="more", url="http://more")
"""
SAVE = "/api/dashboards/db"
LOGIN = 'user = "eve"\npassword = { file = "../eve.txt" }'
EVE = 'correct-horse/ÄÖ "battery"'


@pytest.fixture
def site(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The project before its first sync to a fresh server."""
    with opened(project, monkeypatch) as site:
        yield site


def boards(count: int, title: str = "Board", folder: str = "shop") -> str:
    """Code of so many dashboards."""
    return HEAD + "".join(BOARD.format(number, title, folder) for number in range(count))


def replace(site: Site, old: str, new: str) -> None:
    """Another line in the project's file."""
    path = site.project.root / "grafmint.toml"
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")


def nobody_listens(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is of no server."""
    site.config(url='"http://127.0.0.1:9"')


def wrong_token(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The token is of another server."""
    monkeypatch.setenv(TOKEN, "glsa_of-another-server_12345678")


def no_token(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable with the token is not set."""
    monkeypatch.delenv(TOKEN)


def no_file(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file with the password is not there."""
    replace(site, 'token = { env = "SHOP_TOKEN" }', LOGIN)


def wrong_password(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The password is of another user."""
    replace(site, 'token = { env = "SHOP_TOKEN" }', LOGIN)
    (site.project.root.parent / "eve.txt").write_text(f"{EVE}\n", encoding="utf-8")


def other_organisation(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The token is of organisation 1, and the environment is not."""
    site.config("org = 2")


def other_organisation_of_a_user(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user is in organisation 1 only."""
    monkeypatch.setenv(TOKEN, Grafana.password)
    replace(site, 'token = { env = "SHOP_TOKEN" }', 'user = "admin"\npassword = { env = "SHOP_TOKEN" }\norg = 2')


def a_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something before Grafana answers with a page."""
    site.grafana.html_next(path="/api/health", times=99)


def a_login_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first answers are Grafana's own, and then somebody wants to see a login."""
    site.grafana.html_next(path="/api/search", times=99)


def a_redirect(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server has moved."""
    headers = {"Location": "https://grafana.example/api/health"}
    site.grafana.fail_next(path="/api/health", status=301, headers=headers, body={}, times=99)


def no_tls(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address says https, and the server speaks http."""
    site.config(url=f'"{speaks_http()}"')


def speaks_http() -> str:
    """The address, as https, of somebody who answers whatever comes in words of http, until nobody comes any more."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(3)

    def answer() -> None:
        with listening, contextlib.suppress(TimeoutError):
            while True:
                connection, _ = listening.accept()
                with connection, contextlib.suppress(OSError):
                    connection.recv(4096)
                    connection.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\nClient sent a request that is none.\n")

    threading.Thread(target=answer, daemon=True).start()
    return f"https://127.0.0.1:{listening.getsockname()[1]}"


def an_older_server(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment is built for a newer Grafana than the server is."""
    site.config('grafana = "10.0"')


BROKEN: dict[str, tuple[Callable[[Site, pytest.MonkeyPatch], None], int, tuple[str, ...]]] = {
    "nobody-listens": (nobody_listens, 1, ("http://127.0.0.1:9: no connection: connection refused",)),
    "wrong-token": (wrong_token, 3, ("refuses token of prod (env SHOP_TOKEN): invalid API key",)),
    "no-token": (no_token, 3, ("token of prod: the environment variable SHOP_TOKEN is not set",)),
    "no-file": (no_file, 3, ("password of prod: the file ../eve.txt cannot be read",)),
    "wrong-password": (wrong_password, 3, ("user 'eve' with the password of prod (file ../eve.txt)",)),
    "other-organisation": (other_organisation, 3, ("belong to organisation 1 (Main Org.)", "write org = 1")),
    "other-organisation-of-a-user": (other_organisation_of_a_user, 3, ("org is 2",)),
    "a-page": (a_page, 1, ("is a page (200), as no Grafana gives",)),
    "a-login-page": (a_login_page, 1, ("GET /api/search is a page",)),
    "a-redirect": (a_redirect, 1, ("redirects to https://grafana.example", 'write url = "https://grafana.example"')),
    "no-tls": (no_tls, 1, ("no safe connection", "see whether url is http or https")),
    "an-older-server": (an_older_server, 1, ("built for Grafana 10.0, and this server is 9.4", 'grafana = "9.4"')),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_server_that_cannot_be_had_is_told(site: Site, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Plan and sync say the same, with what to do next and the right exit code; nothing is written, no traceback."""
    happens, code, says = BROKEN[name]
    happens(site, monkeypatch)
    for ran in (site.plan(), site.sync()):
        assert (ran.code, ran.out) == (code, "")
        assert all(said in ran.err for said in says), ran.err
        assert ran.err.count("error: ") == 1
        assert "\n  hint: " in ran.err
        assert "Traceback" not in ran.err
        assert "a fault of grafmint" not in ran.err
    assert site.written() == []
    document = json.loads(site.sync("--json").out)
    assert (document["type"], document["exit_code"]) == ("error", code)


def test_every_message_is_the_golden_one(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them in one place, to be read one after the other."""
    said = []
    for name, (happens, _, _) in BROKEN.items():
        with monkeypatch.context() as patch, opened(project, patch) as site:
            happens(site, patch)
            said.append(f"# {name}\n{site.transcript('plan', '--env', 'prod')}")
            site.grafana.forget_requests()
    text = re.sub(r"https://127.0.0.1:\d+", "GRAFANA", "\n".join(said))
    # Several are asked at once; where nobody can be reached, any of them tells it.
    compare("server-faults", text.replace("(GET /api/org)", "(GET /api/health)"))


@pytest.mark.parametrize(("role", "lacking"), [("Viewer", "folders:create"), ("Editor", "datasources:create")])
def test_what_we_may_not_do_is_told_up_front(
    site: Site, monkeypatch: pytest.MonkeyPatch, role: str, lacking: str
) -> None:
    """Whoever may only look can plan; a sync names the missing permission before its first write."""
    site.sync()
    site.code(CODE + boards(1).removeprefix(HEAD) + MORE)
    monkeypatch.setenv(TOKEN, account(site.grafana, role))
    site.grafana.forget_requests()
    assert "3 to create" in site.plan().out
    ran = site.sync()
    assert ran.code == 3
    assert f"these credentials lack {lacking}" in ran.err.replace("dashboards:create, datasources:create, ", "")
    assert "nothing written" in ran.err
    assert site.written() == []


def test_a_viewer_plans_whatever_others_did(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Edited, moved, copied and put back: a viewer may not read histories, and the plan is there all the same."""
    site.sync()
    site.retitle("load")
    site.ask("POST", "/api/folders", {"uid": "team", "title": "Team"})
    site.grafana.move("errors", "team")
    site.grafana.copy("errors", "copy", "Copy")
    monkeypatch.setenv(TOKEN, site.grafana.viewer_token)
    assert site.steps() == {
        "folder shop": "unchanged",
        "datasource prom": "unchanged",
        "dashboard load": "conflict",
        "dashboard errors": "conflict",
    }
    assert site.step("load")["reason"].startswith("edited since the last sync")
    assert site.step("errors")["reason"].startswith("edited since the last sync")


def test_a_secret_that_is_not_there_stops_before_the_first_write(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan needs none; a sync that has to send it asks for it before anything is written."""
    monkeypatch.delenv(PASSWORD)
    assert site.plan().code == 0
    ran = site.sync()
    assert ran.code == 3
    assert "secret 'prom': the environment variable SHOP_PROM_PASSWORD is not set" in ran.err
    assert site.written() == []


PASSING = {
    "locked": Fault(status=500, body={"message": "database is locked"}, times=3),
    "busy": Fault(status=503, body={"message": "starting"}, times=2),
    "throttled": Fault(status=429, body={"message": "slow"}, times=3),
    "gateway": Fault(status=502, body="<html>Bad gateway</html>", times=2),
    "dropped": Fault(happens="drop"),
    "refused": Fault(happens="refuse"),
}
WRITES = [
    ("POST", "/api/folders"),
    ("POST", "/api/folders/shop/permissions"),
    ("PUT", "/api/folders/shop"),
    ("POST", "/api/datasources"),
    ("PUT", "/api/datasources"),
    ("POST", SAVE),
]
GRANTED = CODE.replace('title="Shop")', 'title="Shop", permissions=Permission(role="Viewer", permission="Edit"))')
CHANGED = (
    GRANTED.replace('title="Shop"', 'title="Store"')
    .replace("9090", "9091")
    .replace('unit="reqps"', 'unit="ops"')
    .replace('permission="Edit"', 'permission="View"')
)


def happen(site: Site, fault: str, method: str, path: str) -> None:
    """The fault is waiting for the next write of a kind."""
    given = PASSING[fault]
    site.grafana.inject(
        Fault(
            happens=given.happens,
            status=given.status,
            body=given.body,
            headers=given.headers,
            method=method,
            path=path,
            times=given.times,
        )
    )


@pytest.mark.parametrize("fault", PASSING)
@pytest.mark.parametrize(("method", "path"), WRITES)
def test_a_fault_that_passes_leaves_no_trace(
    site: Site, monkeypatch: pytest.MonkeyPatch, fault: str, method: str, path: str
) -> None:
    """Whatever write it hits, and whether that was done or not: done in the same run, once, and told as done."""
    hurry(monkeypatch)
    site.code(GRANTED)
    if method == "PUT":
        assert site.sync().code == 0
        site.code(CHANGED)
    happen(site, fault, method, path)
    ran = site.sync()
    assert ran.code == 0, ran.err
    assert "failed" not in ran.out + ran.err
    assert "recreated" not in ran.out
    assert sorted(site.grafana.dashboards()) == ["errors", "load"]
    assert sorted(site.grafana.datasources()) == ["prom"]
    assert site.grafana.secret("prom", "basicAuthPassword") == SECRET
    assert (site.version("load"), site.version("errors")) == (2 if method == "PUT" else 1, 1)
    assert site.settled()


@pytest.mark.parametrize("fault", PASSING)
def test_an_update_whose_answer_is_lost_is_done_once(site: Site, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    """The same for a dashboard that is there already: its version rises by exactly one."""
    hurry(monkeypatch)
    site.sync()
    site.code(CODE.replace('unit="reqps"', 'unit="ops"'))
    happen(site, fault, "POST", SAVE)
    assert site.sync().code == 0
    assert site.version() == 2
    assert site.settled()


@pytest.mark.parametrize("path", ["/api/health", "/api/search", "/api/folders/shop", "/api/dashboards/uid/load"])
@pytest.mark.parametrize("fault", PASSING)
def test_a_read_that_fails_is_read_again(site: Site, monkeypatch: pytest.MonkeyPatch, fault: str, path: str) -> None:
    """A plan is as true as without the fault."""
    hurry(monkeypatch)
    site.sync()
    happen(site, fault, "GET", path)
    assert (site.plan().out, site.plan().code) == ("No changes.\n", 0)


def test_a_server_that_asks_for_time_gets_it(site: Site) -> None:
    """Retry-After is waited for, by the real clock."""
    site.grafana.fail_next(method="POST", path=SAVE, status=429, headers={"Retry-After": "1"}, body={"message": "slow"})
    begun = time.monotonic()
    assert site.sync().code == 0
    assert time.monotonic() - begun >= 1
    assert site.settled()


def test_an_error_that_stays_fails_its_step_alone(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """One dashboard cannot be saved: it is named, everything else is done, and the next run completes it."""
    hurry(monkeypatch)
    site.code(boards(20))
    site.grafana.fail_next(method="POST", path=SAVE, status=500, body={"message": "No."})
    ran = site.sync()
    assert (ran.code, "! 20 created" in ran.out) == (4, True)
    assert ran.out.count("! failed: dashboard b") == 1
    assert ": POST /api/dashboards/db: 500: No.\n  hint: the server's log says more" in ran.err
    assert len(site.grafana.dashboards()) == 19
    assert site.sync().code == 0
    assert site.settled()


@pytest.mark.parametrize("body", ["database is locked", "Failed"])
def test_a_server_that_never_recovers_is_left(site: Site, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Patience ends, whatever the reason: all of it failed, nothing was written, the plan is the same afterwards."""
    hurry(monkeypatch)
    before = site.steps()
    site.grafana.fail_next(method="POST", status=500, body={"message": body}, times=1000)
    ran = site.sync()
    assert ran.code == 1
    assert "nothing written" in ran.out
    assert site.steps() == before


def test_a_folder_that_cannot_be_made_fails_what_lies_in_it(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its dashboards are not tried; datasources, other folders and what lies in them are done."""
    hurry(monkeypatch)
    more = 'team = Folder(uid="team", title="Team")\n' + BOARD.format(1, "Board", "team")
    site.code(CODE + more)
    site.grafana.fail_next(method="POST", path="/api/folders", status=500, body={"message": "No."})
    ran = site.sync()
    assert ran.code == 4
    assert "POST /api/folders: 500: No." in ran.err
    assert "dashboard errors, dashboard load: its folder 'shop' could not be made" in ran.err
    assert set(site.grafana.dashboards()) == {"b1"}
    assert set(site.grafana.datasources()) == {"prom"}
    assert site.sync().code == 0
    assert site.settled()


def test_secrets_that_were_refused_are_not_told_as_sent(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody can read them back, so that a refusal is a failure although the rest is as it should be."""
    site.sync()
    monkeypatch.setenv(PASSWORD, "another")
    site.grafana.fail_next(method="PUT", status=500, body={"message": "No."})
    assert site.sync("--resend-secrets").code == 1
    assert site.grafana.secret("prom", "basicAuthPassword") == SECRET


@pytest.mark.parametrize("done", [True, False])
def test_secrets_whose_answer_is_lost_are_sent_once_more(
    site: Site, monkeypatch: pytest.MonkeyPatch, done: bool
) -> None:
    """Without an answer they may have arrived or not: after the second time they have."""
    site.sync()
    monkeypatch.setenv(PASSWORD, "another")
    site.grafana.drop_next(done=done, method="PUT")
    assert site.sync("--resend-secrets").code == 0
    assert site.grafana.secret("prom", "basicAuthPassword") == "another"


def test_a_token_that_is_withdrawn_midway_stops_the_rest(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the first refusal nothing more is begun, and the exit code says that something was done."""
    site.code(boards(40))
    refusal = {"method": "POST", "path": SAVE, "status": 401, "times": 1000}
    site.grafana.inject(Fault(body={"message": "invalid API key"}, **refusal))  # type: ignore[arg-type]  # of one row
    ran = site.sync()
    assert ran.code == 4
    assert "refuses token of prod (env SHOP_TOKEN): invalid API key" in ran.err
    assert site.grafana.count("POST", SAVE) <= 16
    assert "not begun: " in ran.out


def test_a_server_that_is_gone_before_the_first_write_stops_all(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first step cannot reach it: the others are not begun, whatever their kind."""
    hurry(monkeypatch)
    with served() as (process, url, token):
        site.config(url=f'"{url}"')
        monkeypatch.setenv(TOKEN, token)
        between(monkeypatch, lambda: stop(process))
        ran = site.sync()
    assert ran.code == 1
    assert ran.err.count("no connection: connection refused") == 1
    assert "! failed: folder shop" in ran.out
    assert "! not begun: 1 datasource" in ran.out
    assert "! not begun: 2 dashboards" in ran.out


def test_a_server_that_goes_away_midway_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was done, what failed and what was not begun are all there, and add up; the exit code is 4."""
    hurry(monkeypatch)
    with served("--write-ms=40") as (process, url, token):
        site.config(url=f'"{url}"')
        monkeypatch.setenv(TOKEN, token)
        site.code(boards(60))
        killer = threading.Thread(target=kill_midway, args=(process, url))
        killer.start()
        ran = site.sync("--json")
        killer.join()
    outcome = json.loads(ran.out)
    assert (ran.code, outcome["exit_code"]) == (4, 4)
    assert outcome["done"][0]["uid"] == "shop"
    assert outcome["failed"]
    assert 0 < len(outcome["done"]) + len(outcome["failed"]) < 61
    assert url in ran.err


def test_an_interrupted_sync_finishes_what_is_under_way(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle: what was sent is finished and told, nothing more is begun, and the next run converges."""
    with opened(project, monkeypatch, write_delay=0.05) as site:
        site.code(boards(60))
        command = (sys.executable, "-m", "grafmint", "sync", "--env", "prod", "--yes")
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with subprocess.Popen(command, cwd=project.root, text=True, **pipes) as process:  # type: ignore[call-overload]
            while site.grafana.count("POST", SAVE) < 10:
                assert process.poll() is None
                time.sleep(0.005)
            os.kill(process.pid, signal.SIGINT)
            out, err = process.communicate(timeout=20)
        there = len(site.grafana.dashboards())
        assert process.returncode == 130
        assert 10 <= there < 60
        assert f"! {there + 1} created" in out
        assert f"not begun: {60 - there} dashboards" in out
        assert err.count("+ create     dashboard") == there
        assert "Traceback" not in err
        assert SECRET not in out + err
        assert site.sync().code == 0
        assert len(site.grafana.dashboards()) == 60
        assert {board["version"] for board in site.grafana.dashboards().values()} == {1}
        assert site.settled()


def kill_midway(process: "subprocess.Popen[str]", url: str) -> None:
    """Kill a server when it has answered its first dozen of writes."""
    while send(url, "GET", "/double/requests").json.get("POST", 0) < 12:
        time.sleep(0.005)
    stop(process)


class served:  # noqa: N801  # used like the function that it would be if it had nothing to clean up
    """A server in a process of its own, which can be killed; its process, address and token."""

    def __init__(self, *arguments: str) -> None:
        command = (sys.executable, "-m", "grafmint.testing", *arguments)
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> tuple["subprocess.Popen[str]", str, str]:
        assert self.process.stdout is not None
        said = json.loads(self.process.stdout.readline())
        return self.process, said["url"], said["token"]

    def __exit__(self, *error: object) -> None:
        stop(self.process)
        self.process.communicate()


def stop(process: "subprocess.Popen[str]") -> None:
    """Kill a process of ours, and wait until its port is free."""
    process.kill()
    process.wait()


def echoes(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server repeats every secret that it was sent, in each form that it can."""
    secrets = (os.environ[TOKEN], SECRET)
    said = " ".join(form for secret in secrets for form in forms(secret))
    site.grafana.fail_next(
        method="POST", path="/api/datasources", status=400, body={"message": f"bad: {said}"}, times=9
    )
    site.grafana.fail_next(method="POST", path=SAVE, status=500, body={"message": f"bad: {said}"}, times=9)


def redirects_with_secrets(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A redirect that has the token in its address."""
    headers = {"Location": f"https://grafana.example/api/health?token={os.environ[TOKEN]}"}
    site.grafana.fail_next(status=302, headers=headers, body={}, times=99)


def refuses_with_secrets(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal of the token that repeats it."""
    body = {"message": f"invalid API key {os.environ[TOKEN]}"}
    site.grafana.fail_next(status=401, body=body, times=99)


def drops(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers that never come."""
    site.grafana.drop_next(done=False, method="POST", times=99)


def never_reads(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads that break each time."""
    site.grafana.drop_next(done=False, method="GET", path="/api/search", times=99)


def edited(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Conflicts of each kind."""
    site.sync()
    site.retitle()
    found = site.ask("GET", "/api/datasources/uid/prom")
    site.ask("PUT", "/api/datasources/uid/prom", {**found, "url": "http://theirs"})


def nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """All is well."""


def from_files(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Token and secret from files beside the project."""
    for name, variable in (("token", TOKEN), ("prom", PASSWORD)):
        (site.project.root.parent / f"{name}.txt").write_text(f"{os.environ[variable]}\n", encoding="utf-8")
        replace(site, f'{{ env = "{variable}" }}', f'{{ file = "../{name}.txt" }}')


def user(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user who may only look, with a password that the server repeats."""
    body = {"login": "eve", "password": EVE, "email": "eve@localhost"}
    login = base64.b64encode(b"admin:admin").decode()
    send(site.grafana.url, "POST", "/api/admin/users", json.dumps(body).encode(), {"Authorization": f"Basic {login}"})
    wrong_password(site, monkeypatch)
    site.grafana.fail_next(path="/api/search", status=400, body={"message": f"no {EVE}, {pair()}"}, times=2)


def pair() -> str:
    """User and password as they go over the wire."""
    return base64.b64encode(f"eve:{EVE}".encode()).decode()


TELLING: dict[str, Callable[[Site, pytest.MonkeyPatch], None]] = {
    **{name: happens for name, (happens, _, _) in BROKEN.items()},
    "fine": nothing,
    "from-files": from_files,
    "echoes": echoes,
    "redirects-with-secrets": redirects_with_secrets,
    "refuses-with-secrets": refuses_with_secrets,
    "drops": drops,
    "never-reads": never_reads,
    "edited": edited,
    "user": user,
}


def forms(secret: str) -> set[str]:
    """A secret as texts may have it."""
    encoded = base64.b64encode(secret.encode()).decode()
    quoted = {quote(secret), quote(secret, safe=""), quote_plus(secret)}
    return {secret, encoded, json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1], *quoted}


def runs(site: Site) -> Iterator[Ran]:
    """Each command in each of its forms, with tracebacks and without."""
    for debug in ((), ("--debug",)):
        for form in ("text", "json", "markdown"):
            yield site.plan("--format", form, *debug)
        for form in ("text", "json"):
            yield site.sync("--format", form, "--resend-secrets", *debug)


@pytest.mark.parametrize("name", TELLING)
def test_no_output_shows_a_secret(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    """Neither token, password nor datasource's secret is in what any run says, logs or leaves in the project."""
    hurry(monkeypatch)
    caplog.set_level("DEBUG")
    TELLING[name](site, monkeypatch)
    hidden = {os.environ.get(TOKEN, ""), SECRET, EVE, pair()} - {"", Grafana.password}
    said = "".join(f"{ran.out}{ran.err}" for ran in runs(site)) + caplog.text
    stored = b"".join(site.project.files().values()).decode()
    assert said
    for secret in hidden:
        assert [form for form in forms(secret) if form in said] == []
        assert [form for form in forms(secret) if form in stored] == []


def test_the_test_of_secrets_can_fail(site: Site) -> None:
    """What somebody writes into the code in clear is found in the output, by the same means."""
    site.code(CODE.replace('title="Load"', f"title={SECRET!r}"))
    said = "".join(f"{ran.out}{ran.err}" for ran in runs(site))
    assert [form for form in forms(SECRET) if form in said]


def test_the_token_is_in_no_process_of_ours(site: Site) -> None:
    """What is sent as a header is never part of an address."""
    site.sync()
    token = os.environ[TOKEN]
    assert not [each for each in site.grafana.requests if token in each.path + each.query]
