"""Letters: the refIds of queries, in Grafana's own row of them."""

from collections.abc import Sequence
from string import ascii_uppercase

from grafmint.model.query import Query

# A … Z, AA, AB … ZZ.
_LETTERS = tuple(first + second for first in ("", *ascii_uppercase) for second in ascii_uppercase)


def ref_ids(queries: tuple[Query, ...]) -> tuple[Sequence[str], Sequence[str]]:
    """The refId of each query, and those that are given twice."""
    pinned = {query.ref_id for query in queries if "ref_id" in query._given}
    if not pinned:
        return _LETTERS[: len(queries)], ()
    names = [query.ref_id for query in queries if isinstance(query.ref_id, str)]
    free = (name for name in _LETTERS if name not in pinned)
    return (
        [query.ref_id if isinstance(query.ref_id, str) else next(free) for query in queries],
        sorted({name for name in names if names.count(name) > 1}),
    )
