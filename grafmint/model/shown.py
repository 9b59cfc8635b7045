"""Shown: what a value mapping shows in place of a value."""

from grafmint._unset import Unset
from grafmint.model.base import ROOT, Json, Model, Parts, field, frozen
from grafmint.model.context import Context


@frozen(kw_only=True)
class Shown(Model):
    """What a mapping shows: a text, a colour, or both; the base of every mapping."""

    text: str | Unset = field()
    color: str | Unset = field()
    icon: str | Unset = field()

    def _match(self, result: Json) -> Json:
        raise NotImplementedError

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return self._match(parts[ROOT])
