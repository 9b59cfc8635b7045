"""Writing: a request of which it must be known whether it was done, and refusals in words that help."""

import re
from collections.abc import Callable

import attrs

from grafmint.bundle import Entry, shown
from grafmint.model.base import Json
from grafmint.target.server.alerting.finding import is_nothing
from grafmint.target.server.http.faults import Refused, Uncertain
from grafmint.target.server.proof.stale import not_written

_CONFLICT = 409


@attrs.frozen(kw_only=True)
class _Reading:
    """What a refusal means, told by the server's own words; `status` is what it should have been."""

    words: re.Pattern[str]
    means: str
    hint: str
    status: int | None = None


# Grafana 9 answers all of these with 500.
_READINGS = (
    _Reading(
        words=re.compile("rule title under the same organi[sz]ation and folder should be unique"),
        means="its name is taken in its folder, or its uid by another rule",
        hint="rename one of the two",
        # Another step may give the name free.
        status=_CONFLICT,
    ),
    _Reading(
        words=re.compile("cannot changed? provenance|with provided provenance"),
        means="it is provisioned in another way, from a file perhaps, or shares its group with rules that are",
        hint="let it be written in one way only",
    ),
    _Reading(
        words=re.compile("UID '.*' already exist"),
        means="an integration with its uid stands in another contact point",
        hint="delete that one in Grafana, or run it again: it reads first what is there",
    ),
    _Reading(
        words=re.compile(r"(currently|still) (used|in use)|is used by|\bin use\b"),
        means="something still leads to it",
        hint="run it again to plan with what is there now",
    ),
)


def settled(entry: Entry, send: Callable[[], Json], is_written: Callable[[], bool]) -> Json | None:
    """The answer to a write; None where it came without one and has been done all the same.

    What was not done is sent again, once. Raises Refused in words for people.
    """
    try:
        return send()
    except Uncertain:
        if is_written():
            return None
    except Refused as refused:
        # An attempt before this one may have got through without our hearing of it.
        if is_written():
            return None
        raise _explained(entry, refused) from refused
    return send()


def _explained(entry: Entry, refused: Refused) -> Exception:
    if is_nothing(refused):
        return not_written(entry)
    for reading in _READINGS:
        if reading.words.search(refused.said or ""):
            message = f"{shown(entry.kind)} {entry.uid!r}: {reading.means} ({refused.said})"
            status = reading.status or refused.status
            return Refused(message, status=status, reason=refused.reason, said=refused.said, hint=reading.hint)
    return refused
