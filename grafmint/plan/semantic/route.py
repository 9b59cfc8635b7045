"""Route: what a notification policy that is new does, in a line."""

from collections.abc import Iterator

from grafmint.plan.semantic.tree import MISSING, Tree, at
from grafmint.plan.semantic.values import shown

_TIMINGS = {"mute_time_intervals": "muted", "active_time_intervals": "only"}


def led(tree: Tree, path: tuple[str, ...]) -> str:
    """To whom the route at a path leads, whether it continues, and at which times it rests: `to ops, continues`."""
    return ", ".join(_said(tree, path))


def _said(tree: Tree, path: tuple[str, ...]) -> Iterator[str]:
    above = (at(tree, (*path[:end], "receiver")) for end in range(len(path), -1, -1))
    receiver = next((each for each in above if each is not MISSING and each is not None), None)
    if receiver is not None:
        yield f"to {shown(receiver)}"
    if at(tree, (*path, "continue")) is True:
        yield "continues"
    for key, word in _TIMINGS.items():
        timings = at(tree, (*path, key))
        if isinstance(timings, list) and timings:
            yield f"{word} {shown(timings)}"
