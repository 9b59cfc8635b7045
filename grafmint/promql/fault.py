"""Faults of a query that its tokens show: brackets that don't match, operators and values out of place."""

from typing import NamedTuple

from grafmint.promql.place import COMPARED, LABEL_LISTS, enclosing
from grafmint.promql.tokens import Token

_CLOSES = {")": "(", "]": "[", "}": "{"}
_SET_OPERATORS = frozenset({"and", "or", "unless", "atan2"})
_KEYWORDS = LABEL_LISTS | _SET_OPERATORS | {"bool", "offset"}
_NEED_LABELS = LABEL_LISTS - {"group_left", "group_right"}
_BETWEEN_VALUES = frozenset({"+", "-", "*", "/", "%", "^", "==", "!=", ">", "<", ">=", "<="})
_OPERATORS: dict[str, frozenset[str]] = {"{": COMPARED, "list": frozenset()}
_EDGE = Token("mark", "", -1, -1)
_STARTS = frozenset({"", "(", "{", ","})
_ENDS = frozenset({"", ")", "]", "}", ","})


class Fault(NamedTuple):
    """What is wrong, and the part of the text that is; None where that is not known."""

    message: str
    start: int | None = None
    end: int | None = None


def at(token: Token, message: str) -> Fault:
    """A fault that is one token."""
    return Fault(message, token.start, token.end)


def unbalanced(tokens: list[Token]) -> Fault | None:
    """A string or bracket that is never closed, or a bracket that closes nothing."""
    opened: list[Token] = []
    for token in tokens:
        if token.kind == "open":
            return Fault("the string is never closed", token.start, token.start + 1)
        if token.kind != "bracket":
            continue
        if token.text not in _CLOSES:
            opened.append(token)
        elif not opened:
            return at(token, f"{token.text!r} closes nothing")
        elif opened[-1].text != _CLOSES[token.text]:
            return at(opened[-1], f"{opened[-1].text!r} is closed by {token.text!r}")
        else:
            opened.pop()
    return at(opened[0], f"{opened[0].text!r} is never closed") if opened else None


def misplaced(tokens: list[Token]) -> Fault | None:
    """An operator without one of its sides, values without an operator between them, a character of no use."""
    previous, closed_list = _EDGE, False
    edged = [*tokens, _EDGE]
    for index, inside in enclosing(edged):
        token = edged[index]
        if inside != "[":
            if _is_operator(previous) and (token.text in _ENDS or _needs_left(token)):
                return at(previous, f"{previous.text!r} has nothing on its right")
            if previous.text in _STARTS and _needs_left(token):
                return at(token, f"{token.text!r} has nothing on its left")
            if previous.text.lower() in _NEED_LABELS and token.text != "(" and inside in ("", "("):
                return at(previous, f"{previous.text!r} needs labels in parentheses")
            if _is_unexpected(previous, token, inside, closed_list=closed_list):
                return at(token, f"unexpected {token.text!r}")
        previous, closed_list = token, token.text == ")" and inside == "list"
    return None


def _is_operator(token: Token) -> bool:
    return token.kind == "operator" or token.text.lower() in _SET_OPERATORS


def _needs_left(token: Token) -> bool:
    return _is_operator(token) and token.text not in ("+", "-")


def _is_unexpected(previous: Token, token: Token, inside: str, *, closed_list: bool) -> bool:
    if "reference" in (previous.kind, token.kind):
        return False
    if token.kind == "mark":
        return token.text not in ("", ",", "@") or (token.text == "," and previous.text in _STARTS)
    if token.kind == "operator":
        return token.text not in _OPERATORS.get(inside, _BETWEEN_VALUES)
    is_misfit = {
        "(": token.text == ")" and previous.text == ",",
        "{": previous.kind == "operator" and token.kind != "string",
        "list": token.kind == "number",
    }
    beside_value = not closed_list and _ends_value(previous) and _starts_value(token, previous)
    return is_misfit.get(inside, False) or beside_value


def _starts_value(token: Token, previous: Token) -> bool:
    if token.text in ("(", "{"):
        return previous.kind != "word"
    return token.kind in ("number", "string") or (token.kind == "word" and token.text.lower() not in _KEYWORDS)


def _ends_value(token: Token) -> bool:
    if token.kind == "word":
        return token.text.lower() not in _KEYWORDS
    return token.kind in ("number", "string") or token.text in _CLOSES
