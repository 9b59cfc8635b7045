"""GitHub Actions in small: jobs of our workflows step by step, on clones of a repository, against a server of ours."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs
import yaml

from tests.ci.expression import filled, value
from tests.ci.shell import ROOT, shell
from tests.ci.site import JOB_TOKEN, REPOSITORY, Site, copied

WEB = "https://github.example"
#: The pull request of the tests, and the runs of its two workflows.
NUMBER, REVIEW, POST = 12, "101", "102"
Step = Mapping[str, Any]
Given = Mapping[str, str]


@attrs.frozen(kw_only=True)
class Change:
    """The pull request at one of its commits, from a repository."""

    commit: str
    source: str = REPOSITORY
    number: int = NUMBER
    state: str = "open"

    def pull(self) -> dict[str, Any]:
        """The pull request, as events and the API have it."""
        head = {"sha": self.commit, "ref": "feature", "repo": {"full_name": self.source}}
        base = {"ref": "main", "repo": {"full_name": REPOSITORY}}
        return {"number": self.number, "state": self.state, "head": head, "base": base}

    def run(self, conclusion: str, event: str) -> dict[str, Any]:
        """The run that reviewed it. Of a fork's run the host does not say which pull request it was for."""
        pulls = [{"number": self.number}] if self.source == REPOSITORY else []
        return {
            "id": int(REVIEW),
            "event": event,
            "conclusion": conclusion,
            "head_sha": self.commit,
            "head_branch": "feature",
            "head_repository": {"full_name": self.source},
            "pull_requests": pulls,
        }


@attrs.frozen
class Ran:
    """A job that ran; `workspace` is its folder."""

    ok: bool
    log: str
    summary: str
    workspace: Path


@attrs.define
class Actions:
    """A host with its repository, and the artifact that the first workflow left for the second."""

    site: Site

    @property
    def artifact(self) -> Path:
        """The files that the review's run keeps."""
        return self.site.root / "artifacts" / REVIEW / "grafmint-review"

    def review(self, change: Change, environ: Given | None = None, **inputs: str) -> Ran:
        """Run the workflow that builds; `inputs` are those of its last step, `environ` is set for the job."""
        shutil.rmtree(self.artifact, ignore_errors=True)
        if change.source == REPOSITORY:
            self.site.forge.pulls = [change.pull()]
        return self._run("review", {"pull_request": change.pull()}, environ or {}, inputs)

    def post(self, change: Change, conclusion: str = "success", of: str = "pull_request", **inputs: str) -> Ran:
        """Run the workflow that follows a run of that conclusion, which was started by such an event."""
        event = {"workflow_run": change.run(conclusion, of), "repository": {"full_name": REPOSITORY}}
        return self._run("post", event, {}, inputs)

    def _run(self, name: str, event: Mapping[str, Any], environ: Given, inputs: Given) -> Ran:
        workflow = yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8"))
        (job,) = workflow["jobs"].values()
        job["steps"][-1].setdefault("with", {}).update(inputs)
        running = _Job(self, self.site.folder(name), POST if name == "post" else REVIEW, event, environ)
        if value(job.get("if", "always()"), running.contexts):
            running.steps(job["steps"], {})
        return Ran(running.ok, running.log, running.summary.read_text(encoding="utf-8"), running.workspace)


@attrs.define
class _Job:
    host: Actions
    folder: Path
    id: str
    event: Mapping[str, Any]
    environ: Given
    ok: bool = True
    log: str = ""

    def __attrs_post_init__(self) -> None:
        self.workspace.mkdir()
        self.summary.touch()
        (self.folder / "event.json").write_text(json.dumps(self.event), encoding="utf-8")

    @property
    def workspace(self) -> Path:
        return self.folder / "workspace"

    @property
    def summary(self) -> Path:
        return self.folder / "summary.md"

    @property
    def contexts(self) -> dict[str, Any]:
        base = self.event.get("pull_request", {}).get("base", {}).get("ref", "")
        return {"github": {"event": self.event, "base_ref": base, "run_id": self.id, "token": JOB_TOKEN}}

    @property
    def variables(self) -> dict[str, str]:
        return {
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_API_URL": self.host.site.forge.address,
            "GITHUB_SERVER_URL": WEB,
            "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_RUN_ID": self.id,
            "GITHUB_SHA": self.host.site.main,
            "GITHUB_STEP_SUMMARY": str(self.summary),
            **self.environ,
        }

    def steps(self, steps: list[Step], inputs: Given) -> None:
        contexts = self.contexts | {"inputs": inputs}
        for step in steps:
            condition = step.get("if", "always()")
            # A step runs after a failure only where its own condition says so.
            if value(condition, contexts) and (self.ok or "always()" in step.get("if", "")):
                self._step(step, contexts)

    def _step(self, step: Step, contexts: Mapping[str, Any]) -> None:
        given = {name: filled(str(text), contexts) for name, text in step.get("with", {}).items()}
        if "uses" in step:
            _USES[step["uses"].partition("@")[0]](self, given)
            return
        own = {name: filled(str(text), contexts) for name, text in step.get("env", {}).items()}
        said = shell(step["run"], self.workspace, self.variables | own)
        self.log += said.text
        self.ok &= said.code == 0

    def checkout(self, given: Given) -> None:
        self.host.site.check_out(self.workspace, given.get("ref", "main"), whole=given.get("fetch-depth") == "0")

    def action(self, given: Given) -> None:
        action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
        assert given.keys() <= action["inputs"].keys()
        defaults = {name: filled(entry["default"], self.contexts) for name, entry in action["inputs"].items()}
        self.steps(action["runs"]["steps"], defaults | dict(given))

    def set_up(self, given: Given) -> None:
        """Nothing: Python is here. As other steps do, it leaves a file behind."""
        (self.workspace / "left.txt").touch()

    def upload(self, given: Given) -> None:
        if (self.workspace / given["path"]).is_dir():
            copied(self.workspace / given["path"], self.host.site.root / "artifacts" / self.id / given["name"])

    def download(self, given: Given) -> None:
        assert given["github-token"] in self.host.site.forge.tokens
        copied(self.host.site.root / "artifacts" / given["run-id"] / given["name"], self.workspace / given["path"])


_USES: Mapping[str, Callable[[_Job, Given], None]] = {
    "actions/checkout": _Job.checkout,
    "actions/setup-python": _Job.set_up,
    "actions/upload-artifact": _Job.upload,
    "actions/download-artifact": _Job.download,
    "./": _Job.action,
}
