"""Policy: a tree of notification policies as Grafana keeps it, and as an Alertmanager's configuration has it.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/#route
"""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from grafmint.routing.matcher import OPERATORS, Matcher, matcher_of

_TRIPLE = 3


@attrs.frozen(kw_only=True)
class Policy:
    """Alerts that all of `matchers` fit go to `receiver`, or where one of `policies` leads that they fit as well.

    Where it `continues`, those beside it that come later are asked too.
    """

    receiver: str
    matchers: tuple[Matcher, ...] = ()
    continues: bool = False
    mute_timings: tuple[str, ...] = ()
    active_timings: tuple[str, ...] = ()
    policies: tuple["Policy", ...] = ()

    @property
    def size(self) -> int:
        """How many policies it is, itself among them."""
        return 1 + sum(each.size for each in self.policies)

    @property
    def labels(self) -> frozenset[str]:
        """The labels that it and the policies below it ask for."""
        return frozenset(each.label for each in self.matchers).union(*(each.labels for each in self.policies))


def policy_of(document: Any) -> Policy | None:
    """The tree of a document, Grafana's or the `route` of an Alertmanager; None where it is none that is read."""
    found = document.get("route", document) if isinstance(document, Mapping) else None
    try:
        return _policy(found, "")
    except (RecursionError, TypeError, ValueError):
        return None


def matchers_of(route: Mapping[str, Any]) -> Iterator[Matcher]:
    """The matchers of a route in each of the forms that there are: triples, texts, and two mappings of older files.

    Raises TypeError or ValueError for what is of no form.
    """
    for triple in route.get("object_matchers") or ():
        if not isinstance(triple, list) or len(triple) != _TRIPLE or triple[1] not in OPERATORS:
            raise ValueError("no matcher")
        yield Matcher(_text(triple[0]), triple[1], _text(triple[2]))
    for text in route.get("matchers") or ():
        found = matcher_of(_text(text))
        if found is None:
            raise ValueError("no matcher")
        yield found
    yield from (Matcher(_text(label), "=", _text(value)) for label, value in dict(route.get("match") or {}).items())
    yield from (Matcher(_text(label), "=~", _text(value)) for label, value in dict(route.get("match_re") or {}).items())


def _policy(document: Any, parent: str) -> Policy:
    if not isinstance(document, Mapping):
        raise TypeError("no policy")
    receiver = _text(document.get("receiver") or parent)
    return Policy(
        receiver=receiver,
        matchers=tuple(matchers_of(document)),
        continues=document.get("continue") is True,
        mute_timings=_texts(document.get("mute_time_intervals")),
        active_timings=_texts(document.get("active_time_intervals")),
        policies=tuple(_policy(each, receiver) for each in document.get("routes") or ()),
    )


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(_text, value or ()))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value
