"""Judges of files: what a build writes for Prometheus, Alertmanager and people who keep it in git."""

import json
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch

from .alert import alerts, records
from .build import Build, Find, Output, Wish, in_each, in_one
from .tools import refused_by_amtool, refused_by_promtool


def artifact(wish: Wish, build: Build) -> Iterator[str]:
    """The files are written: whole dashboards, or alerts, recordings and routing that their readers take."""
    find = _FILES.get(wish["glob"])
    if find is None:
        yield f"the judge knows no files {wish['glob']!r}"
    else:
        yield from find(wish, build)


def rules_valid(wish: Wish, build: Build) -> Iterator[str]:
    """Promtool takes every file of rules that is written, and there is one."""
    if not any(output.of("prometheus-rules") for output in build.outputs.values()):
        yield "no environment writes a file of rules"
    for stage, output in build.outputs.items():
        yield from (f"{stage}: {problem}" for problem in refused_by_promtool(output))


def _has_alerts(wish: Wish, output: Output) -> Iterator[str]:
    """Those of objectives are not among them."""
    names = {one.name for one in alerts(output) if "slo" not in one.labels}
    if len(names) < wish["rules_at_least"]:
        yield f"{len(names)} alert rules, not {wish['rules_at_least']}"


def _has_routing(wish: Wish, output: Output) -> Iterator[str]:
    configurations = [one.json for one in output.of("alertmanager")]
    found = {
        "routes": [*(one.json for one in output.of("policy")), *(one.get("route") for one in configurations)],
        "receivers": [*output.of("contact-point"), *(each for one in configurations for each in one["receivers"])],
    }
    yield from (f"no {part} among the files" for part in wish["contains"] if not any(found.get(part, ())))


def _has_dashboards(wish: Wish, build: Build) -> Iterator[str]:
    """Folders and datasources are files too, which have no panels: the row is about dashboards."""
    files, _ = build.deeds.built
    found = [path for path in files if fnmatch(f"./{path}", wish["glob"]) and path.startswith("dashboards/")]
    if not found:
        yield "there is no file of a dashboard"
    for path in found:
        try:
            document = json.loads(files[path])
        except ValueError as error:
            yield f"{path} is no JSON: {error}"
        else:
            yield from (f"{path} has no {key}" for key in wish["each_has"] if not document.get(key))


def _has_rules(wish: Wish, output: Output) -> Iterator[str]:
    """The file is called after the folder of its alerts: Prometheus reads them by their ending."""
    written = Output(output.of("prometheus-rules"))
    if not alerts(written):
        yield "no alert is in a file of rules"
    yield from refused_by_promtool(written)


def _has_recordings(wish: Wish, output: Output) -> Iterator[str]:
    if not records(output):
        yield "nothing is recorded"
    yield from refused_by_promtool(output)


def _has_everything(wish: Wish, output: Output) -> Iterator[str]:
    yield from _has_rules(wish, output)
    kinds = {"alertmanager.yml": "alertmanager", "*.tmpl": "alertmanager-template"}
    yield from (f"there is no {name}" for name in wish["contains"] if not output.of(kinds[name]))
    yield from refused_by_amtool(output)


_FILES: Mapping[str, Find] = {
    "alerts": in_each(_has_alerts),
    "routing": in_each(_has_routing),
    "**/*.json": _has_dashboards,
    "recording": in_one(_has_recordings),
    "alerts.yaml": in_one(_has_rules),
    "alerts.yml": in_one(_has_rules),
    "rules/*.yml": in_one(_has_everything),
}
