"""alert-template: texts of alerts that their engine could not fill in."""

from collections.abc import Collection, Iterator

import attrs

from grafmint.bundle import Bundle
from grafmint.check.document import Document, Json
from grafmint.check.go_template import KEYWORDS, Fault, Template, Word, half_open, read
from grafmint.check.kept_labels import Labels, labels_of
from grafmint.check.rule import RuleView, written_rules
from grafmint.check.text_engine import GRAFANA, LABELS, PROMETHEUS, TextEngine
from grafmint.finding import Finding, Severity, Snippet
from grafmint.suggest import nearest


@attrs.frozen
class _Wrong:
    """What is wrong with a part of a text."""

    severity: Severity
    message: str
    start: int
    end: int
    hint: str | None = None


def template_in_rule(rule: RuleView, bundle: Bundle) -> Iterator[Finding]:
    """Texts of a rule that Grafana could not fill in, and labels that its query has not."""
    yield from _in_texts(rule, rule.json, "", GRAFANA, rule.labels_in(bundle))


def template_in_file(document: Document, bundle: Bundle) -> Iterator[Finding]:
    """Texts of alerts that Prometheus could not fill in: it would not load the file."""
    for pointer, rule in written_rules(document):
        if "alert" in rule:
            yield from _in_texts(document, rule, pointer, PROMETHEUS, labels_of(str(rule.get("expr", ""))))


def template_closes(document: Document, bundle: Bundle) -> Iterator[Finding]:
    """Templates of notifications with an action or a block that is never closed."""
    text = document.text("template")
    fault = read(text).fault
    if fault is not None:
        about = f"template {document.entry.title!r}"
        yield _finding(document, about, "/template", text, _fault(fault))


def _in_texts(document: Document, rule: Json, above: str, engine: TextEngine, labels: Labels) -> Iterator[Finding]:
    own = rule.get("labels")
    known = None if labels is None else labels | engine.adds | frozenset(own if isinstance(own, dict) else ())
    for part in ("annotations", "labels"):
        texts = rule.get(part)
        for name, text in texts.items() if isinstance(texts, dict) else ():
            for wrong in _wrong(text, engine, labels, known) if isinstance(text, str) else ():
                about = f"{part.removesuffix('s')} {name!r}"
                yield _finding(document, about, f"{above}/{part}/{name}", text, wrong)


def _wrong(text: str, engine: TextEngine, labels: Labels, known: Labels) -> Iterator[_Wrong]:
    template = read(text)
    if template.fault is not None:
        yield _fault(template.fault)
        return
    half = half_open(text)
    if half is not None:
        yield _Wrong("warning", half.message, half.start, half.end, "write two on both sides: {{ … }}")
    declared = template.declared
    for word in template.words:
        if word.kind == "word" and word.text not in KEYWORDS | engine.functions:
            yield _function(word, engine)
        elif word.kind == "variable" and word.text not in engine.variables | declared | {"$"}:
            yield _variable(word, engine, declared)
    if labels is not None and known is not None and LABELS not in declared:
        yield from _lost(template, labels, known)


def _function(word: Word, engine: TextEngine) -> _Wrong:
    match = nearest(word.text, engine.functions)
    message = f"{engine.name} has no function {word.text!r}"
    if match is None:
        # A later release may have it.
        return _Wrong("warning", message, word.start, word.end, "write $labels.NAME for a label, $value for the number")
    return _Wrong("error", message, word.start, word.end, f"did you mean {match!r}?")


def _variable(word: Word, engine: TextEngine, declared: Collection[str]) -> _Wrong:
    there = sorted({*engine.variables, *declared})
    match = nearest(word.text, there)
    way_out = f"there are {', '.join(there)}" if match is None else f"did you mean {match}?"
    return _Wrong("error", f"{engine.name} does not know {word.text}", word.start, word.end, way_out)


def _lost(template: Template, labels: frozenset[str], known: Collection[str]) -> Iterator[_Wrong]:
    """Labels that no series of the query's answer has, each once."""
    there, told = ", ".join(sorted(labels)) or "none", set[str]()
    for before, word in zip(template.words, template.words[1:], strict=False):
        name = word.text.removeprefix(".")
        is_label = (before.text, before.end, word.kind) == (LABELS, word.start, "field")
        if is_label and name not in known and name not in told and not name.startswith("__"):
            told.add(name)
            message = f"the query keeps no label {name!r}: it is always empty"
            yield _Wrong("warning", message, before.start, word.end, f"it keeps {there}; by ({name}) would keep it")


def _fault(fault: Fault) -> _Wrong:
    return _Wrong("error", fault.message, fault.start, fault.end, "correct it: nothing of the text is filled in")


def _finding(document: Document, about: str, path: str, text: str, wrong: _Wrong) -> Finding:
    snippet = Snippet(text=text, start=wrong.start, end=wrong.end)
    severity, message = wrong.severity, f"{about}: {wrong.message}"
    return document.finding("alert-template", severity, message, hint=wrong.hint, path=path, snippet=snippet)
