"""Rule: an alert rule's JSON, and the queries of it and of Prometheus' rules, as the rules of checking read them."""

from collections.abc import Iterator
from functools import cached_property

import attrs

from grafmint.bundle import Bundle
from grafmint.check.board import objects
from grafmint.check.document import Document, Json
from grafmint.check.kept_labels import Labels, labels_of

EXPRESSION = "__expr__"
_PROMETHEUS = "prometheus"
# Grafana's uid of its expressions before 9.
_EXPRESSIONS = (EXPRESSION, "-100")


@attrs.frozen
class Asked:
    """One query or expression of a rule: its JSON and the pointer to it, and the uid of its datasource."""

    json: Json
    pointer: str
    ref_id: str
    datasource: str

    @property
    def is_expression(self) -> bool:
        """Whether Grafana evaluates it itself."""
        return self.datasource in _EXPRESSIONS

    def type_in(self, bundle: Bundle) -> str | None:
        """The type of its datasource: as it says, or as the environment knows it."""
        said = self.json.get("datasource")
        type_ = said.get("type") if isinstance(said, dict) else None
        return type_ if isinstance(type_, str) else bundle.datasources.get(self.datasource)


@attrs.frozen(slots=False)
class RuleView(Document):
    """One alert rule of Grafana."""

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Its queries and expressions."""
        return tuple(self._asked())

    @cached_property
    def ref_ids(self) -> frozenset[str]:
        """The names that expressions and the condition may use."""
        return frozenset(each.ref_id for each in self.asked)

    def labels_in(self, bundle: Bundle) -> Labels:
        """The labels of the series of its only query, None where it asks several or another language."""
        queries = [each for each in self.asked if not each.is_expression]
        classic = any(each.json.get("type") == "classic_conditions" for each in self.asked)
        if len(queries) != 1 or classic or queries[0].type_in(bundle) != _PROMETHEUS:
            return None
        return labels_of(str(queries[0].json.get("expr", "")))

    def _asked(self) -> Iterator[Asked]:
        for index, query in objects(self.json.get("data")):
            model = query.get("model")
            yield Asked(
                model if isinstance(model, dict) else {},
                f"/data/{index}/model",
                str(query.get("refId") or ""),
                str(query.get("datasourceUid") or ""),
            )


def written_rules(document: Document) -> Iterator[tuple[str, Json]]:
    """The rules of a file for Prometheus, each with its JSON pointer."""
    for group, found in objects(document.json.get("groups")):
        for index, rule in objects(found.get("rules")):
            yield f"/groups/{group}/rules/{index}", rule
