"""Phrases: what is said of the parts of two queries that differ; what is code stands between backticks."""

from collections.abc import Iterator

from grafmint.promql.structure.tree import (
    COMPARISONS,
    Atom,
    Call,
    Chain,
    Labels,
    Matcher,
    Modifier,
    Negative,
    Node,
    Window,
)
from grafmint.promql.structure.tree import written as text

#: The functions whose number is a share of all values.
_QUANTILES = frozenset({"quantile", "histogram_quantile", "quantile_over_time"})
_TIMES = {"*": "multiplied by", "/": "divided by"}


def code(text: str) -> str:
    """A text as code."""
    return f"`{text}`"


def changed(before: str, after: str, what: str = "") -> str:
    """From one to the other."""
    return f"{f'{what} ' if what else ''}{code(before)} → {code(after)}"


def head(call: Call) -> str:
    """A function or aggregation without the expression that it is of."""
    grouping = f" {call.grouping.text}" if call.grouping is not None else ""
    numbers = ", ".join(each.text for each in call.arguments if isinstance(each, Atom))
    return f"{call.name}{grouping}({numbers}, …)" if numbers else f"{call.name}{grouping}"


def argument(call: Call, before: Atom, after: Atom) -> str:
    """A number or text that a function takes."""
    if call.name in _QUANTILES:
        return f"quantile {before.text} → {after.text}"
    return changed(f"{call.name} {before.text}", f"{call.name} {after.text}")


def labels(before: Labels | None, after: Labels | None) -> Iterator[str]:
    """A list of labels that came, went or is another one."""
    if before is None and after is not None:
        yield f"added {code(after.text)}"
    elif before is not None and after is None:
        yield f"removed {code(before.text)}"
    elif before is not None and after is not None and before != after:
        yield changed(before.text, after.text)


def matchers(before: frozenset[Matcher], after: frozenset[Matcher]) -> Iterator[str]:
    """The conditions that differ; two on one label are one that changed."""
    gone, new = (sorted(each, key=lambda one: one.text) for each in (before - after, after - before))
    for old in list(gone):
        twins = [each for each in new if each.label == old.label]
        if len(twins) == 1 and [each.label for each in gone].count(old.label) == 1:
            gone.remove(old)
            new.remove(twins[0])
            yield changed(old.text, twins[0].text, "matcher")
    yield from (f"removed matcher {code(each.text)}" for each in gone)
    yield from (f"added matcher {code(each.text)}" for each in new)


def modifiers(before: frozenset[Modifier], after: frozenset[Modifier]) -> Iterator[str]:
    """The shifts in time that differ."""
    for word in ("offset", "@"):
        old, new = (next((each.text for each in of if each.word == word), None) for of in (before, after))
        differs = {each for each in before if each.word == word} != {each for each in after if each.word == word}
        if differs and old and new:
            yield changed(old, new)
        elif differs:
            yield f"added {code(new)}" if new else f"removed {code(old or '')}"


def window(before: Window, after: Window) -> Iterator[str]:
    """The stretches of time of two windows."""
    if (before.length, before.step) != (after.length, after.step):
        yield changed(before.text, after.text, "range")
    yield from modifiers(before.modifiers, after.modifiers)


def around(outer: Call | Window | Negative, *, is_new: bool) -> str:
    """What stands around an expression now, or stood there."""
    if isinstance(outer, Negative):
        return "negated" if is_new else "no longer negated"
    if isinstance(outer, Window):
        return f"{'added' if is_new else 'removed'} range {code(outer.text)}"
    return f"{'wrapped' if is_new else 'no longer'} in {code(head(outer))}"


def around_window(outer: Call, window: Window, *, is_new: bool) -> str:
    """A function over a window around an expression."""
    return f"{around(outer, is_new=is_new)} over {code(window.text)}"


def beside(chain: Chain, index: int, *, is_new: bool, lone: bool) -> str:
    """An operand of a chain that came or went; `lone` says that there was one other only."""
    operand = _operand(chain.operands[index])
    added, removed = ("added", "removed") if not lone or index == 0 else _verbs(chain)
    if index == 0:
        return f"{added if is_new else removed} {code(f'{operand} {chain.words}')}"
    plain = chain.operator in _TIMES and lone and not chain.matching
    said = operand if plain else f"{chain.words} {operand}"
    return f"{added if is_new else removed} {code(said)}"


def _operand(node: Node) -> str:
    return f"({text(node)})" if isinstance(node, Chain) else text(node)


def _verbs(chain: Chain) -> tuple[str, str]:
    if chain.operator in COMPARISONS:
        return "compared with", "no longer compared with"
    if chain.operator in _TIMES and not chain.matching:
        return _TIMES[chain.operator], f"no longer {_TIMES[chain.operator]}"
    return "added", "removed"
