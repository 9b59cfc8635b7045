"""The comparison of Grafana's documents by what they mean, whichever version, person or program wrote them."""

from grafmint.plan.semantic.align import aligned
from grafmint.plan.semantic.change import Change
from grafmint.plan.semantic.difference import difference, is_kept
from grafmint.plan.semantic.digest import digest
from grafmint.plan.semantic.dropped import with_dropped
from grafmint.plan.semantic.normal import normal
from grafmint.plan.semantic.tree import MISSING
from grafmint.plan.semantic.words import in_words

__all__ = [
    "MISSING",
    "Change",
    "aligned",
    "difference",
    "digest",
    "in_words",
    "is_kept",
    "normal",
    "with_dropped",
]
