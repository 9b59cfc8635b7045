"""A server that breaks in the middle, over real connections: restarts, a locked database, two runs at once."""

from concurrent.futures import ThreadPoolExecutor

import attrs

from grafmint.target.server.http.retry import Policy
from tests.matrix.code import Said, beside, everything
from tests.matrix.profile import Profile, every_profile
from tests.matrix.site import Site, actions, contents, failed
from tests.matrix.story import Story
from tests.matrix.watched import At

LOCKED = {"message": "database is locked"}


@every_profile
def test_a_restart_in_the_middle_is_waited_for(profile: Profile) -> None:
    """Grafana goes away in the middle of a run and comes back: all is done, or told and done by the next run."""
    with profile.made() as grafana:
        story = Story.begun(Site(grafana))
        story.site = attrs.evolve(story.site, policy=Policy(base=0.01, cap=0.05, attempts=50))
        story.go_on()
        outcome = story.sync(At(12, lambda *_: grafana.restart(0.05)))
        assert outcome.exit_code in {0, 4}
        assert bool(outcome.problems) == bool(outcome.exit_code)
        story.assert_converges()


@every_profile
def test_a_locked_database_is_waited_for(profile: Profile) -> None:
    """Each write meets a locked database first, and is done all the same."""
    with profile.made() as grafana:
        story = Story.begun(Site(grafana))
        story.go_on()
        outcome = story.sync(lambda method, path: grafana.fail_next(status=500, body=LOCKED, method=method, path=path))
        assert (outcome.exit_code, outcome.problems) == (0, ())
        story.assert_settled()


@every_profile
def test_one_job_that_runs_twice_at_once_converges(profile: Profile) -> None:
    """Both runs of the same code end and tell, all is as it says, and nothing is there twice."""
    with profile.made() as grafana, ThreadPoolExecutor() as pool:
        story = Story.begun(Site(grafana))
        story.go_on()
        for running in [pool.submit(story.sync) for _ in range(2)]:
            outcome = running.result(timeout=60)
            assert bool(outcome.problems) == bool(outcome.exit_code)
        story.assert_converges()


@every_profile
def test_two_branches_that_run_at_once_lose_nothing(profile: Profile) -> None:
    """Two runs of different code: each resource is as one of them says or as it was, and the next run settles it."""
    with profile.made() as grafana, ThreadPoolExecutor() as pool:
        site = Site(grafana)
        codes = [(*everything(Said(value=number)), *beside(number)) for number in (1, 2, 3)]
        assert site.sync(codes[0]).exit_code == 0
        before = contents(grafana)
        outcomes = [running.result(timeout=60) for running in [pool.submit(site.sync, code) for code in codes[1:]]]
        assert all(bool(each.problems) == bool(each.exit_code) for each in outcomes)
        assert set(before) <= set(contents(grafana))
        undone = [{*actions(site.plan(code), "stray")} for code in codes]
        assert undone[0] & undone[1] & undone[2] == set()
        for outcome in outcomes:
            made = {key for key, action in actions(outcome.plan).items() if action == "create"}
            assert made - failed(outcome) <= set(contents(grafana))
        site.done(codes[2])
