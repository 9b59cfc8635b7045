"""The comment of a review, from its invisible first line to its links."""

from collections.abc import Iterator, Mapping, Sequence

from grafmint.config.ci import LIMITS
from grafmint.render.comment.fit import Section, fitted
from grafmint.render.comment.group import group_forms
from grafmint.render.comment.headline import headline
from grafmint.render.comment.images import Gallery, Images
from grafmint.render.comment.problems import problems, uncommitted
from grafmint.render.comment.resource import aside, moved_forms, resource_forms
from grafmint.render.comment.text import NAME, address, inline, marker, name, span
from grafmint.render.comment.verdict import checks, merged
from grafmint.review import ResourceChange, Review, Same
from grafmint.review.follow import followers
from grafmint.review.group import weight_of
from grafmint.review.weight import DANGEROUS
from grafmint.revision import Revision

#: The longest comment that GitHub takes, in characters; GitLab takes 1,000,000.
#: Source: the API's own answer, "body is too long (maximum is 65536 characters)", and
#: https://docs.gitlab.com/administration/instance_limits/
LIMIT = LIMITS["github"]
_SHORT = NAME // 2


def comment(
    review: Review,
    *,
    images: Mapping[tuple[str, str], Images] | None = None,
    full: str | None = None,
    data: str | None = None,
    remarks: Sequence[str] = (),
    limit: int = LIMIT,
) -> str:
    """The review as Markdown of at most `limit` characters, which are 2,000 or more.

    `images` has the panels' pictures by `key`, `full` is the address of the whole review, `data` says what the
    pictures show, `remarks` what else a reader should know.
    """
    where = ": see the full review" if address(full) else ""
    sections = [section for section in _sections(review, images or {}, remarks) if section is not None]
    footer = Section(lead=_footer(review, full, data))
    first = marker(review.project, review.environment)
    return f"{first}\n{fitted([*sections, footer], limit - len(first) - 2, where)}\n"


def _sections(review: Review, images: Gallery, remarks: Sequence[str]) -> Iterator[Section | None]:
    yield Section(
        lead=headline(review),
        pieces=[(f"⚠ {inline(problem)}",) for problem in (*problems(review), *remarks)],
        noun="problem",
    )
    yield Section(pieces=list(_changes(review, images)), rank=1)
    line = aside(review)
    yield Section(lead=line) if line else None
    yield checks(review)
    yield merged(review)


def _changes(review: Review, images: Gallery) -> Iterator[tuple[str, ...]]:
    """What changes: first what numbers come from, and what people may look for in vain; last what is new or moved."""
    following = followers(review.groups)
    told = {id(group) for found in following.values() for group in found}
    groups: dict[bool, list[tuple[Same, Sequence[Same]]]] = {True: [], False: []}
    for at, group in enumerate(review.groups):
        if id(group) not in told:
            groups[weight_of(*group.parts[0]) == DANGEROUS].append((group, following.get(at, ())))
    yield from (group_forms(group, images, behind) for group, behind in groups[True])
    yield from (moved_forms(each) for each in review.resources if each.was and not _is_whole(each))
    yield from (resource_forms(each, images) for each in review.resources if each.verb == "removed")
    yield from (group_forms(group, images, behind) for group, behind in groups[False])
    yield from (resource_forms(each, images) for each in review.resources if each.verb == "added")
    yield from (moved_forms(each) for each in review.resources if each.verb == "moved" and not each.was)


def _is_whole(resource: ResourceChange) -> bool:
    return resource.verb in {"added", "removed"}


def _footer(review: Review, full: str | None, data: str | None) -> str:
    url = address(full)
    parts = [
        f"[Full review]({url})" if url else "",
        name(review.project, _SHORT),
        f"{_revision(review.base)} → {_revision(review.head)}",
        f"data: {inline(data, _SHORT)}" if data else "",
        inline(uncommitted(review) or "", NAME * 2),
    ]
    return " · ".join(part for part in parts if part)


def _revision(revision: Revision) -> str:
    called = span(revision.name, _SHORT)
    # A commit is no link where it stands as code.
    return called if revision.short in revision.name else f"{called} ({span(revision.short, _SHORT)})"
