"""Indices: log lines that Elasticsearch keeps, as panels of `logs` ask for them."""

import attrs

from grafmint import elasticsearch
from grafmint.block import Block
from grafmint.elasticsearch import BucketAgg, Metric

_MOST_WRITERS = 10


@attrs.frozen(kw_only=True)
class Index(Block):
    """The log lines of a system: a query of Lucene, the field of their writers, and what finds a bad line.

    `by` is a field of keywords, for texts cannot be counted by. The names are those of the Elastic Common Schema.
    Source: https://www.elastic.co/guide/en/ecs/current/ecs-field-reference.html
    """

    query: str = "*"
    by: str = "service.name"
    errors: str = "log.level:(error OR critical OR fatal)"

    def counted(self, pattern: str | None) -> elasticsearch.Query:
        """How many lines match in each interval, by who wrote them."""
        writers = {"size": _MOST_WRITERS, "order": "desc", "orderBy": "_count", "min_doc_count": 1}
        return elasticsearch.Query(
            query=self._matching(pattern),
            alias=f"{{{{term {self.by}}}}}",
            bucket_aggs=[
                BucketAgg(type="terms", field=self.by, settings=writers),
                BucketAgg(type="date_histogram", settings={"interval": "auto"}),
            ],
        )

    def found(self, pattern: str | None, *, most: int) -> elasticsearch.Query:
        """The newest lines that match, and no more than so many."""
        return elasticsearch.Query(query=self._matching(pattern), metrics=Metric(type="logs", settings={"limit": most}))

    def _matching(self, pattern: str | None) -> str:
        return f"({self.query}) AND ({pattern or self.errors})"
