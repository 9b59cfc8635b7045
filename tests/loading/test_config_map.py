"""ConfigMaps and templates, in which charts keep dashboards."""

import json
from typing import Any

import pytest
import yaml

from tests.cli.runner import Project
from tests.loading.conftest import TOML

QUERY = {"refId": "A", "expr": "sum(up", "datasource": {"type": "prometheus", "uid": "prom"}}
BROKEN = {"uid": "b", "title": "B", "panels": [{"id": 1, "type": "timeseries", "title": "P", "targets": [QUERY]}]}


def config_map(**data: Any) -> dict[str, Any]:
    """A ConfigMap of those keys, underscores for the dots; what is no text becomes JSON."""
    texts = {key.replace("_", "."): each if isinstance(each, str) else json.dumps(each) for key, each in data.items()}
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "boards"}, "data": texts}


A, B = config_map(a_json={"uid": "a", "title": "A"}, readme_txt="no dashboard"), config_map(b_json=BROKEN)
ALONE = {**config_map(), "data": {**A["data"], **B["data"]}}


@pytest.mark.parametrize(
    "document",
    [
        ALONE,
        {"apiVersion": "v1", "kind": "ConfigMapList", "items": [A, B]},
        {"apiVersion": "v1", "kind": "List", "items": [A, {"apiVersion": "v1", "kind": "Secret", "data": {}}, B]},
    ],
    ids=["map", "list of maps", "list"],
)
def test_each_dashboard_of_a_config_map_is_one(project: Project, document: Any) -> None:
    """Checked by itself, and named by its file and its key."""
    project.write({"boards.yaml": yaml.safe_dump(document)})
    ran = project.run("check", "boards.yaml")
    assert ran.code == 1
    before = yaml.safe_dump(document).partition("b.json:")[0]
    assert f"--> boards.yaml#b.json:{before.count(chr(10)) + 1}  dashboard b" in ran.out
    assert "1 error, 0 warnings in 2 dashboards, 1 query" in ran.out


def test_a_config_map_is_a_source_of_a_project(project: Project) -> None:
    """Its dashboards are built and synced as those in files are, with the folder for those that name none."""
    sources = TOML.replace('["boards"]', '["boards"]\nsources = ["*.yaml"]')
    project.write({"grafmint.toml": sources, "boards.py": "", "maps.yaml": yaml.safe_dump(A)})
    assert project.run("build").code == 0
    assert list(project.files("build/dashboards")) == ["build/dashboards/a.json"]
    assert "2 created" in project.run("sync", "--yes").out


@pytest.mark.parametrize(
    ("data", "place", "says"),
    [
        ({"a_json": "{\n  x\n}"}, "maps.yaml#a.json:3", "double quotes on line 2 of it (source-file)"),
        ({"a_json": " "}, "maps.yaml#a.json:3", "the file is empty"),
        ({"a_json": "[]"}, "maps.yaml#a.json:3", "no dashboard but a list"),
        ({"a_txt": "text"}, "maps.yaml:1", "no dashboard but a ConfigMap without any"),
        ({}, "maps.yaml:1", "no dashboard but a ConfigMap without any"),
    ],
)
def test_what_is_wrong_in_a_config_map_is_told(project: Project, data: Any, place: str, says: str) -> None:
    """At the key and its line where there is one."""
    project.write({"maps.yaml": yaml.safe_dump(config_map(**data))})
    ran = project.run("check", "maps.yaml")
    assert ran.code == 1
    assert says in ran.out
    assert f"--> {place}\n" in ran.out


@pytest.mark.parametrize(
    ("head", "place", "says"),
    [
        ("|", "maps.yaml#a.json:8", "no JSON: Expecting value (source-file)"),
        ("|2-  # as it stands", "maps.yaml#a.json:8", "no JSON: Expecting value (source-file)"),
        (">", "maps.yaml#a.json:6", "no JSON: Expecting value on line 2 of it (source-file)"),
    ],
)
def test_the_line_is_that_of_the_file(project: Project, head: str, place: str, says: str) -> None:
    """Where a text stands in a block as it is; one that is folded has lines of its own."""
    text = f"kind: List\nitems:\n- kind: ConfigMap\n  apiVersion: v1\n  data:\n    a.json: {head}\n"
    project.write({"maps.yaml": text + '      {\n        "title": oops\n      }\n'})
    ran = project.run("check", "maps.yaml")
    assert says in ran.out
    assert f"--> {place}\n" in ran.out


@pytest.mark.parametrize("document", [{"kind": "ConfigMap"}, {**ALONE, "kind": "Secret"}, {"kind": "List", "items": 3}])
def test_other_resources_are_none(project: Project, document: Any) -> None:
    """Nothing is read from what is called so only, or is something else."""
    project.write({"maps.yaml": yaml.safe_dump(document)})
    assert "it has neither a title nor panels" in project.run("check", "maps.yaml").out


def test_a_template_is_to_be_rendered_first(project: Project) -> None:
    """It is told so and not only that it is no YAML; a broken dashboard with a legend in braces is no template."""
    project.write({"a.yaml": "{{- if .Values.on }}\ntitle: A\n{{- end }}\n", "b.yaml": 'x: "{{job}}"\ntitle: [\n'})
    template, broken = (project.run("check", name).out for name in ("a.yaml", "b.yaml"))
    assert "a.yaml is not valid YAML" in template
    assert "hint: it is a Helm template: render it first" in template
    assert "b.yaml is not valid YAML" in broken
    assert "Helm" not in broken
