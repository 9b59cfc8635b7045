"""Dashboards as JSON and YAML files."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from grafmint.finding import Finding, Snippet
from grafmint.origin import Place
from grafmint.project import ForeignDashboard

_YAML = (".yaml", ".yml")
_FOLDER = "grafana.app/folder"


def source_files(root: Path, pattern: str) -> list[Path]:
    """The files of a pattern such as `json/**/*.json`, in order."""
    return sorted(path for path in root.glob(pattern) if path.is_file())


def read_dashboard(path: Path) -> Iterator[ForeignDashboard | Finding]:
    """The dashboard in a file, or what is wrong with the file."""
    place = Place(str(path), 1)
    try:
        text = path.read_text(encoding="utf-8")
        document = _parse_yaml(path, text) if path.suffix in _YAML else _parse_json(path, text)
    except (OSError, UnicodeDecodeError) as error:
        document = _finding(f"{path.name} cannot be read: {error}", place)
    if isinstance(document, Finding):
        yield document
    elif not isinstance(document, Mapping):
        yield _finding(f"{path.name} is no dashboard but a {type(document).__name__}", place)
    else:
        yield _dashboard(document, place)


def _dashboard(document: Mapping[str, Any], place: Place) -> ForeignDashboard | Finding:
    api = document.get("apiVersion")
    if not (isinstance(api, str) and api.startswith("dashboard.grafana.app/")):
        return ForeignDashboard(document=dict(document), place=place)
    if "/v2" in api:
        return _finding(f"{api} cannot be read yet", place, "export the dashboard in the classic model")
    metadata, spec = document.get("metadata"), document.get("spec")
    if not isinstance(metadata, Mapping) or not isinstance(spec, Mapping):
        return _finding(f"a {api} resource needs metadata and spec", place)
    annotations = metadata.get("annotations")
    folder = annotations.get(_FOLDER) if isinstance(annotations, Mapping) else None
    return ForeignDashboard(document={**spec, "uid": metadata.get("name")}, place=place, folder=folder)


def _parse_json(path: Path, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line = text.splitlines()[error.lineno - 1] if error.lineno <= text.count("\n") + 1 and text.strip() else ""
        snippet = Snippet(text=line, start=error.colno - 1, end=error.colno) if line else None
        message = "the file is empty" if not text.strip() else f"no JSON: {error.msg}"
        return _finding(message, Place(str(path), error.lineno, error.colno), "mend the file", snippet)


def _parse_yaml(path: Path, text: str) -> Any:
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(str(path), mark.line + 1, mark.column + 1) if mark is not None else Place(str(path), 1)
        return _finding(f"no YAML: {getattr(error, 'problem', None) or error}", place, "mend the file")


def _finding(message: str, place: Place, hint: str | None = None, snippet: Snippet | None = None) -> Finding:
    return Finding(rule="source-file", severity="error", message=message, hint=hint, place=place, snippet=snippet)
