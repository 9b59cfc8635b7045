"""Others on the same server: another project, and people in the page."""

from typing import Any

import attrs

from tests.matrix.code import SHOP, Said, beside, dashboard
from tests.matrix.direct import unplugged
from tests.matrix.profile import Profile, every_profile
from tests.matrix.site import Key, Site, contents
from tests.matrix.story import Story


def _of_others(site: Site) -> dict[Key, Any]:
    found = contents(site.grafana)
    return {key: each for key, each in found.items() if "theirs" in key[1]}


@every_profile
def test_what_others_have_stays_as_it_is(profile: Profile) -> None:
    """Whatever we make, change, rename and prune, not a byte of another project's or of the page's is another one."""
    with unplugged(profile.made()) as grafana:
        others = Site(grafana, project="theirs")
        others.done(beside(7, "theirs"))
        story = Story.begun(Site(grafana))
        grafana.copy("plain", "theirs-in-page", "Theirs")
        before = _of_others(story.site)
        assert len(before) == len({key[0] for key in before}) + 1
        for _ in range(2):
            story.go_on()
            assert story.sync().exit_code == 0
            assert _of_others(story.site) == before
        others.assert_settled(beside(7, "theirs"), prune=True)


@every_profile
def test_two_projects_prune_side_by_side(profile: Profile) -> None:
    """Each project changes and prunes what is its own, in turns, and neither ever has a word about the other."""
    with unplugged(profile.made()) as grafana:
        sites = [Site(grafana, project=name, prefix=name) for name in ("ours", "theirs")]
        for number in (1, 2, 3):
            for site in sites:
                site.done(beside(number, site.project), prune=True, max_delete=100)
        named = {key[1] for key in contents(grafana)} - {"policies", "email receiver"}
        assert {uid.split("-")[1] for uid in named} == {"3"}


@every_profile
def test_two_projects_may_share_a_folder(profile: Profile) -> None:
    """While both say the same of it, it is in no conflict."""
    with unplugged(profile.made()) as grafana:
        site = Site(grafana)
        site.done((SHOP,))
        attrs.evolve(site, project="theirs").done((SHOP, *dashboard(Said())))
