"""Upgrades of the server under what was synced: they change nothing that anybody has written."""

from grafmint.testing import Grafana
from tests.matrix.direct import unplugged
from tests.matrix.site import Site, contents, told
from tests.matrix.story import Story

RELEASES = ("10.4", "11.6", "12.2", "13.2")


def test_an_upgrade_alone_is_no_change() -> None:
    """Synced on 9.4, and never again: on every later release a run says that there is nothing to do."""
    with unplugged(Grafana()) as grafana:
        story = Story.begun(Site(grafana))
        for release in RELEASES:
            grafana.upgrade(release)
            story.assert_settled()


def test_all_goes_on_after_each_upgrade() -> None:
    """What an older release has is changed, renamed and pruned on the newer one, and nothing is there twice."""
    with unplugged(Grafana()) as grafana:
        story = Story.begun(Site(grafana))
        for release in RELEASES:
            grafana.upgrade(release)
            story.go_on()
            story.assert_converges()


def test_an_edit_outlives_upgrades() -> None:
    """What somebody has edited on 9.4 is in conflict on every later release, and is not written over."""
    with unplugged(Grafana()) as grafana:
        story = Story.begun(Site(grafana))
        grafana.edit("plain", lambda board: board.update(title="Theirs"))
        for release in RELEASES:
            grafana.upgrade(release)
            story.sync()
            assert told(story.plan()) == {("dashboard", "plain"): "conflict"}
            board, _ = contents(grafana)["dashboard", "plain"]
            assert board["title"] == "Theirs"
