"""alert-annotations: an alert that does not say what is wrong."""

from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.document import Document, Json
from grafmint.check.rule import RuleView, written_rules
from grafmint.finding import Finding

_HINT = 'write summary="what is wrong, and for whom"'


def summary_of_rule(rule: RuleView, bundle: Bundle) -> Iterator[Finding]:
    """A rule without a summary: whoever is woken by it reads its name alone."""
    if not _has_summary(rule.json):
        message = f"alert {rule.entry.title!r} has no summary"
        yield rule.finding("alert-annotations", "warning", message, hint=_HINT)


def summary_in_file(document: Document, bundle: Bundle) -> Iterator[Finding]:
    """Alerts among the rules for Prometheus that have no summary."""
    for pointer, rule in written_rules(document):
        if "alert" in rule and not _has_summary(rule):
            message = f"alert {rule['alert']!r} has no summary"
            yield document.finding("alert-annotations", "warning", message, hint=_HINT, path=pointer)


def _has_summary(rule: Json) -> bool:
    annotations = rule.get("annotations")
    return isinstance(annotations, dict) and bool(str(annotations.get("summary", "")).strip())
