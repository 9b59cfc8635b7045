"""Signature: what a constructor takes, for `help` and for editors that look at the running class."""

import inspect
from inspect import Parameter
from typing import TYPE_CHECKING

import attrs

from grafmint.model.base.fields import attributes

if TYPE_CHECKING:
    from grafmint.model.base.model import Model


class Signature:
    """The signature that the fields of a class say, made when somebody looks."""

    def __get__(self, _: object, owner: "type[Model]") -> inspect.Signature:
        parameters = [
            Parameter(
                a.alias or a.name,
                Parameter.POSITIONAL_OR_KEYWORD if a.name in owner.unnamed else Parameter.KEYWORD_ONLY,
                default=Parameter.empty if a.default is attrs.NOTHING else a.default,
                annotation=a.type,
            )
            for a in attributes(owner)
        ]
        return inspect.Signature(sorted(parameters, key=lambda parameter: parameter.default is not Parameter.empty))
