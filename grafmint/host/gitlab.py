"""GitLab: the comment among the notes of a merge request, the pictures among the project's uploads.

Sources: https://docs.gitlab.com/api/notes/, https://docs.gitlab.com/api/project_markdown_uploads/ and
https://docs.gitlab.com/ci/jobs/ci_job_token/, which lists what a job's own token may do: notes are not among it.
"""

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import attrs

from grafmint.config.ci import LIMITS, CiEnvironment
from grafmint.errors import UsageError
from grafmint.host.http import Http, usable
from grafmint.host.port import Comment, HostError

_NEEDS = "give GITLAB_TOKEN the scope `api`, and its owner the role Reporter or a higher one, in this project"


@attrs.frozen(kw_only=True)
class GitLab:
    """A merge request on GitLab."""

    http: Http
    project: str
    number: int
    limit: int = LIMITS["gitlab"]

    def find(self, marker: str) -> Comment | None:
        """Our note: of the token's user, which a project's or group's token has too."""
        user = self.http.get("/user")
        number = user.get("id") if isinstance(user, dict) else None
        if number is None:
            raise HostError("GitLab does not say whose token it is", hint="see that CI_API_V4_URL is that of the API")
        for entry in self.http.pages(f"{self._path}/notes?sort=asc&order_by=created_at"):
            author = entry.get("author")
            own = isinstance(author, dict) and author.get("id") == number and not entry.get("system")
            if own and str(entry.get("body") or "").startswith(marker):
                return _comment(entry)
        return None

    def create(self, body: str) -> Comment:
        """A new note, the last of the merge request."""
        return _comment(self.http.send("POST", f"{self._path}/notes", {"body": body}, repeat=False))

    def update(self, comment: Comment, body: str) -> Comment:
        """The same note with another text."""
        return _comment(self.http.send("PUT", f"{self._path}/notes/{comment.id}", {"body": body}))

    def upload(self, pictures: Mapping[str, bytes]) -> Mapping[str, str]:
        """The pictures as uploads of the project, whose short addresses mean it where the note is read."""
        return {name: self._uploaded(name, content) for name, content in pictures.items()}

    @property
    def _path(self) -> str:
        return f"/projects/{self.project}/merge_requests/{self.number}"

    def _uploaded(self, name: str, content: bytes) -> str:
        boundary = secrets.token_hex(16)
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: image/png\r\n\r\n"
        )
        body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        form = f"multipart/form-data; boundary={boundary}"
        answer = self.http.send("POST", f"/projects/{self.project}/uploads", body, content=form)
        url = answer.get("url") if isinstance(answer, dict) else None
        if not isinstance(url, str) or not url.startswith("/uploads/"):
            raise HostError("the answer to an upload has no address", hint="see that CI_API_V4_URL is that of the API")
        return url


def gitlab(environment: CiEnvironment) -> GitLab:
    """The merge request of a job."""
    if environment.repository is None:
        raise UsageError("it is not known which project this is", hint="set CI_PROJECT_ID")
    if environment.number is None:
        hint = 'run the job where $CI_PIPELINE_SOURCE == "merge_request_event"'
        raise UsageError("this job is for no merge request", hint=hint)
    token = usable(
        environment.token,
        "GITLAB_TOKEN",
        "make an access token of the project with the scope `api`; CI_JOB_TOKEN may not write notes",
    )
    headers = {"PRIVATE-TOKEN": token}
    return GitLab(
        http=Http(endpoint=environment.endpoint, headers=headers, token=token, needs=_NEEDS),
        project=quote(environment.repository, safe=""),
        number=environment.number,
    )


def _comment(entry: Any) -> Comment:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), int):
        raise HostError("the answer is no note", hint="see that CI_API_V4_URL is the address of the API")
    return Comment(id=entry["id"], body=entry.get("body") or "")
