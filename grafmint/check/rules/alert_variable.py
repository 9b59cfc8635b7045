"""variable-in-alert: a rule uses a variable, which only a dashboard has."""

from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.document import Document
from grafmint.check.rule import RuleView, written_rules
from grafmint.check.rules.variable import TEXTS, WITHOUT_MACROS, is_filled_in
from grafmint.finding import Finding, Snippet
from grafmint.promql.variables import Reference, references

_HINT = "write its value, or leave the label out: nobody chooses one when a rule is evaluated"


def variable_in_rule(rule: RuleView, bundle: Bundle) -> Iterator[Finding]:
    """Variables in a rule's queries and legends, each once a query; what a datasource fills in itself may stand."""
    for each in rule.asked:
        if each.is_expression:
            continue
        type_ = each.type_in(bundle)
        seen: set[str] = set()
        for text in (each.json.get(key) for key in TEXTS):
            for used in _left(text, type_):
                if used.name not in seen:
                    seen.add(used.name)
                    snippet = Snippet(text=str(text), start=used.start, end=used.end)
                    yield rule.finding(
                        "variable-in-alert",
                        "error",
                        _message(used),
                        hint=_HINT,
                        path=each.pointer,
                        query=each.ref_id,
                        snippet=snippet,
                    )


def variable_in_file(document: Document, bundle: Bundle) -> Iterator[Finding]:
    """Variables in the query of a rule for Prometheus, the first of each rule."""
    for pointer, rule in written_rules(document):
        for used in _left(rule.get("expr"), "prometheus")[:1]:
            snippet = Snippet(text=str(rule["expr"]), start=used.start, end=used.end)
            yield document.finding(
                "variable-in-alert", "error", _message(used), hint=_HINT, path=f"{pointer}/expr", snippet=snippet
            )


def _left(text: object, type_: str | None) -> list[Reference]:
    found = references(text) if isinstance(text, str) else ()
    return [each for each in found if type_ in WITHOUT_MACROS or not _is_macro(each.name, type_)]


def _is_macro(name: str, type_: str | None) -> bool:
    return name.startswith("__") or is_filled_in(name, type_)


def _message(used: Reference) -> str:
    return f"the rule uses the variable ${used.name}, which alerting has not"
