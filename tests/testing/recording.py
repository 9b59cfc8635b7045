"""Recorded exchanges with a real Grafana, and how they are replayed against the double."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import orjson

from grafmint.testing import Grafana
from tests.testing.client import Answer, send

DATA = Path(__file__).parents[1] / "data/recordings"
_RECORDED = ("", "-more", "-sub-path", "-alerting", "-renames", "-library", "-connections", "-health")
FILES = tuple(f"grafana-9.4{what}.json" for what in _RECORDED)
Json = dict[str, Any]

_PLACEHOLDER = re.compile(r"<(time|hash|trace|token|value|example.*)>")
#: What a build of Grafana says of itself, a number that only its log knows, and times.
_ITS_OWN = {
    "commit",
    "buildstamp",
    "accessErrorId",
    "avatarUrl",
    "userAvatarUrl",
    "teamAvatarUrl",
    "created",
    "updated",
    "evaluationTime",
}


def load(name: str) -> Json:
    """A file of recordings."""
    loaded: Json = orjson.loads((DATA / name).read_bytes())
    return loaded


def exchanges(name: str) -> list[Json]:
    """Its exchanges, each with a `key`: the name of its step, with a number from the second of that name on."""
    seen: dict[str, int] = {}
    found = []
    for each in load(name)["exchanges"]:
        seen[each["step"]] = number = seen.get(each["step"], 0) + 1
        found.append({**each, "key": each["step"] if number == 1 else f"{each['step']} ({number})"})
    return found


@attrs.define
class Replay:
    """A replay under way: the tokens that the double has given, and its uids for those that Grafana made."""

    grafana: Grafana
    tokens: dict[str, str] = attrs.field(factory=dict)
    uids: dict[str, str] = attrs.field(factory=dict)

    def step(self, exchange: Json) -> list[str]:
        """Do one; every difference between the recorded answer and the double's, a line each."""
        if "provisioned" in exchange:
            self._provision(exchange["provisioned"])
            return []
        if "fired" in exchange:
            for uid, (instances, normal) in exchange["fired"].items():
                self.grafana.alerting.fire(uid, instances, normal)
            return []
        if "locked" in exchange:
            self.grafana.fail_next()
        answer = self._send(exchange)
        said: Any = orjson.loads(answer.body) if answer.body else ""
        recorded = exchange["response"]
        self._learn(exchange, said)
        expected = self._translated(recorded["body"])
        if exchange["request"]["path"].endswith("/permissions"):
            expected, said = _unordered(expected), _unordered(said)
        if exchange.get("kept"):
            said = {key: said.get(key) for key in exchange["kept"]} if answer.status == recorded["status"] else said
        wrong = [f"status {answer.status}, not {recorded['status']}"] if answer.status != recorded["status"] else []
        wrong += [] if answer.content_type == recorded["contentType"] else [f"content type {answer.content_type}"]
        return [f"{exchange['key']}: {each}" for each in [*wrong, *differences(expected, said)]]

    def _send(self, exchange: Json) -> Answer:
        request = exchange["request"]
        headers = {name: text for name, text in request.get("headers", {}).items() if name != "Authorization"}
        authorization = self._authorization(exchange)
        if authorization is not None:
            headers["Authorization"] = authorization
        body = request["text"].encode() if "text" in request else None
        if "body" in request:
            body = orjson.dumps(self._translated(request["body"]))
        return send(self.grafana.url, request["method"], self._translated(request["path"]), body, headers)

    def _authorization(self, exchange: Json) -> str | None:
        request, auth = exchange["request"], exchange["request"].get("auth", "")
        if auth == "none":
            return None
        if auth.endswith("token"):
            return f"Bearer {self.tokens[auth]}"
        if "Authorization" in request.get("headers", {}):
            return f"Bearer {'wrong' if exchange['step'] == 'bad token' else self.grafana.viewer_token}"
        return basic("admin", "wrong" if auth == "bad password" else "admin")

    def _learn(self, exchange: Json, said: Any) -> None:
        recorded = exchange["response"]["body"]
        if not isinstance(recorded, dict) or not isinstance(said, dict) or exchange["request"]["method"] != "POST":
            return
        if recorded.get("key") == "<token>":
            self.tokens[exchange["step"]] = said.get("key", "")
        there, here = (each.get("datasource", each).get("uid", "") for each in (recorded, said))
        if there not in orjson.dumps(exchange["request"].get("body")).decode():
            self.uids[there] = here

    def _translated(self, value: Any) -> Any:
        text = orjson.dumps(value).decode()
        for there, here in self.uids.items():
            text = text.replace(there, here)
        return orjson.loads(text)

    def _provision(self, files: Json) -> None:
        if "alerting" in files:
            self.grafana.alerting.provision(files["alerting"], files["folder"]["uid"])
            return
        self.grafana.provision(files["dashboard"], files["folder"]["uid"], files["folder"]["title"])
        self.grafana.provision_datasource(files["datasource"])


def basic(user: str, password: str) -> str:
    """The header of basic authentication."""
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


def _unordered(value: Any) -> Any:
    """Permissions in an order: Grafana's is another on every server, and it says a scope as often as roles give it."""
    if isinstance(value, list):
        return sorted(value, key=lambda item: (item["userId"], item["teamId"], item.get("role", "")))
    return {key: sorted(set(scopes)) if isinstance(scopes, list) else scopes for key, scopes in value.items()}


def differences(recorded: Any, said: Any, path: str = "") -> Iterator[str]:
    """What two bodies differ in, but for placeholders and what a server only says of itself."""
    if path.rpartition("/")[2] in _ITS_OWN or (isinstance(recorded, str) and _PLACEHOLDER.fullmatch(recorded)):
        if not isinstance(said, type(recorded)):
            yield f"{path} is {said!r}"
    elif isinstance(recorded, dict) and isinstance(said, dict):
        for key in {**recorded, **said}:
            if key in recorded and key in said:
                yield from differences(recorded[key], said[key], f"{path}/{key}")
            else:
                yield f"{path}/{key} is {'missing' if key in recorded else 'too much'}"
    elif isinstance(recorded, list) and isinstance(said, list) and len(recorded) == len(said):
        for place, (one, other) in enumerate(zip(recorded, said, strict=True)):
            yield from differences(one, other, f"{path}/{place}")
    elif recorded != said or type(recorded) is not type(said):
        yield f"{path} is {said!r}, not {recorded!r}"
