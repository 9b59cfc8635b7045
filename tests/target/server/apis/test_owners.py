"""Owners of dashboards on a server with the resource API, as `doctor` counts them."""

from grafmint.target.server.api.board import NEW_LAYOUT
from grafmint.target.server.api.index import read_index
from grafmint.target.server.doctor.contents import contents
from grafmint.target.server.doctor.owners import FILES, OURS, TAGGED, owned_dashboards
from grafmint.target.server.kinds.registry import Kinds
from grafmint.testing import Grafana
from tests.target.server.apis.scene import BOARDS, world


def test_whose_dashboards_are_is_told_by_their_annotations() -> None:
    """Ours by the mark, others' by who manages them."""
    with Grafana(release="13.2") as grafana:
        ours = world(grafana)
        ours.sync(BOARDS)
        grafana.copy("load", "copy", "Copy")
        grafana.copy("load", "main", "Main")
        grafana.manage("main", "terraform", "main")
        grafana.provision({"uid": "file", "title": "File"})
        with ours._http() as http:
            kinds = Kinds(ours._environment, http)
            found = {each.uid: each.owner for each in owned_dashboards(kinds, kinds.owner, read_index(http, "shop"))}
    assert found == {
        "load": OURS,
        "mem": OURS,
        "copy": TAGGED,
        "main": "managed by Terraform ('main')",
        "file": FILES,
    }


def test_what_has_the_new_layout_is_told_as_that() -> None:
    """Where `/apis` is not served the old API refuses it: to read it again is of no use."""
    with Grafana(release="13.2") as grafana:
        grafana.store_v2("tabs", "Tabs", None)
        grafana.fail_next(path="/apis", status=404, body={"message": "Not found"}, times=9)
        ours = world(grafana)
        with ours._http() as http:
            checks = {each.name: each for each in contents(ours._environment, http, read_index(http, "shop"), None)}
    assert (checks["dashboards"].said, checks["dashboards"].hint) == (f"1: 1 {NEW_LAYOUT}", None)
