"""The two workflows and the action, run step by step on a pull request."""

from pathlib import Path

import pytest

from tests.ci.actions import Actions, Change
from tests.ci.site import BROKEN, CHANGED, FORK, JOB_TOKEN, RENAMED, Site
from tests.host.server import PERSON
from tests.revision.conftest import Clone

MARKER = "<!-- grafmint review: shop/local -->"


def said(site: Site) -> list[str]:
    """What all comments say."""
    return [comment["body"] for comment in site.forge.comments]


def spying(sentinel: Path, board: str = RENAMED) -> str:
    """A board that leaves a file with its variables wherever it is run."""
    return f"import os\nwith open({str(sentinel)!r}, 'w') as file: file.write(repr(dict(os.environ)))\n{board}"


def test_a_pull_request_gets_one_comment_that_follows_it(site: Site, actions: Actions) -> None:
    """The first run writes it, with the run's page as the place of the whole review; the next one writes it anew."""
    first = Change(commit=site.push({"boards.py": CHANGED}))
    ran = actions.review(first)
    assert ran.ok, ran.log
    assert MARKER in ran.summary
    assert site.forge.asked == []
    posted = actions.post(first)
    assert posted.ok, posted.log
    (comment,) = said(site)
    assert comment.startswith(MARKER)
    assert "Panel *Requests*" in comment
    assert first.commit[:10] in comment
    assert "uncommitted" not in comment
    assert "https://github.example/shop/boards/actions/runs/101" in comment
    second = Change(commit=site.push({"boards.py": CHANGED.replace('"reqps"', '"short"')}))
    assert actions.review(second).ok
    assert actions.post(second).ok
    (comment,) = said(site)
    assert second.commit[:10] in comment
    assert first.commit[:10] not in comment


def test_pictures_of_ones_own_branch_go_to_a_branch(site: Site, actions: Actions) -> None:
    """With `images: branch` they are committed, and the comment shows them."""
    change = Change(commit=site.push({"boards.py": CHANGED}))
    actions.review(change)
    ran = actions.post(change, images="branch")
    assert ran.ok, ran.log
    commit = site.forge.refs["refs/heads/grafmint-review"]
    assert {path.rpartition("-")[2] for path in site.forge.objects.files(commit)} == {"before.png", "after.png"}
    assert f"/blob/{commit}/12/{change.commit}/" in said(site)[0]


def test_what_main_got_meanwhile_is_not_part_of_the_review(site: Site, actions: Actions) -> None:
    """The change is compared with where it left the branch, not with the newest state of that."""
    change = Change(commit=site.push({"boards.py": RENAMED}))
    site.people.git("reset", "--quiet", "--hard", "main")
    site.push({"other.py": "", "grafmint.toml": "no toml"}, "refs/heads/main")
    ran = actions.review(change)
    assert ran.ok, ran.log
    assert "Shops" in ran.summary


def test_a_fork_gets_its_comment_from_the_second_job(site: Site, actions: Actions) -> None:
    """It has words only; the pull request is found by commit and repository, among those that are open."""
    change = Change(commit=site.push({"boards.py": CHANGED}, "refs/pull/12/head"), source=FORK)
    others = [
        Change(commit=change.commit, source="mallory/boards", number=3),
        Change(commit=change.commit, source=FORK, number=4, state="closed"),
        Change(commit=site.main, source=FORK, number=5),
    ]
    site.forge.pulls = [each.pull() for each in [*others, change]]
    assert actions.review(change).ok
    ran = actions.post(change, images="branch")
    assert ran.ok, ran.log
    (comment,) = said(site)
    assert "fork" in comment
    assert "![" not in comment
    assert site.forge.refs == {}
    asked = {path for method, path in site.forge.asked if method == "POST"}
    assert asked == {"/graphql", "/repos/shop/boards/issues/12/comments"}


def test_a_run_that_nobody_waits_for_writes_nothing(site: Site, actions: Actions) -> None:
    """Where the fork's branch has moved on, the review of its newest commit is the one to read."""
    change = Change(commit=site.push({"boards.py": RENAMED}, "refs/pull/12/head"), source=FORK)
    site.forge.pulls = [Change(commit="f" * 40, source=FORK).pull()]
    actions.review(change)
    ran = actions.post(change)
    assert not ran.ok
    assert "pushed to since" in ran.log
    assert said(site) == []


@pytest.mark.parametrize(("conclusion", "of"), [("cancelled", "pull_request"), ("success", "push")])
def test_only_a_finished_review_of_a_pull_request_is_followed(
    site: Site, actions: Actions, conclusion: str, of: str
) -> None:
    """Another run leaves nothing to post: none of the job's steps is done."""
    ran = actions.post(Change(commit=site.main), conclusion, of)
    assert ran.ok
    assert list(ran.workspace.iterdir()) == []
    assert site.forge.asked == []


def test_only_the_job_without_a_token_runs_the_change(site: Site, actions: Actions, tmp_path: Path) -> None:
    """The job that posts has the default branch and the review's files, and starts nothing of either."""
    sentinel = tmp_path / "sentinel"
    names = ("boards.py", "pip.py", "sitecustomize.py", "grafmint.py", "usercustomize.py")
    spies = dict.fromkeys(names, spying(sentinel))
    change = Change(commit=site.push(spies, "refs/pull/12/head"), source=FORK)
    site.forge.pulls = [change.pull()]
    assert actions.review(change).ok
    assert sentinel.exists()
    sentinel.unlink()
    Clone(actions.artifact).write(**spies, **{"grafmint.toml": "modules = ['boards']", "matplotlib/__init__.py": "1/0"})
    ran = actions.post(change)
    assert ran.ok, ran.log
    assert not sentinel.exists()
    assert len(said(site)) == 1
    assert "5m" in (ran.workspace / "boards.py").read_text(encoding="utf-8")


def test_the_change_sees_no_token(site: Site, actions: Actions, tmp_path: Path) -> None:
    """Even where a job is given some against all advice, the processes that build do not have them."""
    sentinel = tmp_path / "sentinel"
    config = (site.people.top / "grafmint.toml").read_text(encoding="utf-8")
    prod = '\n[env.prod]\nurl = "http://127.0.0.1:1"\ntoken = { env = "OURS" }\ndatasources = { metrics = "prom" }\n'
    change = Change(commit=site.push({"boards.py": spying(sentinel), "grafmint.toml": config + prod}))
    tokens = ("GITHUB_TOKEN", "GITLAB_TOKEN", "CI_JOB_TOKEN", "ACTIONS_RUNTIME_TOKEN", "OURS", "LEFT_BEHIND")
    secrets = {name: f"glsa_{name}-0123456789" if name == "LEFT_BEHIND" else f"{name}-0123456789" for name in tokens}
    assert actions.review(change, secrets | {"HARMLESS": "harmless-0123456789"}).ok
    seen = sentinel.read_text(encoding="utf-8")
    assert "harmless-0123456789" in seen
    assert JOB_TOKEN not in seen
    assert [name for name, text in secrets.items() if text in seen] == []


def test_a_change_that_does_not_build_is_told_and_red(site: Site, actions: Actions) -> None:
    """The first job fails and keeps its review all the same; the second one writes what is wrong."""
    change = Change(commit=site.push({"boards.py": BROKEN}))
    ran = actions.review(change)
    assert not ran.ok
    assert "TimeSerie" in ran.summary
    posted = actions.post(change, "failure")
    assert posted.ok, posted.log
    (comment,) = said(site)
    assert "the change cannot be built" in comment


def test_a_branch_that_was_not_fetched_is_told_and_red(site: Site, actions: Actions) -> None:
    """The comment says that the base is missing instead of calling everything new."""
    change = Change(commit=site.push({"boards.py": RENAMED}))
    ran = actions.review(change, base="origin/nowhere")
    assert not ran.ok
    assert actions.post(change, "failure").ok
    assert "There is no base" in said(site)[0]


def test_dashboards_of_no_project_are_reviewed_too(site: Site, actions: Actions) -> None:
    """`paths` has one a line; a name with spaces or of an option is a name, and no part of a script."""
    board = '{"uid": "load", "title": "Load", "panels": []}'
    site.push({"ex ported/$(touch pwned)/load.json": board, "--help/a.json": board.replace("oad", "ate")})
    change = Change(commit=site.push({"ex ported/$(touch pwned)/load.json": board.replace('"Load"', '"Load now"')}))
    ran = actions.review(change, paths="\n  ex ported/$(touch pwned)\n\n--help\n")
    assert ran.ok, ran.log
    assert "2 dashboards are new" in ran.summary
    assert not list(site.root.rglob("pwned"))


def test_silence_where_nothing_changes(site: Site, actions: Actions) -> None:
    """With `silent` a pull request about something else gets no comment; by itself it gets a short one."""
    change = Change(commit=site.push({"README.md": "Hello"}))
    assert actions.review(change).ok
    assert actions.post(change, silent="true").ok
    assert said(site) == []
    site.forge.comment(MARKER, PERSON)
    assert actions.post(change).ok
    assert len(said(site)) == 2


@pytest.mark.parametrize("do", ["Review", "$(touch pwned)"])
def test_what_to_do_is_one_of_two(site: Site, actions: Actions, do: str) -> None:
    """A misspelt word fails the job, and is nothing that a shell would run."""
    ran = actions.review(Change(commit=site.push({})), do=do)
    assert not ran.ok
    assert "neither review nor post" in ran.log
    assert not list(site.root.rglob("pwned"))
