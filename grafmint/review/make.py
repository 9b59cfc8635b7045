"""Make: a review from two revisions."""

from collections.abc import Sequence

from grafmint.errors import GrafmintError
from grafmint.finding import Finding, in_order
from grafmint.plan.plan import Plan
from grafmint.review.compare import resource_changes
from grafmint.review.findings import new_and_gone
from grafmint.review.group import grouped
from grafmint.review.review import ResourceChange, Review
from grafmint.revision import Revision


def make_review(  # noqa: PLR0913  # what a review is made of
    base: Revision,
    head: Revision,
    *,
    project: str,
    environment: str | None,
    plan: Plan | None = None,
    no_plan: str | None = None,
    problems: Sequence[GrafmintError] = (),
) -> Review:
    """What changes from `base` to `head`; where one of them has no bundle, nothing but what was found in `head`.

    What the base had already is no news there either.
    """
    is_comparable = base.failure is None and head.failure is None
    resources = resource_changes(base.bundle, head.bundle) if is_comparable else ()
    new, gone = _findings(base, head, resources)
    return Review(
        project=project,
        environment=environment,
        base=base,
        head=head,
        resources=resources,
        groups=grouped(resources),
        new_findings=new,
        gone_findings=gone,
        plan=plan,
        no_plan=no_plan,
        problems=tuple(problems),
    )


def _findings(
    base: Revision, head: Revision, resources: Sequence[ResourceChange]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that are new and those that are gone; what does not build mends nothing."""
    if base.failure is not None:
        return in_order(head.findings), ()
    new, gone = new_and_gone(base.findings, head.findings, resources)
    return new, gone if head.failure is None else ()
