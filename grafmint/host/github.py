"""GitHub: the comment among those of a pull request, the pictures on a branch of their own.

Sources: https://docs.github.com/en/rest/issues/comments, https://docs.github.com/en/rest/pulls/pulls and
https://docs.github.com/en/actions/concepts/security/github_token
"""

from collections.abc import Mapping
from typing import Any

import attrs

from grafmint.config.ci import LIMITS, CiEnvironment
from grafmint.errors import UsageError
from grafmint.host.branch import committed
from grafmint.host.http import Http, usable
from grafmint.host.port import Comment, HostError

_NEEDS = (
    "give the job the permission `pull-requests: write`; the token of a pull request from a fork may only read, "
    "so that another job has to write the comment"
)
#: Who writes with the token of a job.
_JOB = "github-actions[bot]"
_VIEWER = {"query": "{ viewer { login } }"}
_OVERTAKEN = "it was closed, or pushed to since: the review of its newest commit writes the comment"


@attrs.frozen(kw_only=True)
class GitHub:
    """A pull request on GitHub."""

    http: Http
    web: str
    repository: str
    number: int
    commit: str | None
    limit: int = LIMITS["github"]

    def find(self, marker: str) -> Comment | None:
        """Our comment: what anybody else wrote with our first line, another bot too, is not ours to write anew."""
        login = self._login()
        for entry in self.http.pages(f"/repos/{self.repository}/issues/{self.number}/comments"):
            user = entry.get("user")
            own = isinstance(user, dict) and user.get("login") == login
            if own and str(entry.get("body") or "").startswith(marker):
                return _comment(entry)
        return None

    def create(self, body: str) -> Comment:
        """A new comment, the last of the pull request."""
        path = f"/repos/{self.repository}/issues/{self.number}/comments"
        return _comment(self.http.send("POST", path, {"body": body}, repeat=False))

    def update(self, comment: Comment, body: str) -> Comment:
        """The same comment with another text."""
        path = f"/repos/{self.repository}/issues/comments/{comment.id}"
        return _comment(self.http.send("PATCH", path, {"body": body}))

    def upload(self, pictures: Mapping[str, bytes]) -> Mapping[str, str]:
        """The pictures in a commit; who may read the repository sees them."""
        if self.commit is None:
            raise HostError("it is not known which commit the pictures belong to", hint="set GITHUB_SHA")
        folder = f"{self.number}/{self.commit}"
        commit = committed(self.http, self.repository, folder, pictures)
        base = f"{self.web}/{self.repository}/blob/{commit}/{folder}"
        return {name: f"{base}/{name}?raw=true" for name in pictures}

    def _login(self) -> str:
        """Who writes with our token: a user, an app, or the job."""
        user = self.http.find("/user")
        if isinstance(user, dict) and user.get("login"):
            return str(user["login"])
        # Apps may not ask for their user there, but here. The address of a server of ones own has no version.
        # Source: https://docs.github.com/en/graphql/guides/forming-calls-with-graphql
        api = attrs.evolve(self.http, endpoint=self.http.endpoint.removesuffix("/v3"))
        answer = api.find("/graphql", _VIEWER)
        viewer = (answer.get("data") or {}).get("viewer") if isinstance(answer, dict) else None
        return str((viewer or {}).get("login") or _JOB)


def github(environment: CiEnvironment) -> GitHub:
    """The pull request of a job; raise UsageError where that ends with another commit by now."""
    if environment.repository is None:
        raise UsageError("it is not known which repository this is", hint="set GITHUB_REPOSITORY to OWNER/NAME")
    if environment.number is None and environment.source is None:
        raise UsageError("this job is for no pull request", hint="run it on pull_request")
    token = usable(environment.token, "GITHUB_TOKEN", "pass it to the step: env: GITHUB_TOKEN: ${{ github.token }}")
    headers = {
        "Accept": "application/vnd.github+json",
        "Authorization": f"Bearer {token}",
        "X-GitHub-Api-Version": "2022-11-28",
    }
    http = Http(endpoint=environment.endpoint, headers=headers, token=token, needs=_NEEDS)
    return GitHub(
        http=http,
        web=environment.web or "https://github.com",
        repository=environment.repository,
        number=_number(http, environment),
        commit=environment.commit,
    )


def _number(http: Http, environment: CiEnvironment) -> int:
    """The pull request of the job, where the job is for its newest commit: an older review has nothing to say."""
    if environment.number is None:
        return _looked_up(http, environment)
    # Without an event of the pull request the commit is another one: of a trial merge, or of the default branch.
    if environment.is_fork is not None:
        pull = http.get(f"/repos/{environment.repository}/pulls/{environment.number}")
        if (pull.get("head") or {}).get("sha") != environment.commit:
            said = f"pull request {environment.number} does not end with the commit {environment.commit}"
            raise UsageError(said, hint=_OVERTAKEN)
    return environment.number


def _looked_up(http: Http, environment: CiEnvironment) -> int:
    """The open pull request whose newest commit is the job's, and comes from the same repository.

    A run does not say which it was for where that came from a fork: https://github.com/github/docs/issues/22501
    """
    for pull in http.pages(f"/repos/{environment.repository}/pulls?state=open&sort=updated&direction=desc"):
        head = pull.get("head") or {}
        # Anybody can have the same commit in a fork of their own.
        source = (head.get("repo") or {}).get("full_name")
        if head.get("sha") == environment.commit and source == environment.source:
            return int(pull["number"])
    raise UsageError(f"no open pull request ends with the commit {environment.commit}", hint=_OVERTAKEN)


def _comment(entry: Any) -> Comment:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), int):
        raise HostError("the answer is no comment", hint="see that GITHUB_API_URL is the address of the API")
    return Comment(id=entry["id"], body=entry.get("body") or "", url=entry.get("html_url"))
