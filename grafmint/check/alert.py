"""Alert: a rule of either engine that tells people something, and what is known of its labels."""

from collections.abc import Iterator, Mapping

import attrs

from grafmint.bundle import Bundle
from grafmint.check.document import Document, Json
from grafmint.check.rule import written_rules
from grafmint.routing import known_labels


@attrs.frozen
class Alert:
    """One rule: where it is, its name, and `labels` that all of its alerts have.

    `filled` are the labels of which a template says the value when it fires.
    """

    document: Document
    pointer: str
    name: str
    labels: Mapping[str, str]
    filled: frozenset[str]


def alerts(bundle: Bundle) -> Iterator[Alert]:
    """The alert rules of Grafana's, and those in the files for Prometheus."""
    folders = {entry.uid: entry.title for entry in bundle.of("folder")}
    for document in map(Document, bundle.of("alert-rule")):
        folder = folders.get(document.entry.folder or "", document.entry.folder)
        yield _alert(document, "", document.text("title"), document.json, folder)
    for document in map(Document, bundle.of("prometheus-rules")):
        for pointer, rule in written_rules(document):
            if "alert" in rule:
                yield _alert(document, pointer, str(rule["alert"]), rule, None)


def _alert(document: Document, pointer: str, name: str, rule: Json, folder: str | None) -> Alert:
    said = rule.get("labels")
    known = known_labels(name, said, folder)
    return Alert(document, pointer, name, known, frozenset(said if isinstance(said, dict) else ()) - frozenset(known))
