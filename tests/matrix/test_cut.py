"""A run that is cut in the middle, and run again: with everything that can happen to every kind at once.

It is cut at every fourth write, on each server beginning with another one: between the six no write is left out.
"""

from collections.abc import Callable, Iterator
from itertools import count

import attrs
import pytest

from grafmint import Folder
from grafmint.testing import Grafana
from tests.matrix.code import SHOP, Said, alert, dashboard, library_panel
from tests.matrix.direct import unplugged
from tests.matrix.profile import PROFILES, Profile, every_profile
from tests.matrix.site import Code, Site, actions, contents, told
from tests.matrix.story import Story
from tests.matrix.watched import At, Killed

Cut = Callable[[Grafana, int], At | Killed]


def killed(_: Grafana, number: int) -> Killed:
    """Its process is killed before this write."""
    return Killed(number)


def lost(grafana: Grafana, number: int) -> At:
    """The write is done, and its answer is lost."""
    return At(number, lambda method, path: grafana.drop_next(done=True, method=method, path=path))


def broken(grafana: Grafana, number: int) -> At:
    """The connection breaks before the write is done."""
    return At(number, lambda method, path: grafana.drop_next(done=False, method=method, path=path))


def moments(profile: Profile) -> Iterator[int]:
    """The writes at which a run is cut."""
    return count(PROFILES.index(profile) % 4, 4)


@pytest.mark.parametrize(
    ("profile", "cut"),
    [(each, cut) for each in PROFILES for cut in (killed, lost, broken)],
    ids=lambda each: each.__name__ if callable(each) else str(each),
)
def test_a_run_that_is_cut_converges(profile: Profile, cut: Cut) -> None:
    """A run that changes, renames, makes and prunes all is cut: it tells, and the next one brings the rest about."""
    with unplugged(profile.made()) as grafana:
        story = Story.begun(Site(grafana))
        for number in moments(profile):
            story.go_on()
            at = cut(grafana, number)
            outcome = story.sync(at)
            if at.count <= number:
                break
            assert bool(outcome.problems) == bool(outcome.exit_code)
            assert cut is not killed or outcome.problems or outcome.remarks
            story.assert_converges()
        assert number > 20


@every_profile
def test_a_first_run_that_is_killed_converges(profile: Profile) -> None:
    """The same of a run onto an empty server."""
    for number in moments(profile):
        with unplugged(profile.made()) as grafana:
            story, at = Story(Site(grafana, prefix="beside")), Killed(number)
            story.sync(at)
            if at.count <= number:
                break
            story.assert_converges()
    assert number > 15


@every_profile
def test_a_folder_that_is_renamed_with_all_in_it_converges(profile: Profile) -> None:
    """Killed at each write of the rename of a folder, and of a dashboard and its alert in it: the next run ends it."""
    for number in count():
        with unplugged(profile.made()) as grafana:
            site, at = Site(grafana), Killed(number)
            assert site.sync(_in_folder(Said())).exit_code == 0
            code = _in_folder(Said(uid="own-2", before="own"))
            attrs.evolve(site, meets=at).sync(code, prune=True)
            if at.count <= number:
                break
            outcome = site.sync(code, prune=True)
            assert (outcome.exit_code, told(outcome.plan)) == (0, {})
            # An old folder without a mark is known by being empty.
            assert set(actions(site.plan(code, prune=True))) <= {("folder", "in-own-2")}
            site.sync(code, prune=True)
            site.assert_settled(code, prune=True)
            assert {uid for _, uid in contents(grafana)}.isdisjoint({"own", "in-own", "own-high"})
    assert number > 3


def _in_folder(said: Said) -> Code:
    former = {"renamed_from": f"in-{said.before}"} if said.before is not None else {}
    own = Folder(uid=f"in-{said.uid}", title="Own", **former)  # type: ignore[arg-type]
    return tuple(attrs.evolve(each, folder=own) for each in (*library_panel(said), *alert(said)))  # type: ignore[arg-type]


_ON_EMPTY = pytest.mark.xfail(
    reason="where annotations are dropped and no dashboard is there to tell so, a kill or a lost answer between the "
    "first write and the one through /api leaves no mark"
)


@pytest.mark.parametrize(
    ("cut", "has_another"),
    [
        *((each, True) for each in (killed, lost, broken)),
        *(pytest.param(each, False, marks=_ON_EMPTY) for each in (killed, lost)),
        (broken, False),
    ],
    ids=lambda each: each.__name__ if callable(each) else "beside one" if each else "alone",
)
def test_the_first_dashboard_of_a_server_stays_ours(cut: Cut, *, has_another: bool) -> None:
    """Cut at each of its writes on a server that drops annotations, it is ours all the same after the next run."""
    for number in range(4):
        with unplugged(Profile("12.2", drops=True).made()) as grafana:
            site = Site(grafana)
            assert site.sync((SHOP,)).exit_code == 0
            if has_another:
                site.ask("POST", "/api/dashboards/db", {"dashboard": {"uid": "theirs", "title": "Theirs"}})
            first, second = ((SHOP, *dashboard(Said(value=value))) for value in (1, 2))
            attrs.evolve(site, meets=cut(grafana, number)).sync(first)
            site.sync(first)
            assert told(site.plan(second)) == {}
