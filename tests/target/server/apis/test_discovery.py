"""Discovery: what a server says that it serves decides, never its version alone."""

from collections.abc import Mapping
from typing import Any

import pytest

from grafmint.bundle import Kind
from grafmint.environment import Server
from grafmint.target.server.apis.discovery import Served, discovered
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.http.faults import Forbidden
from grafmint.target.server.http.retry import Policy
from tests.target.server.answers import TOKEN, serving

BOARDS, FOLDERS = "dashboard.grafana.app", "folder.grafana.app"
SETTINGS = "/api/frontend/settings"


def groups(**versions: list[str]) -> dict[str, Any]:
    """What a server with these versions of dashboards and folders answers."""
    names = {"boards": BOARDS, "folders": FOLDERS}
    listed = [
        {
            "name": names[name],
            "versions": [{"groupVersion": f"{names[name]}/{each}", "version": each} for each in found],
        }
        for name, found in versions.items()
    ]
    return {"kind": "APIGroupList", "groups": listed}


def found(
    answers: Mapping[str, tuple[int, Any]], version: tuple[int, int] | None = (13, 2), org: int = 1
) -> tuple[Mapping[Kind, Served], list[str]]:
    """What is discovered, and what was asked for it."""
    policy = Policy(sleep=lambda _: None)
    with serving(answers) as peer, Http(Server(peer.url), Credentials(token=TOKEN), policy=policy) as http:
        served = discovered(http, version, org)
    return served, [request.path for request in peer.requests]


def test_the_stable_version_comes_first() -> None:
    """Whatever the server prefers."""
    answers = {
        "/apis": (200, groups(boards=["v2", "v2beta1", "v1beta1", "v1", "v0alpha1"], folders=["v1beta1"])),
        SETTINGS: (200, {"namespace": "stacks-12"}),
    }
    served, _ = found(answers)
    assert served["dashboard"].path == "/apis/dashboard.grafana.app/v1/namespaces/stacks-12/dashboards"
    assert served["folder"].path_of("a b") == "/apis/folder.grafana.app/v1beta1/namespaces/stacks-12/folders/a%20b"


@pytest.mark.parametrize(("org", "namespace"), [(1, "default"), (7, "org-7")])
@pytest.mark.parametrize("settings", [(200, {}), (200, {"namespace": ""}), (404, {"message": "no"})])
def test_a_namespace_that_is_not_told_follows_from_the_organisation(
    org: int, namespace: str, settings: tuple[int, Any]
) -> None:
    """As the rule is where Grafana runs on one's own machines."""
    served, _ = found({"/apis": (200, groups(boards=["v1"])), SETTINGS: settings}, org=org)
    assert served["dashboard"].namespace == namespace
    assert "folder" not in served


def test_a_server_of_before_is_not_asked() -> None:
    """It has no such API."""
    assert found({}, version=(11, 6)) == ({}, [])


def test_a_server_that_hides_its_version_is_asked() -> None:
    """One of before answers that there is nothing."""
    assert found({}, version=None) == ({}, ["/apis"])


@pytest.mark.parametrize("told", [groups(boards=["v0alpha1", "v2"]), groups(), {"groups": None}, []])
def test_what_nobody_can_use_is_as_if_it_were_not_there(told: Any) -> None:
    """Everything stays on the old API then."""
    assert found({"/apis": (200, told)}) == ({}, ["/apis"])


def test_a_refusal_is_told() -> None:
    """Who is not let in would see none of the marks that are there, and take everything for somebody else's."""
    with pytest.raises(Forbidden):
        found({"/apis": (403, {"message": "Forbidden"})})
