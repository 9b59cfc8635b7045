"""GitLab CI in small: the jobs of our template one after another, as a runner starts them."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import yaml

from tests.ci.shell import ROOT, shell
from tests.ci.site import Site, copied

PROJECT, FORK_ID = "42", "77"
SCOPE = "grafmint"
_RULE = re.compile(r'\$(\w+) == "(\w+)"')


@attrs.frozen
class Done:
    """A job that ran; `code` is None where its rules leave it out, `kept` is the artifact that it left."""

    code: int | None
    log: str
    kept: Path | None = None


@attrs.define
class Pipeline:
    """The pipeline of a merge request; `variables` are those of the project, by the environment that they are for."""

    site: Site
    source: str = PROJECT
    variables: Mapping[tuple[str, str], str] = attrs.field(factory=dict)

    def run(self, commit: str) -> dict[str, Done]:
        """Run each job of the template, in its order, for a commit."""
        template = yaml.safe_load((ROOT / "ci/gitlab.yml").read_text(encoding="utf-8"))
        shared, extended = template.pop("variables"), template.pop(".grafmint")
        done: dict[str, Done] = {}
        for name, job in template.items():
            assert job.pop("extends") == ".grafmint"
            variables = {**shared, **job.get("variables", {})}
            done[name] = self._job(name, {**extended, **job, "variables": variables}, commit, done)
        return done

    def _job(self, name: str, job: Mapping[str, Any], commit: str, done: Mapping[str, Done]) -> Done:
        folder = self.site.folder(name)
        workspace = folder / "builds"
        workspace.mkdir()
        variables = {**self._predefined(commit), **job["variables"], **self._of_project(job)}
        needs = [need["job"] for need in job.get("needs", [])]
        (rule,) = job["rules"]
        is_due = rule.get("when") == "always" or all(done[need].code == 0 for need in needs)
        if not is_due or not _holds(rule["if"], variables):
            return Done(None, "")
        if variables.get("GIT_STRATEGY") != "none":
            self.site.check_out(workspace, commit, whole=variables.get("GIT_DEPTH") == "0")
        for need in needs:
            kept = done[need].kept
            if kept is not None:
                copied(kept, workspace / kept.name)
        said = shell("\n".join([*job["before_script"], *job["script"]]), workspace, variables)
        artifacts = job.get("artifacts", {"paths": [""]})
        kept = workspace / artifacts["paths"][0]
        is_kept = said.code == 0 or artifacts.get("when") == "always"
        return Done(said.code, said.text, kept if is_kept and kept != workspace and kept.is_dir() else None)

    def _of_project(self, job: Mapping[str, Any]) -> dict[str, str]:
        own = job.get("environment", {}).get("name", "")
        return {name: text for (name, scope), text in self.variables.items() if scope in {"*", own}}

    def _predefined(self, commit: str) -> dict[str, str]:
        return {
            "CI": "true",
            "GITLAB_CI": "true",
            "CI_API_V4_URL": self.site.forge.address,
            "CI_COMMIT_SHA": commit,
            "CI_JOB_TOKEN": "job-0123456789",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": self.site.people.git("merge-base", "main", commit),
            "CI_MERGE_REQUEST_IID": "12",
            "CI_MERGE_REQUEST_PROJECT_ID": PROJECT,
            "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": self.source,
            "CI_PIPELINE_SOURCE": "merge_request_event",
            "CI_PIPELINE_URL": "https://gitlab.example/shop/boards/-/pipelines/5",
            "CI_PROJECT_ID": self.source,
        }


def _holds(rule: str, variables: Mapping[str, str]) -> bool:
    found = _RULE.fullmatch(rule)
    assert found, f"not understood: {rule}"
    return variables.get(found[1], "") == found[2]
