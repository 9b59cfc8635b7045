"""The comparison of Grafana's documents by what they mean, whichever version, person or program wrote them."""

from grafmint.plan.semantic.align import aligned, key_of, renamed
from grafmint.plan.semantic.change import Change
from grafmint.plan.semantic.difference import difference, is_kept
from grafmint.plan.semantic.digest import digest
from grafmint.plan.semantic.dropped import with_dropped
from grafmint.plan.semantic.library_panel import MODEL
from grafmint.plan.semantic.lines import Line
from grafmint.plan.semantic.normal import normal
from grafmint.plan.semantic.pair import Pair
from grafmint.plan.semantic.panels import Located, located
from grafmint.plan.semantic.subject import Subject, bare_name, noun, title
from grafmint.plan.semantic.thresholds import steps_of
from grafmint.plan.semantic.tree import MISSING, Json, JsonObject, Named, Tree, at
from grafmint.plan.semantic.values import veiled
from grafmint.plan.semantic.words import Told, in_words, told

__all__ = [
    "MISSING",
    "MODEL",
    "Change",
    "Json",
    "JsonObject",
    "Line",
    "Located",
    "Named",
    "Pair",
    "Subject",
    "Told",
    "Tree",
    "aligned",
    "at",
    "bare_name",
    "difference",
    "digest",
    "in_words",
    "is_kept",
    "key_of",
    "located",
    "normal",
    "noun",
    "renamed",
    "steps_of",
    "title",
    "told",
    "veiled",
    "with_dropped",
]
