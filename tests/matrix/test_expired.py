"""A token that expires: it is told, and the next run goes on with another one."""

import pytest

from grafmint.errors import CredentialsError
from tests.matrix.direct import unplugged
from tests.matrix.profile import Profile, every_profile
from tests.matrix.site import Site
from tests.matrix.story import Story
from tests.matrix.watched import At

ANSWER = {"message": "Invalid API key"}
FOR_GOOD = 1_000_000


@every_profile
@pytest.mark.parametrize("number", [0, 1, 7, 15, 25])
def test_a_token_that_expires_in_the_middle_is_told(profile: Profile, number: int) -> None:
    """From one request on each is refused: the run ends and says why, and the next one brings the rest about."""
    with unplugged(profile.made()) as grafana:
        story = Story.begun(Site(grafana))
        story.go_on()
        outcome = story.sync(At(number, lambda *_: grafana.fail_next(status=401, body=ANSWER, times=FOR_GOOD)))
        assert outcome.exit_code == (4 if outcome.done else 3)
        assert any(isinstance(problem, CredentialsError) for problem in outcome.problems)
        assert outcome.untried or outcome.failed
        grafana._core.faults.clear()
        story.assert_converges()


@every_profile
@pytest.mark.parametrize("path", ["", "/api/search", "/api/dashboards/uid", "/api/v1/provisioning", "/apis"])
def test_a_token_that_expires_while_reading_plans_nothing(profile: Profile, path: str) -> None:
    """Where a question is refused there is no plan: an unread server is never taken for an empty one."""
    with unplugged(profile.made()) as grafana:
        story = Story.begun(Site(grafana))
        asked = {each.path for each in grafana.requests if each.path.startswith(path)}
        grafana.fail_next(status=401, body=ANSWER, times=FOR_GOOD, path=path)
        if asked:
            with pytest.raises(CredentialsError) as refused:
                story.plan()
            assert refused.value.exit_code == 3
        grafana._core.faults.clear()
        story.assert_settled()
