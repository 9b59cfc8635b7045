"""A server that answers reads from a table, as a Grafana 9.4 that was asked answered."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from tests.target.server.peer import Handler, Peer, running, says

Answers = dict[str, tuple[int, Any]]

TOKEN = "glsa_0123456789abcdefghijklmnopqrstuv_deadbeef"  # noqa: S105  # of no server
VIEWER = ("dashboards:read", "datasources:query", "datasources:read", "folders:read", "orgs:read")
EDITOR = (*VIEWER, "dashboards:create", "dashboards:write", "folders:create", "folders:write")
ADMIN = (*EDITOR, "datasources:create", "datasources:write", "folders.permissions:read", "folders.permissions:write")
NOT_FOUND = (404, {"message": "Not found"})


def rights(*actions: str) -> tuple[int, dict[str, list[str]]]:
    """What the server says of the rights of an account."""
    return 200, {action: ["*"] for action in actions}


def answers(*actions: str) -> Answers:
    """An empty Grafana to which we are a service account with these rights."""
    return {
        "/api/health": (200, {"commit": "8f3e923057", "database": "ok", "version": "9.4.0-pre"}),
        "/api/org": (200, {"id": 1, "name": "Main Org.", "address": {}}),
        "/api/user": (404, {"message": "user not found"}),
        "/api/user/orgs": (200, []),
        "/api/access-control/user/permissions": rights(*actions),
        "/api/search": (200, []),
        "/api/datasources": (200, []),
    }


def user(answers: Answers, login: str, role: str) -> Answers:
    """The same, but we are a user."""
    told = {"id": 1, "login": login, "orgId": 1, "isGrafanaAdmin": role == "Admin"}
    orgs = [{"orgId": 1, "name": "Main Org.", "role": role}]
    return {**answers, "/api/user": (200, told), "/api/user/orgs": (200, orgs)}


def hold(
    answers: Answers, uid: str, *, mark: object = None, provisioned: bool = False, tags: tuple[str, ...] = ()
) -> None:
    """Put a dashboard there."""
    hit = {"uid": uid, "title": uid.title(), "type": "dash-db", "tags": list(tags)}
    board = {"uid": uid, "title": uid.title(), "version": 1, "tags": list(tags)}
    answers["/api/search"] = (200, [*answers["/api/search"][1], hit])
    document = board if mark is None else {**board, "grafmint": mark}
    answers[f"/api/dashboards/uid/{uid}"] = (200, {"dashboard": document, "meta": {"provisioned": provisioned}})


def hold_folder(answers: Answers, uid: str) -> None:
    """Put a folder there."""
    answers["/api/search"] = (200, [*answers["/api/search"][1], {"uid": uid, "title": uid, "type": "dash-folder"}])


def hold_datasource(answers: Answers, uid: str, name: str, health: tuple[int, Any]) -> None:
    """Put a datasource there, of which its check says this."""
    answers["/api/datasources"] = (200, [*answers["/api/datasources"][1], {"uid": uid, "name": name}])
    answers[f"/api/datasources/uid/{uid}/health"] = health


@contextmanager
def serving(answers: Mapping[str, tuple[int, Any]]) -> Iterator[Peer]:
    """The server; what is not in the table it does not have, and whoever writes is answered with an error."""

    def act(handler: Handler) -> None:
        status, body = answers.get(urlsplit(handler.path).path, NOT_FOUND)
        status = status if handler.command == "GET" else 500
        says(body if isinstance(body, bytes) else json.dumps(body).encode(), status)(handler)

    with running(Peer(act)) as peer:
        yield peer
