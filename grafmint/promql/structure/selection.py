"""Selection: the series that a metric and conditions in braces stand for."""

import re
from collections.abc import Iterator

from grafmint.promql.place import COMPARED
from grafmint.promql.structure.spelling import string, unquoted, variables
from grafmint.promql.structure.tree import Matcher, Selector
from grafmint.promql.tokens import Token

_METRIC = re.compile(r"[A-Za-z_:][\w:]*", re.ASCII)
_LABEL = re.compile(r"[A-Za-z_]\w*", re.ASCII)


def selector(name: str, inside: list[Token]) -> Selector:
    """The selector of a metric, which may stand among its conditions, with the tokens between its braces."""
    found = [_matcher(item) for item in items(inside)]
    named = [each for each in found if (each.label, each.operator) == ("__name__", "=") and each.value[:1] == '"']
    if not name and len(named) == 1:
        found.remove(named[0])
        name = named[0].value[1:-1]
    shown = [each.text for each in found]
    if not name or _METRIC.fullmatch(name) or "$" in name or "[" in name:
        text = f"{name}{{{', '.join(shown)}}}" if shown or not name else name
    else:
        text = f"{{{', '.join([named[0].value, *shown])}}}"
    return Selector(variables(name), frozenset(found), text=text)


def items(tokens: list[Token]) -> Iterator[list[Token]]:
    """What stands between commas."""
    item = list[Token]()
    for token in [*tokens, Token("mark", ",", -1, -1)]:
        if token.text != ",":
            item.append(token)
        elif item:
            yield item
            item = []


def label(token: Token) -> str:
    """A label's name, without quotes where it needs none."""
    plain = unquoted(token.text) if token.kind == "string" else ""
    return plain if _LABEL.fullmatch(plain) else _value(token)


def _matcher(item: list[Token]) -> Matcher:
    cut = next((index for index, token in enumerate(item) if token.text in COMPARED), None)
    if cut is None:
        text = " ".join(map(_value, item))
        is_metric = len(item) == 1 and item[0].kind == "string"
        return Matcher(*(("__name__", "=", variables(text)) if is_metric else (variables(text), "", "")), text=text)
    name, operator = "".join(map(label, item[:cut])), item[cut].text
    value = " ".join(map(_value, item[cut + 1 :]))
    return Matcher(variables(name), operator, variables(value), text=f"{name}{operator}{value}")


def _value(token: Token) -> str:
    return string(token.text) if token.kind == "string" else token.text
