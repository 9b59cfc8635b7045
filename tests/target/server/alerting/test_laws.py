"""The law of a sync of alerting: what others have is as it was, no edit and no secret is lost, and it converges."""

from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from grafmint.testing import Fault, Grafana
from grafmint.testing.fault import page
from tests.target.server.alerting.code import CHATS, GROUPS, OURS
from tests.target.server.alerting.story import Story

PROVISIONING = "/api/v1/provisioning/"
uids, groups, intervals = st.sampled_from("abc"), st.sampled_from(GROUPS), st.sampled_from((30, 60, 120))
lengths, limits, points = st.sampled_from(("5m", "10m")), st.sampled_from((80, 90)), st.sampled_from(OURS)
BUSY = {"message": "could not find object using provided id and hash"}
FAULTS = (
    Fault(method="GET", path=PROVISIONING, status=503, body={"message": "starting"}),
    Fault(method="GET", path=PROVISIONING, happens="drop"),
    *(
        fault
        for method in ("POST", "PUT", "DELETE")
        for fault in (
            Fault(method=method, path=PROVISIONING),
            Fault(method=method, path=PROVISIONING, status=500, body=BUSY),
            page(method=method, path=PROVISIONING),
            Fault(method=method, path=PROVISIONING, happens="drop"),
            Fault(method=method, path=PROVISIONING, happens="refuse"),
        )
    ),
)


def does(who: str, name: str, *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Something that one of them does."""
    return st.tuples(st.just(who), st.just(name), *arguments)


CODE = st.one_of(
    does("code", "say", uids, limits, lengths, groups),
    does("code", "drop", uids),
    does("code", "interval", groups, intervals),
    does("code", "tell", points, st.sampled_from(CHATS)),
    does("code", "lead", st.lists(points, max_size=3)),
)
OTHERS = st.one_of(
    does("others", "edit", uids, lengths),
    does("others", "delete", uids),
    does("others", "copy", uids),
    does("others", "stranger", groups, st.sampled_from(("", "api", "file"))),
    does("others", "their_interval", groups, intervals),
    does("others", "their_route", st.integers(0, 3)),
    does("others", "their_integration", points),
)
RUNS = st.one_of(
    does("run", "run"),
    does("run", "fault", st.sampled_from(FAULTS)),
    does("run", "killed", st.integers(0, 8), st.booleans()),
    does("run", "raced", CODE, OTHERS),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(operations=st.lists(st.one_of(CODE, OTHERS, RUNS), max_size=16))
@example(operations=[("run", "raced", ("code", "say", "a", 90, "5m", "g"), ("others", "edit", "a", "10m"))])
def test_any_story_ends_well(operations: list[tuple[Any, ...]]) -> None:
    """Any sequence of changes in code and by others, of faults, kills and runs: in the end the code, or conflicts."""
    with Grafana() as grafana:
        story = Story(grafana)
        story.begin()
        for operation in operations:
            story.do(*operation)
        # What goes wrong once is done by the next run; more than one thing may go wrong.
        for _ in range(len(operations) + 1):
            if story.run().results == ():
                break
        grafana.forget_requests()
        assert story.run().results == ()
        assert not [request for request in grafana.requests if request.method != "GET"]
        for _ in range(3):
            story.resolve()
        assert story.run().results == ()
        assert story.open() <= story.of_files(), "whatever is in conflict is resolved when that is asked for"
