"""unknown-condition, unknown-ref-id, ref-id: what a rule's condition and expressions name."""

from collections import Counter
from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.rule import RuleView
from grafmint.check.rules.expression import named_by
from grafmint.finding import Finding
from grafmint.suggest import hint


def condition_of_rule(rule: RuleView, bundle: Bundle) -> Iterator[Finding]:
    """A condition that no query or expression of the rule is called."""
    condition = rule.text("condition")
    if condition not in rule.ref_ids:
        message = f"the condition is {condition!r}, and no query or expression is called so"
        way_out = hint(condition, rule.ref_ids)
        yield rule.finding("unknown-condition", "error", message, hint=way_out, path="/condition")


def ref_ids_of_rule(rule: RuleView, bundle: Bundle) -> Iterator[Finding]:
    """Expressions that refer to no query of their rule, and names that stand twice."""
    counts = Counter(each.ref_id for each in rule.asked)
    for each in rule.asked:
        if counts[each.ref_id] > 1:
            message = f"refId {each.ref_id!r} stands {counts[each.ref_id]} times"
            way_out = "name the queries A, B, C …"
            yield rule.finding("ref-id", "error", message, hint=way_out, path=each.pointer, query=each.ref_id)
        for name in named_by(each.json) if each.is_expression else ():
            if name not in rule.ref_ids:
                message = f"the expression names query {name!r}, which the rule has not"
                way_out = hint(name, rule.ref_ids - {each.ref_id})
                yield rule.finding(
                    "unknown-ref-id", "error", message, hint=way_out, path=each.pointer, query=each.ref_id
                )
