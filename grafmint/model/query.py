"""Query: what a panel asks of a datasource; each datasource's module has its own."""

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs

from grafmint._unset import Unset
from grafmint.model.base import ROOT, UNWRITTEN, Json, Parts, Traced, field, frozen, unwritten
from grafmint.model.context import Context
from grafmint.model.datasource import Datasource
from grafmint.model.variable.datasource import DatasourceVariable

#: A datasource: by its logical name, by the object, or by the variable that selects it.
DatasourceRef = str | Datasource | DatasourceVariable


@frozen(kw_only=True)
class Query(Traced):
    """The base of every query.

    `datasource` left out is the environment's only one of the query's type. `ref_id` left out is A, B, C … in order.
    """

    datasource_type: ClassVar[str | None] = None
    example: ClassVar[str | None] = "prometheus.Query(expr=…), or that of another datasource"
    #: Whether a variable can take its values from it; a panel's query has another form.
    for_variables: ClassVar[bool] = False

    ref_id: str | Unset = field()
    hide: bool | Unset = field()
    datasource: DatasourceRef | Unset = unwritten()


@frozen(kw_only=True)
class RawQuery(Query):
    """A query of any datasource as its own JSON: the way out where no module types it.

    `type` is the datasource's plugin id; `query` is written as it stands.
    """

    for_variables: ClassVar[bool] = True

    type: str = attrs.field(metadata=UNWRITTEN)
    query: Mapping[str, Any] = attrs.field(metadata=UNWRITTEN)

    @property
    def datasource_type(self) -> str | None:  # type: ignore[override]  # here each value has its own
        return self.type

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {**context.plain(self.query), **parts[ROOT]}
