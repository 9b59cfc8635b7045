"""Profile: a release of Grafana, which the double can be."""

import re

import attrs

from grafmint.testing.fact import Number
from grafmint.testing.facts import FACTS

#: The release that was recorded, which older ones are taken for.
_RECORDED: Number = (9, 4)


@attrs.frozen(kw_only=True)
class Profile:
    """A release: the version that it says it is, and the number that decides what it does."""

    release: str
    number: Number

    @classmethod
    def of(cls, release: str) -> "Profile":
        """The profile of a version like `9.4.0-pre` or `12.2`; raises ValueError for what is none."""
        found = re.match(r"(\d+)\.(\d+)(\.\d+)?", release)
        if found is None:
            raise ValueError(f"{release!r} is no release of Grafana, like '12.2'")
        number = max((int(found[1]), int(found[2])), _RECORDED)
        return cls(release=release if found[3] else f"{release}.0", number=number)

    def has(self, name: str) -> bool:
        """Whether a fact is true of it."""
        fact = FACTS[name]
        return fact.since <= self.number < fact.until
