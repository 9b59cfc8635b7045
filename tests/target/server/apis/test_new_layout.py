"""What was saved with the new layout is left alone on the old API too."""

import pytest

from grafmint.environment import Server
from grafmint.target.server.api.dashboards import Dashboards
from grafmint.target.server.api.inside import Inside
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.http.faults import Refused
from grafmint.target.server.proof.owner import Owner
from grafmint.testing import Grafana
from tests.target.server.answers import TOKEN
from tests.target.server.peer import Peer, running, says
from tests.testing.client import ask


def test_a_dashboard_that_the_old_api_cannot_show_is_managed() -> None:
    """The server answers 406 and names another address."""
    act = says({"message": "dashboard api version not supported, use /apis/... instead"}, 406)
    with running(Peer(act)) as peer, Http(Server(peer.url), Credentials(token=TOKEN)) as http:
        held = Dashboards(http, Owner("shop")).read("load", None)
    assert held is not None
    assert (held.hold, "new layout (schema v2)" in held.where) == ("managed", True)


def test_any_other_refusal_is_one() -> None:
    """Nothing else means that."""
    act = says({"message": "no"}, 400)
    with running(Peer(act)) as peer, Http(Server(peer.url), Credentials(token=TOKEN)) as http, pytest.raises(Refused):
        Dashboards(http, Owner("shop")).read("load", None)


def test_a_folder_that_holds_one_is_not_empty() -> None:
    """Grafana would delete it with the folder."""
    with Grafana(release="13.2") as grafana:
        ask(grafana.url, grafana.token, "POST", "/api/folders", {"uid": "f", "title": "F"})
        grafana.store_v2("tabs", "Tabs", "f")
        with Http(Server(grafana.url), Credentials(token=grafana.token)) as http:
            assert [each.uid for each in Inside(http=http).of("f")] == ["tabs"]


def test_what_cannot_be_looked_at_is_not_taken_for_gone() -> None:
    """Whatever else the server says of what is in a folder is an error."""
    with Grafana(release="13.2") as grafana:
        ask(grafana.url, grafana.token, "POST", "/api/folders", {"uid": "f", "title": "F"})
        grafana.store_v2("tabs", "Tabs", "f")
        grafana.fail_next(status=400, body={"message": "no"}, path="/api/dashboards/uid/tabs")
        with Http(Server(grafana.url), Credentials(token=grafana.token)) as http, pytest.raises(Refused):
            list(Inside(http=http).of("f"))
