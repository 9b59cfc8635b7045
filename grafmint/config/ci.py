"""The environment of a CI job: which host it belongs to, which change it is about, and with what it may write there.

Sources: https://docs.github.com/en/actions/reference/workflows-and-actions/variables and
https://docs.gitlab.com/ci/variables/predefined_variables/
"""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import attrs

from grafmint.errors import UsageError

HostName = Literal["github", "gitlab"]

#: The longest comment that a host takes, in characters.
#: Sources: GitHub's own answer, "body is too long (maximum is 65536 characters)", and
#: https://docs.gitlab.com/administration/instance_limits/
LIMITS: Mapping[HostName, int] = {"github": 65_536, "gitlab": 1_000_000}

#: The variables in which hosts hand tokens to a job: nothing that a change brings needs one. Older servers of GitLab
#: set CI_BUILD_TOKEN and CI_JOB_JWT, its integrations the last three.
#: Sources: the pages above, https://docs.github.com/en/actions/concepts/security/openid-connect,
#: https://docs.gitlab.com/update/deprecations/ and https://docs.gitlab.com/user/project/integrations/
TOKENS = frozenset({
    "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_RUNTIME_TOKEN", "GH_ENTERPRISE_TOKEN", "GH_TOKEN",
    "GITHUB_ENTERPRISE_TOKEN", "GITHUB_TOKEN",
    "CI_BUILD_TOKEN", "CI_DEPENDENCY_PROXY_PASSWORD", "CI_DEPLOY_PASSWORD", "CI_JOB_JWT", "CI_JOB_JWT_V1",
    "CI_JOB_JWT_V2", "CI_JOB_TOKEN", "CI_REGISTRY_PASSWORD", "CI_REPOSITORY_URL", "GITLAB_TOKEN",
    "APP_STORE_CONNECT_API_KEY_KEY", "HARBOR_PASSWORD", "SUPPLY_JSON_KEY_DATA",
})  # fmt: skip

_PULL = re.compile(r"refs/pull/(\d+)/(?:merge|head)")
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{7,64}")


@attrs.frozen(kw_only=True)
class CiEnvironment:
    """What a job knows of the change that it runs for; None is what it does not know.

    `endpoint` is the address of the host's API, `web` that of its pages, `repository` what the API calls it, `number`
    that of the pull or merge request, `commit` its newest one. `report` is the page of the run or pipeline that keeps
    the files of the review. `source` is the repository that the change comes from, `is_fork` whether that is a copy,
    where others write.
    """

    host: HostName
    endpoint: str
    web: str | None = None
    repository: str | None = None
    number: int | None = None
    commit: str | None = None
    report: str | None = None
    token: str | None = attrs.field(default=None, repr=False)
    source: str | None = None
    is_fork: bool | None = None


def ci_environment(host: HostName) -> CiEnvironment:
    """The environment of this job at a host; raise UsageError where an address in it is none."""
    return _github(os.environ) if host == "github" else _gitlab(os.environ)


def _github(variables: Mapping[str, str]) -> CiEnvironment:
    event = _event(variables.get("GITHUB_EVENT_PATH"))
    repository = variables.get("GITHUB_REPOSITORY", "")
    ref = _PULL.fullmatch(variables.get("GITHUB_REF", ""))
    number, commit, source, target = _pull(event)
    web = _address(variables, "GITHUB_SERVER_URL", "https://github.com")
    # A job that follows another run finds the review there.
    run = str(_at(event, "workflow_run").get("id") or variables.get("GITHUB_RUN_ID", ""))
    is_known = _REPOSITORY.fullmatch(repository) is not None
    return CiEnvironment(
        host="github",
        endpoint=_address(variables, "GITHUB_API_URL", "https://api.github.com"),
        web=web,
        repository=repository if is_known else None,
        number=number or (int(ref[1]) if ref else None),
        commit=_commit(commit) or _commit(variables.get("GITHUB_SHA")),
        report=f"{web}/{repository}/actions/runs/{run}" if is_known and run.isdecimal() else None,
        token=variables.get("GITHUB_TOKEN", "").strip() or None,
        source=source if isinstance(source, str) else None,
        is_fork=None if target is None else source != target,
    )


def _gitlab(variables: Mapping[str, str]) -> CiEnvironment:
    # A merge request belongs to the project that it is for; the job may run in the one that it comes from.
    target = variables.get("CI_MERGE_REQUEST_PROJECT_ID")
    source = variables.get("CI_MERGE_REQUEST_SOURCE_PROJECT_ID")
    number = variables.get("CI_MERGE_REQUEST_IID", "")
    return CiEnvironment(
        host="gitlab",
        endpoint=_address(variables, "CI_API_V4_URL", "https://gitlab.com/api/v4"),
        repository=target or variables.get("CI_PROJECT_ID") or None,
        number=int(number) if number.isdecimal() else None,
        commit=_commit(variables.get("CI_COMMIT_SHA")),
        report=variables.get("CI_PIPELINE_URL") or None,
        token=variables.get("GITLAB_TOKEN", "").strip() or None,
        source=source,
        is_fork=source != target if source and target else None,
    )


def _pull(event: Mapping[str, Any]) -> tuple[int | None, object, object, object]:
    """Number, commit, source and target of the pull request that an event is about."""
    pull, run = event.get("pull_request"), event.get("workflow_run")
    if isinstance(pull, dict):
        head, base = _at(pull, "head"), _at(pull, "base")
        # The source of a fork that was deleted is null.
        return _number(pull), head.get("sha"), _at(head, "repo").get("full_name"), _at(base, "repo").get("full_name")
    if isinstance(run, dict):
        # Its `pull_requests` may be for other repositories, and are none for a fork: only the commit says which it was.
        source, target = _at(run, "head_repository").get("full_name"), _at(event, "repository").get("full_name")
        return None, run.get("head_sha"), source, target
    return _number(_at(event, "issue")), None, None, None


def _event(path: str | None) -> Mapping[str, Any]:
    """What the job was started for; nothing where that cannot be read."""
    try:
        event = json.loads(Path(path).read_bytes()) if path else {}
    except (OSError, ValueError):
        return {}
    return event if isinstance(event, dict) else {}


def _at(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = value.get(key)
    return found if isinstance(found, dict) else {}


def _number(value: object) -> int | None:
    found = value.get("number") if isinstance(value, dict) else None
    return found if isinstance(found, int) and found > 0 else None


def _commit(value: object) -> str | None:
    return value if isinstance(value, str) and _COMMIT.fullmatch(value) else None


def _address(variables: Mapping[str, str], name: str, default: str) -> str:
    url = (variables.get(name) or default).rstrip("/")
    if not url.startswith(("https://", "http://")):
        raise UsageError(f"{name} is no address of a server", hint=f"set it to one such as {default}")
    return url
