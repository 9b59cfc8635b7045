"""Datasources: what is compared of them, and what a checksum is of."""

from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grafmint.bundle import Entry
from grafmint.environment import Server
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Step
from grafmint.target.server.api.datasources import Datasources
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.proof.owner import Owner
from grafmint.testing import Grafana

SECRETS = {"$A": "a-secret", "$B": "b-secret"}
flags = st.booleans()
sources = st.fixed_dictionaries(
    {"name": st.just("P"), "type": st.just("prometheus"), "access": st.just("proxy"), "url": st.just("http://p")},
    optional={
        "isDefault": flags,
        "withCredentials": flags,
        "database": st.sampled_from(("", "d")),
        "jsonData": st.dictionaries(
            st.sampled_from(("timeInterval", "httpMethod", "x")), st.sampled_from(("", "5s", 3, False, None, [], [1]))
        ),
        "secureJsonData": st.dictionaries(st.sampled_from(("k", "l")), st.sampled_from(sorted(SECRETS))),
    },
).map(lambda said: {**said, "basicAuthUser": "u"} if said.get("basicAuth") else said)


logins = st.sampled_from(({}, {"basicAuth": True, "basicAuthUser": "u"}, {"basicAuth": True, "basicAuthUser": "v"}))
said = st.builds(lambda source, login: {**source, **login}, sources, logins)


def entry(**said: Any) -> Entry:
    """A datasource in the code."""
    document = {"name": "P", "type": "prometheus", "access": "proxy", "url": "http://p", "uid": "p", **said}
    return Entry(kind="datasource", uid="p", title="P", document=orjson.dumps(document))


def step(made: Entry, held: Held | None = None) -> Step:
    """The step that makes it, or changes what is held."""
    action = "create" if held is None else "update"
    return Step(action=action, kind="datasource", uid="p", title="P", entry=made, held=held)  # type: ignore[arg-type]


def opened(grafana: Grafana, project: str = "shop") -> Datasources:
    """The datasources of a server, as one project sees them."""
    return Datasources(Http(Server(grafana.url), Credentials(token=grafana.token)), Owner(project), secrets=SECRETS)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=said, second=said)
def test_what_is_written_is_read_back_as_ours(first: dict[str, Any], second: dict[str, Any]) -> None:
    """Made and changed in any way: what is read is what the code says, and it is as we left it."""
    with Grafana() as grafana:
        target = opened(grafana)
        with target.http:
            for code in (first, second):
                made = entry(**code)
                target.write(step(made, target.read("p", made)))
                held = target.read("p", made)
                assert held is not None
                assert held.hold == "ours"
                assert held.document == target.form(made)
        assert "grafmint" in grafana.datasources()["p"]["jsonData"]
        assert all(grafana.secret("p", key) in SECRETS.values() for key in first.get("secureJsonData", ()))


@pytest.mark.parametrize("change", [{"url": "http://q"}, {"isDefault": True}, {"jsonData": {}}, {"jsonData": {"x": 1}}])
def test_an_edit_is_seen_by_the_checksum(change: dict[str, Any]) -> None:
    """Of the address, of a flag, of what plugins have: and where the mark goes with it, it was never ours."""
    with Grafana() as grafana:
        target, made = opened(grafana), entry()
        with target.http:
            target.write(step(made))
            found = grafana.datasources()["p"]
            mark = {"grafmint": found["jsonData"]["grafmint"]}
            keeps = change.get("jsonData") != {}
            data = {**change.get("jsonData", {}), **(mark if keeps else {})}
            target.http.send("PUT", "/api/datasources/uid/p", {**found, **change, "jsonData": data})
            held = target.read("p", made)
        assert held is not None
        assert held.hold == ("edited" if keeps else "foreign")


@pytest.mark.parametrize(
    ("mark", "hold"),
    [
        ({"project": "other", "uid": "p"}, "managed"),
        ({"project": "shop", "uid": "q"}, "foreign"),
        ({"project": "shop", "uid": "p", "checksum": "0"}, "edited"),
        ("shop", "foreign"),
    ],
)
def test_another_mark_is_no_proof(mark: object, hold: str) -> None:
    """Of another project it is theirs; of another uid it is a copy."""
    with Grafana() as grafana:
        target = opened(grafana)
        with target.http:
            body = {**entry().json, "jsonData": {"grafmint": mark}}
            target.http.send("POST", "/api/datasources", body)
            held = target.read("p", entry())
        assert held is not None
        assert held.hold == hold


def test_secrets_of_others_are_nobodys_difference() -> None:
    """One that the code does not have can neither be compared nor taken away."""
    with Grafana() as grafana:
        target, made = opened(grafana), entry(secureJsonData={"k": "$A"})
        with target.http:
            target.http.send("POST", "/api/datasources", {**made.json, "secureJsonData": {"k": "x", "other": "y"}})
            held = target.read("p", made)
        assert held is not None
        assert held.document == target.form(made)
        assert b"other" not in held.document


def test_only_what_is_lacking_is_sent() -> None:
    """Of two secrets the server has one: the other goes with the next write, and the first stays as it is."""
    with Grafana() as grafana:
        target, made = opened(grafana), entry(secureJsonData={"k": "$A", "l": "$B"})
        with target.http:
            target.http.send("POST", "/api/datasources", {**made.json, "secureJsonData": {"k": "theirs"}})
            target.write(step(made, target.read("p", made)))
        assert (grafana.secret("p", "k"), grafana.secret("p", "l")) == ("theirs", "b-secret")


def test_secrets_are_not_in_its_text() -> None:
    """Whoever prints the target, or sees it in a traceback, sees none."""
    with Grafana() as grafana:
        target = opened(grafana)
        target.http.__exit__(None, None, None)
        assert "a-secret" not in repr(target)
