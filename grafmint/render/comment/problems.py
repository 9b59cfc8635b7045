"""What kept a review from being made as it should be, each told in one place."""

from collections.abc import Iterator

from grafmint.finding import Finding
from grafmint.review import Review

#: The working tree is what most people review before they commit: of that nobody has to be warned.
_ASIDE = "the working tree has "


def problems(review: Review) -> Iterator[str]:
    """What a reader must know first."""
    base, head = review.base, review.head
    if base.failure is not None:
        # A name that is no commit has none, and nothing was there to build.
        yield (
            f"There is no base: {base.failure}" if base.commit is None else f"The base cannot be built: {base.failure}"
        )
    if head.failure is not None and not any(is_failure(review, finding) for finding in review.new_findings):
        yield f"The change cannot be built: {head.failure}"
    yield from (remark for remark in (*base.remarks, *head.remarks) if remark != uncommitted(review))
    yield from (str(problem) for problem in review.problems)


def is_failure(review: Review, finding: Finding) -> bool:
    """Whether a finding is why the change cannot be built: the checks tell it, with the way out."""
    return finding.severity == "error" and (review.head.failure or "").startswith(finding.message or "\0")


def uncommitted(review: Review) -> str | None:
    """The remark that says only what is reviewed."""
    return next((remark for remark in review.head.remarks if remark.startswith(_ASIDE)), None)
