"""What becomes of each answer: single faults, with a clock that only waiting moves."""

import base64
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import niquests
import pytest
from requests_mock import Mocker

from grafmint.environment import Reference, Server
from grafmint.errors import CredentialsError, TargetError
from grafmint.target.server.http.client import Http, connect
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.http.faults import Forbidden, Refused, Uncertain, Unreachable
from tests.target.server.peer import FakeTime

URL = "http://grafana.test/sub"
TOKEN = "glsa_0123456789abcdef0123456789abcdef_01234567"  # noqa: S105  # it opens nothing
PASSWORD = "é€:"  # noqa: S105  # nor does this
BUSY: dict[str, Any] = {"status_code": 500, "json": {"message": "database is locked"}}
FINE: dict[str, Any] = {"json": {"version": 2}}
HTML: dict[str, Any] = {"text": "<html>Bad gateway</html>"}


@pytest.fixture
def mock() -> Iterator[Mocker]:
    """Answers without a server."""
    with Mocker() as mocker:
        yield mocker


@pytest.fixture
def time() -> FakeTime:
    """The clock of `http`."""
    return FakeTime()


@pytest.fixture
def http(mock: Mocker, time: FakeTime) -> Iterator[Http]:
    """A session with a token."""
    credentials = Credentials(token=TOKEN, source="token of prod (env TOKEN)")
    with Http(Server(URL), credentials, policy=time.policy()) as session:
        yield session


def test_a_get_brings_json(http: Http, mock: Mocker) -> None:
    """The path follows the server's own, the query is written as Grafana reads it, and nothing is no answer's JSON."""
    mock.get(f"{URL}/api/search", json=[1])
    mock.get(f"{URL}/api/nothing", content=b"")
    found = http.get("/api/search", type="dash-db", tag=["a b", "c&d"], starred=True, folder=None, page=2)
    assert found == [1]
    assert http.get("/api/nothing") is None
    assert mock.request_history[0].url == f"{URL}/api/search?type=dash-db&tag=a+b&tag=c%26d&starred=true&page=2"


def test_a_write_sends_our_bytes(http: Http, mock: Mocker) -> None:
    """Bytes go as they are, values as JSON, and a deletion without a body."""
    mock.post(f"{URL}/api/x", **FINE)
    mock.delete(f"{URL}/api/x", json={})
    assert http.send("POST", "/api/x", b'{"b": 1,  "a": 2}') == {"version": 2}
    http.send("POST", "/api/x", {"é": 1})
    http.send("DELETE", "/api/x")
    bodies = [request.body for request in mock.request_history]
    assert bodies == [b'{"b": 1,  "a": 2}', '{"é":1}'.encode(), None]
    assert [request.headers.get("Content-Type") for request in mock.request_history] == ["application/json"] * 2 + [
        None
    ]


def test_find_is_none_only_where_grafana_says_so(http: Http, mock: Mocker) -> None:
    """Another server's page for what it does not know is an error, and so is an answer that says nothing."""
    mock.get(f"{URL}/api/x", status_code=404, json={"message": "Not found"})
    assert http.find("/api/x") is None
    with pytest.raises(Refused) as refused:
        http.get("/api/x")
    assert (refused.value.status, refused.value.message) == (404, "GET /api/x: 404: Not found")
    mock.get(f"{URL}/api/x", status_code=404, text="<html>nginx</html>")
    with pytest.raises(Unreachable, match="is a page"):
        http.find("/api/x")
    mock.get(f"{URL}/api/x", status_code=404, json=["Not found"])
    with pytest.raises(Refused):
        http.find("/api/x")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"message": "The dashboard has been changed", "status": "version-mismatch"}, "version-mismatch"),
        ({"kind": "Status", "status": "Failure", "message": "requested RV", "reason": "Conflict"}, "Conflict"),
        ({"message": "no"}, None),
        ({"message": {"strange": 1}, "status": 412}, None),
        (["no"], None),
    ],
)
def test_a_refusal_says_what_the_server_said(http: Http, mock: Mocker, body: Any, reason: str | None) -> None:
    """Method, path and status stand before the server's own words; its word for the reason can be asked for."""
    mock.post(f"{URL}/api/x", status_code=412, json=body)
    with pytest.raises(Refused) as refused:
        http.send("POST", "/api/x?y=1", {})
    said = body["message"] if isinstance(body, dict) and isinstance(body["message"], str) else "no reason given"
    assert refused.value.message == f"POST /api/x: 412: {said}"
    assert refused.value.reason == reason
    assert refused.value.hint == "it was changed by someone else: plan again"


def test_a_missing_permission_is_named(http: Http, mock: Mocker) -> None:
    """Whoever may not do it reads what to ask for, and whom to give it to."""
    said = "You'll need additional permissions to perform this action. Permissions needed: dashboards:create"
    mock.post(f"{URL}/api/x", status_code=403, json={"message": said})
    with pytest.raises(Forbidden) as forbidden:
        http.send("POST", "/api/x", {})
    assert forbidden.value.exit_code == 3
    assert forbidden.value.hint == "give token of prod (env TOKEN) this permission: dashboards:create"


def test_a_quota_is_no_matter_of_permission(http: Http, mock: Mocker) -> None:
    """Grafana says 403 for both, but no credentials help here."""
    mock.post(f"{URL}/api/x", status_code=403, json={"message": "Quota reached"})
    with pytest.raises(Refused) as refused:
        http.send("POST", "/api/x", {})
    assert not isinstance(refused.value, Forbidden)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_refused_credentials_are_named_by_their_source(http: Http, mock: Mocker, method: str) -> None:
    """Where the token comes from is said, the token is not."""
    mock.register_uri(method, f"{URL}/api/x", status_code=401, json={"message": f"invalid API key {TOKEN}"})
    with pytest.raises(CredentialsError) as error:
        http.get("/api/x") if method == "GET" else http.send(method, "/api/x", {})
    assert error.value.message == f"{URL} refuses token of prod (env TOKEN): invalid API key ***"


def test_missing_credentials_are_told(mock: Mocker) -> None:
    """Whoever wrote none reads how."""
    mock.get("http://g/api/x", status_code=401, json={"message": "Unauthorized"})
    with Http(Server("http://g"), None) as http, pytest.raises(CredentialsError) as error:
        http.get("/api/x")
    assert error.value.message == "http://g refuses a request without credentials: Unauthorized"
    assert error.value.hint is not None
    assert "token = " in error.value.hint


@pytest.mark.parametrize(
    ("status", "said"),
    [(401, "API key does not belong to the requested organization"), (404, "Organization not found")],
)
def test_a_wrong_organisation_is_told(http: Http, mock: Mocker, status: int, said: str) -> None:
    """It is neither the token nor its permissions that are wrong, and nothing that is looked for."""
    mock.get(f"{URL}/api/x", status_code=status, json={"message": said})
    with pytest.raises(CredentialsError) as error:
        http.find("/api/x")
    assert error.value.hint is not None
    assert "org is 1" in error.value.hint


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("passing", [BUSY, {"status_code": 429}, {"status_code": 503, **HTML}])
def test_what_passes_is_waited_for(
    http: Http, mock: Mocker, time: FakeTime, method: str, passing: dict[str, Any]
) -> None:
    """A server that has too much to do is asked again, later each time; it has not done it."""
    mock.register_uri(method, f"{URL}/api/x", [passing, passing, FINE])
    assert (http.get("/api/x") if method == "GET" else http.send(method, "/api/x", {})) == {"version": 2}
    assert time.waits == [0.1, 0.2]


def test_a_crowded_server_gets_fewer_writes(http: Http, mock: Mocker) -> None:
    """What it could not take halves how many go at once; other refusals say nothing about that."""
    mock.post(f"{URL}/api/x", [{"status_code": 429, "json": {}}, BUSY, {"status_code": 412, "json": {}}])
    with pytest.raises(Refused):
        http.send("POST", "/api/x", {})
    assert http._writes.limit == 2


def test_a_server_that_asks_for_time_gets_it(http: Http, mock: Mocker, time: FakeTime) -> None:
    """`Retry-After` is honoured, up to a minute."""
    throttled: dict[str, Any] = {"status_code": 429, "json": {"message": "slow down"}}
    headers = ({"Retry-After": "7"}, {"Retry-After": "Thu, 01 Jan 1970 00:00:10 GMT"}, {"Retry-After": "soon"})
    mock.get(f"{URL}/api/x", [*({**throttled, "headers": each} for each in headers), FINE])
    assert http.get("/api/x") == {"version": 2}
    assert time.waits == [7.0, 3.0, 0.4]
    mock.get(f"{URL}/api/x", headers={"Retry-After": "3600"}, **throttled)
    with pytest.raises(Refused):
        http.get("/api/x")
    assert time.waits[3:] == [60.0]


def test_patience_ends(http: Http, mock: Mocker, time: FakeTime) -> None:
    """After eight attempts the server's last word is told."""
    mock.post(f"{URL}/api/x", **BUSY)
    with pytest.raises(Refused, match="database is locked"):
        http.send("POST", "/api/x", {})
    assert mock.call_count == 8
    assert time.at < 60


def test_a_gateway_is_asked_again(http: Http, mock: Mocker) -> None:
    """Reads may be repeated; a page instead of JSON at the end is told as what it is."""
    mock.get(f"{URL}/api/x", [{"status_code": 502, **HTML}, FINE])
    assert http.get("/api/x") == {"version": 2}
    mock.get(f"{URL}/api/x", status_code=504, **HTML)
    with pytest.raises(Unreachable, match="504"):
        http.get("/api/x")


@pytest.mark.parametrize("last", [{"status_code": 412, "json": {"message": "changed"}}, {"status_code": 502, **HTML}])
def test_a_write_behind_a_gateway_is_never_plainly_refused(http: Http, mock: Mocker, last: dict[str, Any]) -> None:
    """The attempt that the gateway lost may have been done, and the refusal be its effect."""
    mock.post(f"{URL}/api/x", [{"status_code": 502, **HTML}, last])
    with pytest.raises(Uncertain, match="may have been done"):
        http.send("POST", "/api/x", {})
    mock.post(f"{URL}/api/x", [{"status_code": 502, **HTML}, FINE])
    assert http.send("POST", "/api/x", {}) == {"version": 2}


@pytest.mark.parametrize("lost", [niquests.exceptions.ReadTimeout, niquests.exceptions.ConnectionError])
def test_a_lost_write_is_not_repeated(http: Http, mock: Mocker, lost: type[Exception]) -> None:
    """Only who reads again knows what became of it; a read is just done again."""
    mock.post(f"{URL}/api/x", exc=lost)
    with pytest.raises(Uncertain):
        http.send("POST", "/api/x", {})
    assert mock.call_count == 1
    mock.get(f"{URL}/api/x", [{"exc": lost}, FINE])
    assert http.get("/api/x") == {"version": 2}


def test_a_write_with_half_an_answer_is_uncertain(http: Http, mock: Mocker) -> None:
    """It was accepted, but nobody knows as what; a page is no Grafana at all."""
    mock.post(f"{URL}/api/x", text='{"version":')
    with pytest.raises(Uncertain):
        http.send("POST", "/api/x", {})
    mock.post(f"{URL}/api/x", text="<!doctype html>")
    with pytest.raises(Unreachable):
        http.send("POST", "/api/x", {})


@pytest.mark.parametrize("hidden", [TOKEN, "pass/w&rd é", 'quo"te'])
def test_no_message_shows_a_secret(http: Http, mock: Mocker, hidden: str) -> None:
    """In no form in which a server may say it again, and from the moment it is hidden."""
    http.hide([hidden, ""])
    quoted = (json.dumps(hidden), json.dumps(hidden, ensure_ascii=False), repr(hidden))
    basic = base64.b64encode(hidden.encode()).decode()
    for form in (hidden, *(text[1:-1] for text in quoted), quote(hidden), quote(hidden, safe=""), basic):
        mock.post(f"{URL}/api/x", status_code=400, json={"message": f"bad {form}!\n"})
        with pytest.raises(Refused) as refused:
            http.send("POST", "/api/x", {})
        assert "bad" in str(refused.value)
        assert "***" in str(refused.value)
        assert form not in str(refused.value)


def test_a_redirect_shows_no_secret(http: Http, mock: Mocker) -> None:
    """Where a server sends us may repeat what we sent."""
    mock.get(f"{URL}/api/x", status_code=302, headers={"Location": f"/login?auth={TOKEN}"})
    with pytest.raises(Unreachable) as error:
        http.get("/api/x")
    assert TOKEN not in str(error.value)


def test_long_words_of_a_server_are_cut(http: Http, mock: Mocker) -> None:
    """A message is one line that somebody may read."""
    mock.get(f"{URL}/api/x", status_code=400, json={"message": "no\n" * 10_000})
    with pytest.raises(Refused) as refused:
        http.get("/api/x")
    assert len(refused.value.message) < 600
    assert "\n" not in refused.value.message


def test_a_user_sends_the_organisation(mock: Mocker) -> None:
    """A user may belong to several; a token belongs to one, and is asked for it where somebody wrote it."""
    mock.get("http://g/api/x", json={})
    user, token = Credentials(user="ann", password=PASSWORD), Credentials(token=TOKEN)
    for server, credentials in (
        (Server("http://g"), user),
        (Server("http://g"), token),
        (Server("http://g", org=3), token),
        (Server("http://g"), None),
    ):
        with Http(server, credentials) as http:
            http.get("/api/x")
    sent = [(each.headers.get("X-Grafana-Org-Id"), each.headers.get("Authorization")) for each in mock.request_history]
    # base64 of `ann:é€:` in UTF-8
    assert sent == [("1", "Basic YW5uOsOp4oKsOg=="), (None, f"Bearer {TOKEN}"), ("3", f"Bearer {TOKEN}"), (None, None)]


def test_credentials_come_from_where_the_environment_says(mock: Mocker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token, or a user and a password; nothing is also an answer."""
    mock.get("http://g/api/x", json={})
    monkeypatch.setenv("TOKEN", TOKEN)
    reference = Reference("env", "TOKEN")
    for server in (
        Server("http://g", token=reference),
        Server("http://g", user="ann", password=reference),
        Server("http://g"),
    ):
        with connect(server, what="prod") as http:
            http.get("/api/x")
    sent = [str(request.headers.get("Authorization")).partition(" ")[0] for request in mock.request_history]
    assert sent == ["Bearer", "Basic", "None"]


@pytest.mark.parametrize("token", ["two words", "line\nline", "naïve"])
def test_what_is_no_token_is_not_sent(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    """It would break the header, and the library would say so by showing it."""
    monkeypatch.setenv("TOKEN", token)
    with pytest.raises(CredentialsError) as error:
        connect(Server("http://g", token=Reference("env", "TOKEN")), what="prod")
    assert "token of prod" in str(error.value)
    assert token not in str(error.value)


def test_a_missing_token_is_told_before_anything_is_sent() -> None:
    """The variable is named."""
    with pytest.raises(CredentialsError, match="GRAFMINT_NO_SUCH_TOKEN"):
        connect(Server("http://g", token=Reference("env", "GRAFMINT_NO_SUCH_TOKEN")), what="prod")


def test_credentials_are_not_in_their_text() -> None:
    """Nobody logs them by accident."""
    text = repr(Credentials(token=TOKEN, user="ann", password=PASSWORD))
    assert TOKEN not in text
    assert PASSWORD not in text


def test_every_error_is_one_that_grafmint_explains() -> None:
    """What catches TargetError catches all of them but those of credentials."""
    assert all(issubclass(kind, TargetError) for kind in (Refused, Forbidden, Unreachable, Uncertain))


def test_a_token_of_another_server_is_a_credential(http: Http, mock: Mocker) -> None:
    """Grafana 9 answers a well-formed token that it does not know with an internal error."""
    mock.get(f"{URL}/api/org", status_code=500, json={"message": "invalid API key"})
    with pytest.raises(CredentialsError, match="refuses token of prod"):
        http.get("/api/org")


def test_a_document_that_a_proxy_takes_for_too_large_is_one_refusal(http: Http, mock: Mocker) -> None:
    """It says nothing of the others, although the answer is the proxy's page."""
    mock.post(f"{URL}/api/dashboards/db", status_code=413, text="<html>413 Request Entity Too Large</html>")
    with pytest.raises(Refused, match="413") as refused:
        http.send("POST", "/api/dashboards/db", {})
    assert refused.value.hint == "a proxy before Grafana takes no document of this size: raise its limit"
