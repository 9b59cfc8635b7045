"""Words: what a field takes, as a message says it."""

from grafmint.model.accept.acceptance import Acceptance

_WORDS = {
    "str": "a string",
    "bool": "True or False",
    "int": "a whole number",
    "float": "a number",
    "Mapping": "a mapping",
    "Callable": "a function",
    "NoneType": "None",
}
# What a message does not name: dict is a mapping, and a unit of one's own is made by a function.
_UNNAMED = {"dict", "CustomUnit"}
_MOST_SHOWN = 12
_MOST_JOINED = 3


def describe(taken: Acceptance) -> str:
    """What is accepted, in words."""
    named = (cls for cls in taken.classes if cls.__name__ not in _UNNAMED)
    words = [_WORDS.get(cls.__name__, cls.__name__) for cls in named]
    if float in taken.classes:
        words.remove(_WORDS["int"])
    if taken.values is not None:
        words.append(f"a mapping to {describe(taken.values)}")
    if taken.elements is not None:
        words.append(f"one or several of: {describe(taken.elements)}")
    if taken.shape is not None:
        words.append(f"({', '.join(map(describe, taken.shape))})")
    if len(taken.literals) <= _MOST_SHOWN:
        words.extend(sorted(map(repr, taken.literals)))
    else:
        words.append("one that Grafana knows")
    said = [*dict.fromkeys(words)]
    # Of many classes several "or" would be hard to read.
    commas = len(said) > _MOST_JOINED and not taken.literals
    return f"{', '.join(said[:-1])} or {said[-1]}" if commas else " or ".join(said)
