"""A review on a terminal: what changes in a line each, and where the rest is."""

from collections.abc import Iterator
from pathlib import Path

from grafmint.render.clean import clean
from grafmint.render.findings import number
from grafmint.render.review_kind import noun
from grafmint.review import ResourceChange, Review

_SIGNS = {"added": "+", "removed": "-", "renamed": "~", "moved": "~", "changed": "~"}


def review_text(review: Review, out: Path, pictures: int, seconds: float) -> str:
    """The changes of a review, and the files that tell them whole."""
    return "".join(f"{line}\n" for line in _lines(review, out, pictures, seconds))


def _lines(review: Review, out: Path, pictures: int, seconds: float) -> Iterator[str]:
    for name, revision in (("base", review.base), ("change", review.head)):
        if revision.failure is not None:
            is_there = name == "change" or revision.commit is not None
            yield f"  ! {f'the {name} cannot be built' if is_there else 'there is no base'}: {clean(revision.failure)}"
        yield from (f"  ! {clean(remark)}" for remark in revision.remarks)
    yield from (f"  ! {clean(str(problem))}" for problem in review.problems)
    width = max([10, *(len(noun(each.kind)) for each in review.resources)])
    yield from (_line(each, width) for each in review.resources)
    found = f"{number(len(review.new_findings), 'new finding')}, {len(review.gone_findings)} gone"
    made = f"{number(len(review.resources), 'change')}, {found}, {number(pictures, 'picture')} drawn"
    sides = f"{clean(review.base.short)} → {clean(review.head.short)}"
    yield f"Reviewed {sides}: {made} in {clean(str(out))}/ ({seconds:.1f} s)."


def _line(change: ResourceChange, width: int) -> str:
    title = f'  "{clean(change.title)}"' if change.kind != "datasource" else ""
    parts = f"  {number(len(change.parts), 'part')}" if change.verb not in {"added", "removed"} and change.parts else ""
    was = f"  was {clean(change.was)}" if change.was else ""
    return (
        f"  {_SIGNS[change.verb]} {change.verb:<8} {noun(change.kind):<{width}}  {clean(change.uid)}{title}{was}{parts}"
    )
