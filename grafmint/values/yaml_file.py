"""A YAML file as plain data that knows where each part of it is written."""

from collections.abc import Iterator
from pathlib import Path

import attrs
import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from grafmint.errors import ProjectError
from grafmint.finding import Finding
from grafmint.origin import Place

# Keys with a meaning of their own: `<<` and `=`.
_MARKS = {"tag:yaml.org,2002:merge", "tag:yaml.org,2002:value"}
# What PyYAML's constructors raise for a scalar that its own tag does not fit, such as the 30th of February.
_MISFIT = (ValueError, LookupError, AttributeError)


@attrs.frozen
class YamlFile:
    """The data of a file; `findings` are the problems that leave it readable."""

    path: Path
    data: object
    findings: tuple[Finding, ...]
    _root: Node | None

    def place(self, keys: tuple[str | int, ...]) -> Place:
        """Where a part is written, or the nearest part around it; what is merged in, where it comes from."""
        found = Place(str(self.path), 1, 1)
        node = self._root
        for key in keys:
            step = _child(node, key)
            if step is None:
                break
            written, node = step
            found = _place(self.path, written.start_mark)
        return found


def parse(path: Path, text: str) -> YamlFile:
    """Read YAML by the safe loader; raise ProjectError where it cannot be read."""
    try:
        loader = yaml.SafeLoader(text)
        root = loader.get_single_node()
        findings = () if root is None else tuple(_faults(path, loader, root, set()))
        if any(finding.rule == "bad-yaml" for finding in findings):
            raise ProjectError(findings)
        data = None if root is None else loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        place, problem = _place(path, error.problem_mark), error.problem
    except yaml.reader.ReaderError as error:
        place, problem = Place(str(path), text.count("\n", 0, error.position) + 1), error.reason
    else:
        return YamlFile(path, data, findings, root)
    raise ProjectError([_finding(f"{path.name} is not valid YAML: {problem}", place)])


def _faults(path: Path, loader: yaml.SafeLoader, node: Node, seen: set[int]) -> Iterator[Finding]:
    """What the safe loader takes in silence, or refuses without a line."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, ScalarNode):
        try:
            loader.yaml_constructors.get(node.tag, lambda *_: None)(loader, node)
        except _MISFIT:
            message = f"{path.name}: {node.value!r} is no {node.tag.rpartition(':')[2]}"
            yield _finding(message, _place(path, node.start_mark), "put it in quotes if it is text")
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _faults(path, loader, item, seen)
    else:
        yield from _twice(path, node)
        for key, value in node.value:
            if key.tag not in _MARKS:
                yield from _faults(path, loader, key, seen)
            yield from _faults(path, loader, value, seen)


def _twice(path: Path, node: Node) -> Iterator[Finding]:
    first: dict[tuple[str, str], Node] = {}
    for key, _ in node.value:
        if isinstance(key, ScalarNode) and first.setdefault((key.tag, key.value), key) is not key:
            line = _place(path, first[key.tag, key.value].start_mark).line
            message = f"{path.name}: {key.value!r} is written twice"
            yield _finding(message, _place(path, key.start_mark), f"it is on line {line} too", rule="duplicate-key")


def _child(node: Node | None, key: str | int) -> tuple[Node, Node] | None:
    """Where a key or an item is written, and its value."""
    if isinstance(node, SequenceNode):
        return node.value[key], node.value[key]
    # What is merged in has been put before the mapping's own keys.
    pairs = reversed(node.value) if isinstance(node, MappingNode) else ()
    return next((pair for pair in pairs if pair[0].value == str(key)), None)


def _place(path: Path, mark: yaml.Mark | None) -> Place:
    return Place(str(path), mark.line + 1, mark.column + 1) if mark else Place(str(path), 1)


def _finding(message: str, place: Place, hint: str | None = None, *, rule: str = "bad-yaml") -> Finding:
    return Finding(rule=rule, severity="error", message=message, hint=hint, place=place)
