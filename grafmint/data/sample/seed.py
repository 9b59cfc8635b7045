"""Seed: what made-up numbers follow from, chosen so that an edited query keeps its shape."""

import re
from collections.abc import Callable
from random import Random

import attrs

from grafmint.data.ask import Ask
from grafmint.data.sample.chance import chance
from grafmint.data.target import Target

#: What differs between queries whose numbers belong together: windows, which follow from the width, and quantiles.
_LOOSE = re.compile(r"\[[^\[\]]*+\]|(?<=quantile\()\s*[\d.]+|\s+")


@attrs.frozen
class Seed:
    """What a query asks `of`, and its `place` among those of its panel that ask of the same."""

    of: str
    place: int = 0

    def common(self) -> Random:
        """What all numbers of the same follow from."""
        return chance(self.of)

    def own(self, *parts: object) -> Random:
        """What the numbers of one series follow from, told apart by these parts."""
        return chance(self.of, self.place, *parts)


def seed_of(target: Target, ask: Ask, of: Callable[[Target], str], written: str) -> Seed:
    """The seed of a query: filters, groups and functions of it may change, and its numbers keep their shape.

    `of` tells what a query asks of, `written` is the key of its text.
    """
    subject = of(target)
    alike = (each for each in ask.targets if each.kind == target.kind and of(each) == subject)
    texts = list(dict.fromkeys(_LOOSE.sub("", str(each.query.get(written))) for each in alike))
    text = _LOOSE.sub("", str(target.query.get(written)))
    # Numbers of hidden queries stand on no picture.
    return Seed(subject, texts.index(text) if text in texts else 0)
