"""Judges of environments: which there are, where they are, how one gets in, and what is the same in each."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from .build import Build, Wish

#: A stage by another name is the same stage.
_ALSO = {"dev": ("dev", "development", "local")}
_BUILDS = re.compile(r"\.ci/run|make build|grafmint build")
_TESTS = re.compile(r"\.ci/run|make test|pytest")
#: What every environment has alike; who evaluates alerts may differ, and with it what is written for it.
_ALIKE = ("folder", "datasource", "dashboard")


def environment(wish: Wish, build: Build) -> Iterator[str]:
    """The system has an environment of each name."""
    names = [wish["name"]] if isinstance(wish["name"], str) else wish["name"]
    for name in names:
        if name not in build.outputs:
            yield f"there is no environment {name!r}, but {', '.join(build.outputs)}"


def same_resources(wish: Wish, build: Build) -> Iterator[str]:
    """Folders, datasources and dashboards are the same in every environment, only their values differ."""
    found = {stage: _resources(build, stage) for stage in build.outputs}
    first = next(iter(found))
    for stage, several in found.items():
        yield from (f"{' '.join(one)} is only in one of {first} and {stage}" for one in sorted(several ^ found[first]))


def environment_url(wish: Wish, build: Build) -> Iterator[str]:
    """Grafana is at the address of the row in each of the stages."""
    for stage, url in wish.items():
        found = [build.addresses[one].url for one in _ALSO.get(stage, (stage,)) if one in build.addresses]
        if url not in found:
            yield f"{stage} is at {', '.join(found) or 'no place'}, not {url}"


def environment_url_configurable(wish: Wish, build: Build) -> Iterator[str]:
    """Each environment with a server has an address of its own; a sync goes to the one in the project's file."""
    urls = [one.url for one in build.addresses.values() if one.url]
    if not urls:
        yield "no environment has an address"
    if len(set(urls)) < len(urls):
        yield "two environments are at one address"
    if not any(one.method == "POST" for one in build.deeds.sent):
        yield "a sync does not go where the project's file says"


def auth(wish: Wish, build: Build) -> Iterator[str]:
    """A sync signs in with a token from a variable, and another token is refused."""
    servers = {stage: one for stage, one in build.addresses.items() if one.url}
    if not servers:
        yield "no environment has an address"
    for stage, one in servers.items():
        if (one.token_from, one.user) != ("env", ""):
            yield f"{stage}: its token comes from {one.token_from or 'nowhere'}"
    if not build.deeds.sent or not build.deeds.refused:
        yield "a sync does not need the token"


def deterministic_build(wish: Wish, build: Build) -> Iterator[str]:
    """Two builds, each a process of its own, write the same files byte for byte."""
    first, second = build.deeds.built
    if not first:
        yield "nothing is written"
    differ = {path for path in first.keys() | second.keys() if first.get(path) != second.get(path)}
    yield from (f"{path} is another one each time" for path in sorted(differ))


def extension_point(wish: Wish, build: Build) -> Iterator[str]:
    """One more module adds its dashboard, and no other file changes but the list of all of them.

    A dashboard that the document only announces is marked with the tag `proposed`.
    """
    before, after = build.deeds.built[0], build.deeds.extended
    new = {path for path in after if path not in before}
    if not any("extension" in path and path.startswith("dashboards/") for path in new):
        yield "another module adds no dashboard"
    changed = {path for path, content in before.items() if after.get(path) != content and "/" in path}
    yield from (f"another module changes {path}" for path in sorted(changed))
    title = wish.get("proposed", "")
    for stage, output in build.outputs.items():
        for one in output.dashboards(title) if title else ():
            if "proposed" not in one.json.get("tags", ()):
                yield f"{stage}: {title!r} is not marked as proposed"


def ci_check(wish: Wish, build: Build) -> Iterator[str]:
    """A pull request is built, tested, and its dashboards are compared with those before it."""
    jobs = [str(job) for text in build.workflows.values() for job in _jobs_of_pull_requests(text)]
    if not any(_BUILDS.search(job) for job in jobs):
        yield "no pull request is built"
    if not any(_TESTS.search(job) for job in jobs):
        yield "no pull request is tested"
    # The action of this repository reviews: it shows what a change does to the dashboards.
    if not any("'uses': './'" in job or "grafmint review" in job for job in jobs):
        yield "no pull request shows what it changes"


def _resources(build: Build, stage: str) -> set[tuple[str, str]]:
    return {(one.kind, one.uid) for one in build.outputs[stage].documents if one.kind in _ALIKE}


def _jobs_of_pull_requests(text: str) -> Iterator[Any]:
    workflow = yaml.safe_load(text)
    # YAML 1.1 takes the key `on` for a truth.
    on = workflow.get("on", workflow.get(True, ()))
    if "pull_request" in on:
        yield from workflow["jobs"].values()
