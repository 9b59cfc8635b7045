"""Dashboards as JSON and YAML files."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from grafmint.errors import ProjectError
from grafmint.finding import Finding, Snippet
from grafmint.loading.bounds import LARGEST_JSON, LARGEST_YAML, MOST_PARTS, is_deep
from grafmint.loading.config_map import place_in, texts_of
from grafmint.loading.documents import dashboard_of, refused
from grafmint.origin import Place
from grafmint.project import ForeignDashboard

YAML = (".yaml", ".yml")
_SUFFIXES = (".json", *YAML)
_MEND = "mend the file"
_DEEP = "the file is nested too deeply"
# In a dashboard they are within a text, such as the legend of a query.
_TEMPLATE = re.compile(r"^\s*\{\{", re.MULTILINE)
_RENDER = "it is a Helm template: render it first, `helm template --show-only FILE` writes one alone"


def source_files(root: Path, pattern: str) -> list[Path]:
    """The files of a pattern such as `json/**/*.json`, in order; hidden ones only where the pattern names them."""
    try:
        found = [path for path in root.glob(pattern) if path.is_file()]
    except (NotImplementedError, ValueError):  # a pattern that starts at the root, or is none
        return []
    hidden = any(part.startswith(".") for part in Path(pattern).parts if part != "..")
    return sorted(path for path in found if hidden or not _is_hidden(path, root))


def files_below(directory: Path) -> list[Path]:
    """The JSON and YAML files in a directory and its folders, in order."""
    return sorted(file for file in directory.rglob("*") if file.suffix in _SUFFIXES and file.is_file())


def read_dashboard(path: Path) -> Iterator[ForeignDashboard | Finding]:
    """The dashboard in a file, those in a ConfigMap, or what is wrong with the file."""
    place = Place(str(path), 1)
    most = LARGEST_YAML if path.suffix in YAML else LARGEST_JSON
    try:
        if path.stat().st_size > most:
            yield refused(f"the file is larger than {most // 2**20} MB", place, "a dashboard has a few hundred KB")
            return
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        yield refused(f"the file cannot be read: {error.strerror}", place)
    except UnicodeDecodeError:
        yield refused("the file is not UTF-8 text", place, "save it as UTF-8")
    else:
        yield from _parsed(path, text, place)


def _parsed(path: Path, text: str, place: Place) -> Iterator[ForeignDashboard | Finding]:
    try:
        if not text.strip():
            yield refused("the file is empty", place, _MEND)
        elif path.suffix in YAML:
            yield from _parse_yaml(path, text, place)
        else:
            yield _dashboard(json.loads(text), place)
    except json.JSONDecodeError as error:
        yield _broken_json(text, place, error)
    except ProjectError as error:
        hint = _RENDER if path.suffix in YAML and _TEMPLATE.search(text) else None
        yield from (attrs.evolve(each, hint=hint or each.hint) for each in error.findings)
    except RecursionError:
        yield refused(_DEEP, place, _MEND)
    except ValueError:  # of JSON it is only this
        yield refused("no JSON: a number has thousands of digits", place, _MEND)


def _dashboard(data: Any, place: Place) -> ForeignDashboard | Finding:
    return refused(_DEEP, place, _MEND) if is_deep(data) else dashboard_of(data, place)


def _broken_json(text: str, place: Place, error: json.JSONDecodeError) -> Finding:
    line = text.split("\n")[error.lineno - 1]
    snippet = Snippet(text=line, start=error.colno - 1, end=error.colno) if line.strip() else None
    message = f"no JSON: {error.msg}"
    if place.column is not None:  # it begins within a line, so that its lines are not those of the file
        return refused(f"{message} on line {error.lineno} of it", place, _MEND, snippet)
    return refused(message, Place(place.file, place.line + error.lineno - 1, error.colno), _MEND, snippet)


def _parse_yaml(path: Path, text: str, place: Place) -> Iterator[ForeignDashboard | Finding]:
    # PyYAML is loaded when there is something to read.
    from grafmint.loading.aliases import has_parts
    from grafmint.values.yaml_file import parse

    if has_parts(text, MOST_PARTS):
        yield refused(f"its aliases come to more than {MOST_PARTS:,} parts", place, "write out what they stand for")
        return
    found = parse(path, text)
    yield from found.findings
    texts = texts_of(found.data)
    if texts is None:
        yield _dashboard(found.data, place)
    elif not texts:
        yield refused(
            "no dashboard but a ConfigMap without any", place, "a dashboard is in data, its key ends with .json"
        )
    for keys, held in texts or ():
        inside = Path(f"{path}#{keys[-1]}")
        yield from _parsed(inside, held, place_in(text, found.place(keys), str(inside)))


def _is_hidden(path: Path, root: Path) -> bool:
    return path.is_relative_to(root) and any(part.startswith(".") for part in path.relative_to(root).parts)
