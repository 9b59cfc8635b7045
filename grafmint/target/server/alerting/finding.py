"""Finding: one thing that the server has, or that there is none, which versions before 10 say in several ways."""

from typing import Any
from urllib.parse import quote

from grafmint.target.server.alerting.lists import PROVISIONING, RULES
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Refused

Json = dict[str, Any]
_NOT_FOUND = 404


def find(http: Http, path: str) -> Any:
    """What the server has at a path, or None."""
    try:
        return http.get(path)
    except Refused as refused:
        if is_nothing(refused):
            return None
        raise


def is_nothing(refused: Refused) -> bool:
    """Whether the server refuses something because it is not there."""
    return refused.status == _NOT_FOUND or (refused.said or "").startswith("could not find alert rule")


def rule_path(uid: str) -> str:
    """Where a rule is."""
    return f"{RULES}/{quote(uid, safe='')}"


def find_rule(http: Http, uid: str) -> Json | None:
    """A rule with its provenance, or None."""
    found: Json | None = find(http, rule_path(uid))
    return found


def group_path(folder: str, title: str) -> str:
    """Where a group is."""
    return f"{PROVISIONING}/folder/{quote(folder, safe='')}/rule-groups/{quote(title, safe='')}"


def find_group(http: Http, folder: str, title: str) -> Json | None:
    """A group with its rules and its interval, or None."""
    found: Json | None = find(http, group_path(folder, title))
    return found
