"""The base of every value: keyword-only, frozen, checked at construction, written field by field.

A field's declaration says it all: its annotation what it takes, its helper (`option`, `standard`, `custom`, …) where
Grafana keeps it, its name what Grafana calls it. Nothing else lists the fields of a class.
"""

from grafmint.model.base.fields import attributes, camel
from grafmint.model.base.frozen import frozen
from grafmint.model.base.many import many
from grafmint.model.base.model import Model
from grafmint.model.base.section import CUSTOM, OPTIONS, ROOT, STANDARD, Json, JsonObject, Parts
from grafmint.model.base.spec import UNWRITTEN, at, custom, field, option, standard, unwritten
from grafmint.model.base.traced import Traced

__all__ = [
    "CUSTOM",
    "OPTIONS",
    "ROOT",
    "STANDARD",
    "UNWRITTEN",
    "Json",
    "JsonObject",
    "Model",
    "Parts",
    "Traced",
    "at",
    "attributes",
    "camel",
    "custom",
    "field",
    "frozen",
    "many",
    "option",
    "standard",
    "unwritten",
]
