"""The comment of a review, from its invisible first line to its links."""

from collections.abc import Iterator, Mapping, Sequence

from grafmint.render.comment.fit import Section, fitted
from grafmint.render.comment.group import group_forms
from grafmint.render.comment.headline import headline
from grafmint.render.comment.images import Images
from grafmint.render.comment.resource import aside, moved_forms, resource_forms
from grafmint.render.comment.text import NAME, address, inline, marker, name, span
from grafmint.render.comment.verdict import checks, merged
from grafmint.review import Review
from grafmint.revision import Revision

#: The longest comment that GitHub takes, in characters; GitLab takes 1,000,000.
#: Source: the API's own answer, "body is too long (maximum is 65536 characters)", and
#: https://docs.gitlab.com/administration/instance_limits/
LIMIT = 65_536
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


def _sections(
    review: Review, images: Mapping[tuple[str, str], Images], remarks: Sequence[str]
) -> Iterator[Section | None]:
    changes = [group_forms(group, images) for group in review.groups]
    whole = [resource_forms(each, images) for each in review.resources if each.verb in {"added", "removed"}]
    kept = (moved_forms(each) for each in review.resources if each.verb not in {"added", "removed"})
    yield Section(
        lead=headline(review),
        pieces=[(f"⚠ {inline(problem)}",) for problem in (*_problems(review), *remarks)],
        noun="problem",
    )
    yield Section(pieces=[*changes, *whole, *(forms for forms in kept if forms)], rank=1)
    line = aside(review)
    yield Section(lead=line) if line else None
    yield checks(review)
    yield merged(review)


def _problems(review: Review) -> Iterator[str]:
    """What kept the review from being made as it should be."""
    for revision, role in ((review.base, "The base"), (review.head, "The change")):
        if revision.failure is not None:
            yield f"{role} cannot be built: {revision.failure}"
        yield from revision.remarks
    yield from (str(problem) for problem in review.problems)


def _footer(review: Review, full: str | None, data: str | None) -> str:
    url = address(full)
    parts = [
        f"[Full review]({url})" if url else "",
        name(review.project, _SHORT),
        f"{_revision(review.base)} → {_revision(review.head)}",
        f"data: {inline(data, _SHORT)}" if data else "",
    ]
    return " · ".join(part for part in parts if part)


def _revision(revision: Revision) -> str:
    called = span(revision.name, _SHORT)
    # A commit is no link where it stands as code.
    return called if revision.short in revision.name else f"{called} ({span(revision.short, _SHORT)})"
