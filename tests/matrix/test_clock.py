"""Clocks that differ: the server's is a day off, and nothing hangs on it."""

from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import attrs
import pytest

from grafmint.environment import Hold
from grafmint.origin import Place
from grafmint.target.server.http.retry import LONGEST, Policy
from grafmint.testing import stored
from tests.matrix.code import stage
from tests.matrix.direct import unplugged
from tests.matrix.profile import Profile, every_profile
from tests.matrix.site import Site, actions, told
from tests.matrix.story import Story

DAY = timedelta(days=1)


@pytest.fixture(params=[DAY, -DAY], ids=["a day ahead", "a day behind"])
def skew(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> timedelta:
    """How far the server's clock is from ours."""
    skew: timedelta = request.param

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + skew

    monkeypatch.setattr(stored, "datetime", Clock)
    return skew


@every_profile
def test_whose_it_is_does_not_hang_on_clocks(profile: Profile, skew: timedelta) -> None:
    """All is made, changed, renamed and pruned, the second run is quiet, and an edit is told."""
    with unplugged(profile.made()) as grafana:
        story = Story.begun(Site(grafana))
        story.assert_settled()
        story.go_on()
        story.assert_converges()
        grafana.edit("plain", lambda board: board.update(title="Theirs"))
        assert told(story.plan()) == {("dashboard", "plain"): "conflict"}


@every_profile
def test_a_server_cannot_make_us_wait_for_a_day(profile: Profile, skew: timedelta) -> None:
    """It asks us to come back in a second, by its own clock: we wait for a minute at most, and then all is done."""
    waited: list[float] = []
    with unplugged(profile.made()) as grafana:
        story = Story.begun(Site(grafana))
        story.site = attrs.evolve(story.site, policy=Policy(sleep=waited.append))
        story.go_on()
        again = format_datetime(datetime.now(UTC) + skew + timedelta(seconds=1), usegmt=True)
        grafana.fail_next(status=429, method="POST", headers={"Retry-After": again}, times=3)
        assert story.sync().exit_code == 0
        assert len(waited) == 3
        assert max(waited) <= LONGEST
        story.assert_settled()


@every_profile
def test_a_hold_ends_by_our_own_clock(profile: Profile, skew: timedelta) -> None:
    """What is held through today is held, what was held through yesterday is not, whatever day the server has."""
    today = datetime.now(UTC).date()
    with unplugged(profile.made()) as grafana:
        site = Story.begun(Site(grafana)).site
        for until, action in ((today, "held"), (today - DAY, "update")):
            held = attrs.evolve(site, holds=(_hold(until),))
            assert actions(held.plan(stage(2)))["dashboard", "plain"] == action


def _hold(until: date) -> Hold:
    return Hold(uid="dashboard/plain", until=until, reason="an incident", place=Place("grafmint.toml", 1))
