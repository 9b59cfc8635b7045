"""What a job knows of the change that it runs for."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from grafmint.config.ci import TOKENS, CiEnvironment, ci_environment
from grafmint.errors import UsageError

SHA = "0f1e2d3c4b5a69788796a5b4c3d2e1f001234567"


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(("GITHUB_", "CI_", "GITLAB_")):
            monkeypatch.delenv(name)


def actions(monkeypatch: pytest.MonkeyPatch, path: Path, event: Any, **more: str) -> CiEnvironment:
    """The environment of a job of GitHub Actions with an event."""
    file = path / "event.json"
    file.write_text(event if isinstance(event, str) else json.dumps(event), encoding="utf-8")
    variables = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_REPOSITORY": "shop/boards",
        "GITHUB_EVENT_PATH": str(file),
        "GITHUB_SHA": "e" * 40,
        "GITHUB_TOKEN": "ghs_secret\n",
    }
    for name, value in (variables | more).items():
        monkeypatch.setenv(name, value)
    return ci_environment("github")


def pull(source: str | None) -> dict[str, Any]:
    """The event of a pull request from a repository, None where that was deleted."""
    repo = None if source is None else {"full_name": source}
    head, base = {"sha": SHA, "repo": repo}, {"repo": {"full_name": "shop/boards"}}
    return {"pull_request": {"number": 12, "head": head, "base": base}}


@pytest.mark.parametrize(("source", "is_fork"), [("shop/boards", False), ("eve/boards", True), (None, True)])
def test_a_pull_request_is_read_from_its_event(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: str | None, is_fork: bool
) -> None:
    """Number and commit are its own, not those of the trial merge, and a fork is known as one."""
    more = {"GITHUB_REF": "refs/pull/99/merge", "GITHUB_RUN_ID": "501"}
    found = actions(monkeypatch, tmp_path, pull(source), **more)
    assert found == CiEnvironment(
        host="github",
        endpoint="https://api.github.com",
        web="https://github.com",
        repository="shop/boards",
        number=12,
        commit=SHA,
        report="https://github.com/shop/boards/actions/runs/501",
        token="ghs_secret",  # noqa: S106  # of nobody
        source=source,
        is_fork=is_fork,
    )
    assert "secret" not in repr(found)


@pytest.mark.parametrize("event", ["", "[]", "{", {}, {"pull_request": 3}, {"issue": {"number": "4"}}])
def test_without_an_event_the_ref_says_the_number(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, event: Any) -> None:
    """And of a fork nobody knows."""
    found = actions(monkeypatch, tmp_path, event, GITHUB_REF="refs/pull/99/merge")
    assert (found.number, found.commit, found.is_fork) == (99, "e" * 40, None)
    monkeypatch.setenv("GITHUB_REF", "refs/heads/pull/99")
    assert ci_environment("github").number is None
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(tmp_path))
    assert ci_environment("github").number is None


@pytest.mark.parametrize(("source", "is_fork"), [("shop/boards", False), ("eve/boards", True)])
@pytest.mark.parametrize("pulls", [[], [{"number": 12, "base": {"repo": {"name": "other"}}}]])
def test_a_second_job_knows_whose_run_it_follows(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    source: str,
    is_fork: bool,
    pulls: list[Any],
) -> None:
    """The job that may write runs after the one that built the change; numbers of a run may be another repository's."""
    run = {"id": 499, "pull_requests": pulls, "head_sha": SHA, "head_repository": {"full_name": source}}
    event = {"workflow_run": run, "repository": {"full_name": "shop/boards"}}
    found = actions(monkeypatch, tmp_path, event, GITHUB_REF="refs/heads/main", GITHUB_RUN_ID="501")
    assert found.report == "https://github.com/shop/boards/actions/runs/499"
    assert (found.number, found.commit, found.source, found.is_fork) == (None, SHA, source, is_fork)


def test_a_server_of_ones_own_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """GitHub Enterprise has other addresses; one that is none is refused."""
    addresses = {"GITHUB_API_URL": "https://git.example/api/v3/", "GITHUB_SERVER_URL": "https://git.example"}
    found = actions(monkeypatch, tmp_path, {}, **addresses, GITHUB_REPOSITORY="../..x/y z")
    assert (found.endpoint, found.web) == ("https://git.example/api/v3", "https://git.example")
    assert (found.repository, found.report) == (None, None)
    with pytest.raises(UsageError, match="GITHUB_API_URL"):
        actions(monkeypatch, tmp_path, {}, GITHUB_API_URL="file:///etc/passwd")


@pytest.mark.parametrize(("source", "is_fork"), [("42", False), ("77", True), (None, None)])
def test_a_merge_request_is_read_from_variables(
    monkeypatch: pytest.MonkeyPatch, source: str | None, is_fork: bool | None
) -> None:
    """It belongs to the project that it is for, though a fork's job runs in the fork."""
    variables = {
        "GITLAB_CI": "true",
        "CI_API_V4_URL": "https://git.example/api/v4",
        "CI_PROJECT_ID": "77",
        "CI_MERGE_REQUEST_PROJECT_ID": "42",
        "CI_MERGE_REQUEST_IID": "12",
        "CI_COMMIT_SHA": SHA,
        "CI_PIPELINE_URL": "https://git.example/shop/boards/-/pipelines/9",
        "GITLAB_TOKEN": "glpat-secret",
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    if source is not None:
        monkeypatch.setenv("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", source)
    found = ci_environment("gitlab")
    assert (found.host, found.endpoint, found.repository) == ("gitlab", "https://git.example/api/v4", "42")
    assert found.report == "https://git.example/shop/boards/-/pipelines/9"
    assert (found.number, found.commit, found.token, found.is_fork) == (12, SHA, "glpat-secret", is_fork)
    monkeypatch.delenv("CI_MERGE_REQUEST_PROJECT_ID")
    assert ci_environment("gitlab").repository == "77"


def test_outside_of_a_job_nothing_is_guessed() -> None:
    """A host that is named knows what it lacks."""
    assert ci_environment("github") == CiEnvironment(
        host="github", endpoint="https://api.github.com", web="https://github.com"
    )
    assert ci_environment("gitlab") == CiEnvironment(host="gitlab", endpoint="https://gitlab.com/api/v4")


@pytest.mark.parametrize(
    "name",
    [
        *("GITHUB_TOKEN", "GH_TOKEN", "GH_ENTERPRISE_TOKEN", "ACTIONS_RUNTIME_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"),
        *("CI_JOB_TOKEN", "CI_BUILD_TOKEN", "CI_JOB_JWT", "CI_JOB_JWT_V1", "CI_JOB_JWT_V2", "CI_REPOSITORY_URL"),
        *("CI_REGISTRY_PASSWORD", "CI_DEPLOY_PASSWORD", "CI_DEPENDENCY_PROXY_PASSWORD", "GITLAB_TOKEN"),
        *("HARBOR_PASSWORD", "APP_STORE_CONNECT_API_KEY_KEY", "SUPPLY_JSON_KEY_DATA"),
    ],
)
def test_what_hosts_hand_tokens_out_in_is_known(name: str) -> None:
    """Also what only older servers and integrations set."""
    assert name in TOKENS
