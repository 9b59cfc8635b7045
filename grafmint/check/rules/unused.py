"""unused-contact-point, unused-timing: what no route of the project leads to."""

from collections.abc import Iterator

from grafmint.bundle import Bundle, Kind
from grafmint.check.board import objects
from grafmint.check.document import Document
from grafmint.check.tree import Tree, trees
from grafmint.finding import Finding


def unused_contact_point(bundle: Bundle) -> Iterator[Finding]:
    """Contact points that are told nothing; without policies of ours, those of others may lead to them."""
    way_out = "write a Route or a Severity to it, or remove it"
    for tree in trees(bundle):
        used = {name for _, name in tree.receivers}
        for document, path, name in _defined(bundle, tree, "contact-point", "receivers"):
            if name not in used:
                message = f"no route leads to contact point {name!r}"
                yield document.finding("unused-contact-point", "warning", message, hint=way_out, path=path)


def unused_timing(bundle: Bundle) -> Iterator[Finding]:
    """Mute timings that no route names."""
    way_out = "write mute_timings=… in a Route or a Severity, or remove it"
    for tree in trees(bundle):
        used = {name for _, name in tree.timings}
        for document, path, name in _defined(bundle, tree, "mute-timing", "time_intervals", "mute_time_intervals"):
            if name not in used:
                message = f"no route names mute timing {name!r}"
                yield document.finding("unused-timing", "warning", message, hint=way_out, path=path)


def _defined(bundle: Bundle, tree: Tree, kind: Kind, *sections: str) -> Iterator[tuple[Document, str, str]]:
    """What a tree may name, by document, pointer and name: beside Grafana's, in sections of Alertmanager's own."""
    if tree.entry.kind == "policy":
        yield from ((Document(entry), "", entry.uid) for entry in bundle.of(kind))
    for section in sections if tree.entry.kind == "alertmanager" else ():
        for index, each in objects(tree.json.get(section)):
            yield tree, f"/{section}/{index}", str(each.get("name"))
