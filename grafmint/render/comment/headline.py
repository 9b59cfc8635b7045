"""The headline of a comment: what changes, in numbers."""

from collections import Counter
from collections.abc import Sequence

from grafmint.bundle import KINDS, Kind
from grafmint.render.comment.resource import REMOVED, is_aside
from grafmint.render.comment.text import name
from grafmint.render.findings import number
from grafmint.render.review_kind import noun, nouns
from grafmint.review import ResourceChange, Review
from grafmint.review.follow import followers

# Dashboards are what people look at, and alerts what wakes them up.
_FIRST: tuple[Kind, ...] = ("dashboard", "alert-rule", "prometheus-rules", "policy", "contact-point")
_ORDER: tuple[Kind, ...] = (*_FIRST, *(kind for kind in reversed(KINDS) if kind not in _FIRST))


def headline(review: Review) -> str:
    """One line for people who read no other."""
    errors = sum(finding.severity == "error" for finding in review.new_findings)
    # What is not built has been said to be in the way.
    found = f"; the checks found {number(errors, 'error')}" if errors and review.head.failure is None else ""
    return f"### grafmint: {_said(review)}{found}"


def _said(review: Review) -> str:
    if review.head.failure is not None:
        return "the change cannot be built"
    if review.base.failure is not None:
        return "there is nothing to compare the change with"
    if not review.resources:
        return "nothing changes in Grafana"
    together = _together(review)
    if together:
        return f"{together} change the same way"
    counts = {kind: [each for each in review.resources if each.kind == kind] for kind in _ORDER}
    return "; ".join(_counted(kind, found, review) for kind, found in counts.items() if found)


def _counted(kind: Kind, found: Sequence[ResourceChange], review: Review) -> str:
    new = sum(each.verb == "added" for each in found)
    gone = sum(each.verb == "removed" for each in found)
    aside = [each for each in found if is_aside(each)]
    changed = len(found) - new - gone - len(aside)
    same = " the same way" if changed > 1 and _is_one_change(review) else ""
    counts = (
        (changed, f"change{same}" if changed > 1 else "changes"),
        (new, "is new" if new == 1 else "are new"),
        (gone, f"{'is' if gone == 1 else 'are'} {REMOVED}"),
    )
    said = [pair for pair in counts if pair[0]]
    if aside:
        only = f"only in {_ways(aside)}"
        if len(found) == 1:
            return f"{noun(kind)} {name(found[0].title)} changes {only}"
        verb = "changes" if len(aside) == 1 else "change"
        said.append((len(aside), only if said else f"{verb} {only}"))
    (first, verb), *others = said
    return ", ".join(
        (f"{number(first, noun(kind), nouns(kind))} {verb}", *(f"{count} {words}" for count, words in others))
    )


def _ways(aside: Sequence[ResourceChange]) -> str:
    """In what resources change that nobody has to look at."""
    ways = [("layout", any(each.shifted for each in aside))]
    ways.append(("the spelling of queries", any(each.rewritten for each in aside)))
    return " and ".join(way for way, is_there in ways if is_there)


def _together(review: Review) -> str:
    """Dashboards and the alerts on them, where one change of panels is all that there is; else nothing."""
    following = followers(review.groups)
    behind = {id(group) for found in following.values() for group in found}
    first = [group for group in review.groups if id(group) not in behind]
    told = {(resource.kind, resource.uid) for group in review.groups for resource, _ in group.parts}
    everything = {
        (each.kind, each.uid) for each in review.resources if not (each.shifted or each.rewritten or each.was)
    }
    if len(first) != 1 or not behind or told != everything or len(told) < len(review.resources):
        return ""
    counts = Counter(kind for kind, _ in told)
    return " and ".join(number(counts[kind], noun(kind), nouns(kind)) for kind in _ORDER if counts[kind])


def _is_one_change(review: Review) -> bool:
    """Whether all that changes does so in the same ways, and in nothing else."""
    changed = {(each.kind, each.uid) for each in review.resources if each.verb not in {"added", "removed"}}
    groups = [{(resource.kind, resource.uid) for resource, _ in group.parts} for group in review.groups]
    aside = any(each.shifted or each.rewritten for each in review.resources)
    is_of_one_kind = len({kind for kind, _ in changed}) == 1
    return is_of_one_kind and bool(groups) and all(group == changed for group in groups) and not aside
