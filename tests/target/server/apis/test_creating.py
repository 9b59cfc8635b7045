"""Creating through the resource API: what is made at the top level is for everybody there, as through `/api`."""

from collections.abc import Iterator

import pytest

from grafmint.bundle import Entry
from grafmint.target.server.apis.claim import Claim
from grafmint.target.server.apis.metadata import GRANT
from grafmint.testing import Fault, Grafana
from tests.target.server.apis.scene import BOARDS, MARK, RELEASES, ask, path, world, writes
from tests.target.server.world import Board
from tests.testing.client import ask as asked

#: Releases of 12 grant nothing on what somebody looks after.
STRICT = "12.2"
MANAGED = "grafana.app/managedBy"
ENTRY = Entry(kind="dashboard", uid="mem", title="Memory", document=b"{}")


@pytest.fixture(params=RELEASES)
def grafana(request: pytest.FixtureRequest) -> Iterator[Grafana]:
    """A server with what a sync has made: a dashboard in a folder, and one at the top level."""
    with Grafana(release=request.param) as grafana:
        grafana.drops_annotations = False
        assert world(grafana).sync(BOARDS).exit_code == 0
        yield grafana


@pytest.mark.parametrize("at", ["/api/folders/shop", "/api/dashboards/uid/load", "/api/dashboards/uid/mem"])
def test_a_viewer_sees_what_is_made(grafana: Grafana, at: str) -> None:
    """The folder, what is in it, and what is in none."""
    assert asked(grafana.url, grafana.viewer_token, "GET", at).status == 200


def test_what_is_made_is_marked_at_once(grafana: Grafana) -> None:
    """With who looks after it, in its first version: the next sync has nothing to do."""
    for uid, plural in (("mem", "dashboards"), ("load", "dashboards"), ("shop", "folders")):
        metadata = ask(grafana, "GET", path(STRICT, uid, plural))["metadata"]
        assert metadata["generation"] == 1
        assert metadata["annotations"].keys() >= {MANAGED, MARK}
    grafana.forget_requests()
    assert world(grafana).sync(BOARDS).plan.is_empty
    assert writes(grafana) == []


def test_what_is_there_already_asks_for_nothing(grafana: Grafana) -> None:
    """Whoever has which permission by now keeps it: an update of a dashboard at the top level is taken as it is."""
    changed = {**BOARDS, "mem": Board(title="Memory", refresh="2m")}
    outcome = world(grafana).sync(changed)
    assert (outcome.exit_code, [result.remark for result in outcome.results]) == (0, [None])
    assert GRANT not in Claim.of(world(grafana)._environment).annotations(ENTRY, {"metadata": {}}, None)


def test_only_that_refusal_is_worked_around() -> None:
    """Any other one is the server's last word, and what is asked for is asked for once."""
    with Grafana(release="13.2") as grafana:
        body = {"kind": "Status", "message": "no", "reason": "Forbidden"}
        grafana.inject(Fault(status=403, body=body, method="POST", path="/apis/folder", times=2))
        assert world(grafana).sync({"load": BOARDS["load"]}).exit_code != 0
        assert [status for _, _, status in writes(grafana)] == [403]


def test_a_lost_answer_of_the_second_request_is_looked_up() -> None:
    """The dashboard is there with our mark: nothing is made twice, and the next sync has nothing to do."""
    with Grafana(release=STRICT) as grafana:
        grafana.drops_annotations = False
        grafana.drop_next(method="PUT", path="/apis/dashboard")
        assert world(grafana).sync({"mem": BOARDS["mem"]}).exit_code == 0
        assert MARK in ask(grafana, "GET", path(STRICT, "mem"))["metadata"]["annotations"]
        assert world(grafana).sync({"mem": BOARDS["mem"]}).plan.is_empty
