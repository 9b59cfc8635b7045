"""Pair: the two trees that changes lie between."""

import attrs

from grafmint.plan.semantic.defaults import default_at
from grafmint.plan.semantic.tree import MISSING, Json, Tree, at


@attrs.frozen
class Pair:
    """The trees before and after; they say what stands around a change."""

    before: Tree
    after: Tree

    def at(self, path: tuple[str, ...]) -> tuple[Json, Json]:
        """Both values at a path, the page's default where a tree leaves it out."""
        return _at(self.before, path), _at(self.after, path)


def _at(tree: Tree, path: tuple[str, ...]) -> Json:
    value = at(tree, path)
    return default_at(tree, path) if value is MISSING else value
