"""Variable: a value that the reader of a dashboard can choose.

A variable *object* in a PromQL matcher writes itself as `=~"$name"` or `="$name"`.
Source: https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import ROOT, Json, JsonObject, Parts, Traced, field, frozen
from grafmint.model.context import Context

_NAME = re.compile(r"(?!__)\w+", re.ASCII)
HIDE = {"label": 1, "variable": 2}
REFRESH = {"never": 0, "onDashboardLoad": 1, "onTimeRangeChanged": 2}

ALL = "$__all"


def lookup(table: Mapping[str, int]) -> Any:
    """The encoder of a word that Grafana writes as a number."""
    return lambda value, _: table[value]


def choice(text: str, value: str) -> JsonObject:
    """One entry of a variable's list, not chosen."""
    return {"selected": False, "text": text, "value": value}


def chosen(text: str | list[str], value: str | list[str]) -> JsonObject:
    """What is chosen when the page opens."""
    return {"selected": True, "text": text, "value": value}


@frozen(kw_only=True)
class Variable(Traced):
    """The base of every variable; `hide` takes its label or all of it off the page."""

    type: ClassVar[str]
    default_hide: ClassVar[int | None] = None

    name: str
    label: str | Unset = field()
    description: str | Unset = field()
    hide: Literal["label", "variable"] | Unset = field(encode=lookup(HIDE))
    skip_url_sync: bool | Unset = field()

    def _validate(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ModelError(
                f"{type(self).__name__}: name {self.name!r} cannot be used in a query",
                hint="letters, digits and _ only, not starting with two underscores",
            )

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {"type": self.type, **parts[ROOT]}

    @property
    def takes_several(self) -> bool:
        """Whether it can stand for several values at once, which a matcher must write as `=~`."""
        return False

    @property
    def may_be_all(self) -> bool:
        """Whether "All" can be chosen; only then may an alert leave a matcher on it out."""
        return False

    def __str__(self) -> str:
        return f"${{{self.name}}}"


@frozen(kw_only=True)
class ChoiceVariable(Variable):
    """What variables with a list of values share."""

    multi: bool | Unset = field()
    include_all: bool | Unset = field()
    all_value: str | Unset = field()

    @property
    def takes_several(self) -> bool:
        return bool(self.multi) or bool(self.include_all)

    @property
    def may_be_all(self) -> bool:
        return bool(self.include_all)
