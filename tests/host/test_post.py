"""One comment a review: found again, written anew, never doubled, never somebody else's."""

import traceback
from collections.abc import Callable, Mapping

import attrs
import pytest

from grafmint.config.ci import CiEnvironment, HostName
from grafmint.errors import CredentialsError, GrafmintError, UsageError
from grafmint.host import HostError, Posted, host_of, post
from grafmint.host.port import Comment, Host, UnsureError
from grafmint.render.comment import LIMIT
from tests.host.conftest import COMMIT, INSTALLED, PERSONAL, READER, TOKEN, job, patient, pull
from tests.host.server import APP, BOT, PERSON, Forge, Owner, Reply

MARKER = "<!-- grafmint review: shop/prod -->"
FIRST, SECOND = f"{MARKER}\n### one\n", f"{MARKER}\n### two\n"
HOSTS: list[tuple[HostName, str]] = [
    ("github", TOKEN),
    ("github", INSTALLED),
    ("github", PERSONAL),
    ("gitlab", PERSONAL),
]
EVE = {"login": "eve", "username": "eve", "type": "User", "id": 8}
either = pytest.mark.parametrize(("host", "token"), HOSTS)


def bodies(forge: Forge) -> list[str]:
    """What all comments say."""
    return [comment["body"] for comment in forge.comments]


@either
def test_it_is_created_updated_and_left_as_it_is(forge: Forge, host: HostName, token: str) -> None:
    """The second run writes in the place of the first, the third finds nothing to write."""
    environment = job(forge, host, token)
    created = post(FIRST, host_of(environment))
    assert created.action == "created"
    assert post(SECOND, host_of(environment)).action == "updated"
    assert bodies(forge) == [SECOND.rstrip()]
    before = len(forge.asked)
    assert post(SECOND, host_of(environment)).action == "unchanged"
    assert {each for each in forge.asked[before:] if each[0] != "GET"} <= {("POST", "/graphql")}
    if host == "github":
        assert created.url == f"{forge.address}/c/1"


@either
def test_it_is_found_on_a_later_page(forge: Forge, host: HostName, token: str) -> None:
    """Behind 250 comments of others it is still the same one."""
    environment = job(forge, host, token)
    for index in range(250):
        forge.comment(f"comment {index}", PERSON)
    post(FIRST, host_of(environment))
    for index in range(80):
        forge.comment(f"later {index}", PERSON)
    assert post(SECOND, host_of(environment)).action == "updated"
    assert bodies(forge).count(SECOND.rstrip()) == 1
    assert len(forge.comments) == 331


@either
def test_what_others_wrote_is_not_ours(forge: Forge, host: HostName, token: str) -> None:
    """A comment that only quotes the marker, or that somebody else began with it, is left alone."""
    own = forge.tokens[token].user
    forge.comment(f"> {MARKER}", own)
    for other in (EVE, BOT, APP, PERSON):
        if other is not own:
            forge.comment(f"{MARKER}\nours, honestly", other)
    forge.comment(MARKER.replace("prod", "test"), own)
    forge.comment("", own)
    before = bodies(forge)
    assert post(FIRST, host_of(job(forge, host, token))).action == "created"
    assert bodies(forge) == [*before, FIRST.rstrip()]


@pytest.mark.parametrize(
    "told", [Reply(403, {"message": "Resource not accessible"}), Reply(200, {"data": None}), Reply(200, {"data": {}})]
)
def test_a_token_that_tells_no_name_is_a_job_s(forge: Forge, told: Reply) -> None:
    """Then only what GitHub's own jobs wrote is ours, and nothing of any other bot."""
    forge.comment(f"{MARKER}\nof an app", APP)
    forge.comment(f"{MARKER}\nof a job", BOT)
    forge.after = {("POST", "graphql"): [told]}
    assert post(FIRST, host_of(job(forge))).action == "updated"
    assert bodies(forge) == [f"{MARKER}\nof an app", FIRST.rstrip()]


def test_a_server_of_ones_own_is_asked_beside_its_versions(forge: Forge) -> None:
    """Its API of questions has no version in its address, as that of all others has."""
    environment = attrs.evolve(job(forge, "github", INSTALLED), is_fork=None, endpoint=f"{forge.address}/api/v3")
    with pytest.raises(HostError, match="404"):
        post(FIRST, host_of(environment))
    assert ("POST", "/api/graphql") in forge.asked


@pytest.mark.parametrize("state", ["open", "closed"])
def test_an_overtaken_job_does_not_write(forge: Forge, state: str) -> None:
    """Where the pull request ends with a newer commit, the comment of that stays; a closed one may be written to."""
    post(SECOND, host_of(job(forge)))
    forge.pulls = [pull(commit="f" * 40) | {"state": state}]
    with pytest.raises(UsageError, match=f"does not end with the commit {COMMIT}") as raised:
        host_of(job(forge))
    assert "newest commit" in (raised.value.hint or "")
    forge.pulls = [pull() | {"state": state}]
    assert post(SECOND, host_of(job(forge))).action == "unchanged"


def test_a_number_without_a_commit_is_taken_as_it_is(forge: Forge) -> None:
    """Jobs that other events start know the number, and a commit of another branch."""
    environment = attrs.evolve(job(forge), commit="e" * 40, source=None, is_fork=None)
    assert post(FIRST, host_of(environment)).action == "created"


def test_a_run_is_for_the_pull_request_that_ends_with_its_commit(forge: Forge) -> None:
    """Whatever number the event has for it: only open ones of this repository, from that source, are looked at."""
    others = [pull(3, source="eve/boards"), pull(4) | {"state": "closed"}, pull(5, commit="f" * 40)]
    environment = attrs.evolve(job(forge), number=None)
    forge.pulls = others
    with pytest.raises(UsageError, match="no open pull request"):
        host_of(environment)
    forge.pulls = [*others, pull()]
    post(FIRST, host_of(environment))
    assert ("POST", "/repos/shop/boards/issues/12/comments") in forge.asked


def test_notes_of_the_system_are_not_ours(forge: Forge) -> None:
    """GitLab tells of changes in the name of who made them."""
    forge.comment(FIRST, PERSON, system=True)
    assert post(SECOND, host_of(job(forge, "gitlab", PERSONAL))).action == "created"


@either
def test_a_review_that_says_nothing_makes_no_comment(forge: Forge, host: HostName, token: str) -> None:
    """But an older one, which would be untrue now, is corrected."""
    environment = job(forge, host, token)
    assert post(FIRST, host_of(environment), silent=True) == Posted(action="left out")
    assert forge.comments == []
    post(FIRST, host_of(environment))
    assert post(SECOND, host_of(environment), silent=True).action == "updated"
    assert bodies(forge) == [SECOND.rstrip()]


@either
def test_a_host_that_asks_to_wait_is_waited_for(forge: Forge, host: HostName, token: str) -> None:
    """A limit, said with either status, and a failure are tried again after the time that the host asks for."""
    waits: list[float] = []
    patiently = patient(job(forge, host, token), waits)
    forge.faults = [Reply(429, {}, {"Retry-After": "7"}), Reply(403, {}, {"Retry-After": "3"})]
    assert post(FIRST, patiently).action == "created"
    assert waits == [7.0, 3.0]
    forge.faults = [Reply(502), Reply(500)]
    assert post(SECOND, patiently).action == "updated"
    assert waits[2:] == [1.0, 4.0]


@either
def test_a_host_that_never_comes_back_is_given_up(forge: Forge, host: HostName, token: str) -> None:
    """Twice is enough."""
    waits: list[float] = []
    patiently = patient(job(forge, host, token), waits)
    forge.faults = [Reply(503)] * 10
    with pytest.raises(HostError, match="503"):
        post(FIRST, patiently)
    assert len(waits) == 2
    assert len(forge.faults) == 7


def test_who_we_are_is_asked_as_often_as_anything_else(forge: Forge) -> None:
    """An app's question for its name writes nothing: where it fails, no comment can have got lost."""
    waits: list[float] = []
    forge.after = {("POST", "graphql"): [Reply(503)] * 9}
    with pytest.raises(HostError, match="503") as raised:
        post(FIRST, patient(job(forge, "github", INSTALLED), waits), sleep=waits.append)
    assert not isinstance(raised.value, UnsureError)
    assert waits == [1.0, 4.0]


@either
def test_a_comment_that_was_made_unheard_is_not_made_twice(forge: Forge, host: HostName, token: str) -> None:
    """Where the answer got lost the comment is looked for before it is written again."""
    waits: list[float] = []
    kind = "comments" if host == "github" else "notes"
    forge.after = {("POST", kind): [Reply(502, {"message": "Server Error"})]}
    assert post(FIRST, patient(job(forge, host, token), []), sleep=waits.append).action == "unchanged"
    assert bodies(forge) == [FIRST.rstrip()]
    assert waits == [1.0]


def test_a_token_that_may_only_read_is_told_what_it_lacks(forge: Forge) -> None:
    """The permission is named as the workflow writes it, and forks are told of."""
    with pytest.raises(CredentialsError, match="403") as raised:
        post(FIRST, host_of(job(forge, "github", READER)))
    assert "pull-requests: write" in (raised.value.hint or "")
    assert "fork" in (raised.value.hint or "")
    forge.tokens[READER] = Owner(PERSON, frozenset({"read", "user"}))
    with pytest.raises(CredentialsError) as refused:
        post(FIRST, host_of(job(forge, "gitlab", READER)))
    assert "scope `api`" in (refused.value.hint or "")


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_a_pull_request_that_is_not_there_may_be_hidden(forge: Forge, host: HostName) -> None:
    """Hosts say 404 of what a token may not see."""
    environment = attrs.evolve(job(forge, host, PERSONAL), number=13)
    with pytest.raises(HostError, match="404") as raised:
        post(FIRST, host_of(environment))
    assert raised.value.hint


def test_a_used_up_quota_is_no_missing_permission(forge: Forge) -> None:
    """GitHub says both with one status."""
    host = host_of(job(forge))
    forge.faults = [Reply(404), Reply(404), Reply(403, {"message": "API rate limit exceeded for installation"})]
    with pytest.raises(HostError, match="takes no more for now"):
        post(FIRST, host)


def test_what_is_too_long_is_told_in_the_words_of_the_host(forge: Forge) -> None:
    """The limit of a host is its own."""
    with pytest.raises(HostError, match="too long"):
        post(f"{MARKER}\n{'x' * 70_000}", host_of(job(forge)))


def without(environment: CiEnvironment, **changes: object) -> Callable[[], object]:
    """A post of a job that lacks something."""
    return lambda: post(FIRST, host_of(attrs.evolve(environment, **changes)))  # type: ignore[arg-type]


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_what_a_job_lacks_is_told_before_anything_is_asked(forge: Forge, host: HostName) -> None:
    """Each with the way to have it."""
    environment = job(forge, host, PERSONAL)
    for changes, kind in (({"repository": None}, UsageError), ({"number": None, "source": None}, UsageError)):
        with pytest.raises(kind) as raised:
            without(environment, **changes)()
        assert raised.value.hint
    with pytest.raises(CredentialsError, match="_TOKEN is not set") as lacking:
        without(environment, token=None)()
    assert ("CI_JOB_TOKEN may not" in (lacking.value.hint or "")) == (host == "gitlab")
    assert forge.asked == []


@pytest.mark.parametrize("host", ["github", "gitlab"])
@pytest.mark.parametrize(
    "token", ["ghp_wrong-9876543210", "ghp broken-9876543210", "ghp_9876543210\r\nX: y", "ghp_9876543210é"]
)
def test_no_token_is_in_any_message(forge: Forge, host: HostName, token: str) -> None:
    """Neither one that is refused by a host that repeats it nor one that no header can hold is shown."""
    environment = job(forge, host, token)
    assert "9876543210" not in repr(environment)
    with pytest.raises(GrafmintError) as raised:
        post(FIRST, host_of(environment))
    assert isinstance(raised.value, CredentialsError)
    told = f"{raised.value} {raised.value.hint} {''.join(traceback.format_exception(raised.value))}"
    assert "9876543210" not in told
    assert "9876543210" not in repr(patient(job(forge, host), [])).replace(TOKEN, "")


def test_no_redirect_takes_the_token_along(forge: Forge) -> None:
    """A host that has moved is told, not followed."""
    host = host_of(job(forge))
    forge.faults = [Reply(302, None, {"Location": f"{forge.address}/elsewhere"})]
    with pytest.raises(HostError, match="302"):
        post(FIRST, host)
    assert [path for _, path in forge.asked[1:]] == ["/user"]


def test_nobody_at_the_other_end_is_an_error_with_a_way_out(forge: Forge) -> None:
    """A wrong address is told with the address."""
    environment = attrs.evolve(job(forge), endpoint="http://127.0.0.1:1")
    with pytest.raises(HostError, match=r"127\.0\.0\.1:1: no answer") as raised:
        post(FIRST, host_of(environment))
    assert raised.value.hint


def test_each_host_knows_its_limit(forge: Forge) -> None:
    """A comment is made as long as its host takes it, and where nobody says which, so short that each does."""
    limits = [patient(job(forge, host), []).limit for host in ("github", "gitlab")]
    assert limits == [65_536, 1_000_000]
    assert min(limits) == LIMIT


@attrs.frozen
class Overtaken:
    """A host where somebody deletes our comment after it was found."""

    host: Host
    forge: Forge
    limit: int = 65_536

    def find(self, marker: str) -> Comment | None:
        """As the host does."""
        return self.host.find(marker)

    def create(self, body: str) -> Comment:
        """As the host does."""
        return self.host.create(body)

    def update(self, comment: Comment, body: str) -> Comment:
        """Too late."""
        self.forge.comments.clear()
        return self.host.update(comment, body)

    def upload(self, pictures: Mapping[str, bytes]) -> Mapping[str, str]:
        """As the host does."""
        return self.host.upload(pictures)


@either
def test_a_comment_that_was_deleted_meanwhile_is_made_again(forge: Forge, host: HostName, token: str) -> None:
    """Whoever deleted it gets the new one, not an error about permissions."""
    target = host_of(job(forge, host, token))
    post(FIRST, target)
    assert post(SECOND, Overtaken(target, forge)).action == "created"
    assert bodies(forge) == [SECOND.rstrip()]


@pytest.mark.parametrize("answer", [{"x": 1}, None, "no"])
def test_an_answer_that_is_no_list_is_not_an_empty_one(forge: Forge, answer: object) -> None:
    """It does not mean that there is no comment yet: nothing is written."""
    forge.after["GET", "comments"] = [Reply(200, answer)]
    with pytest.raises(HostError, match="is no list"):
        post(FIRST, host_of(job(forge)))
    assert forge.comments == []


def test_entries_of_another_shape_are_passed_over(forge: Forge) -> None:
    """Whatever stands in a list of comments, ours is written."""
    forge.after["GET", "comments"] = [Reply(200, [None, [], {"user": 5, "body": 7}])]
    assert post(FIRST, host_of(job(forge))).action == "created"
