"""Make: a review from two revisions."""

from collections.abc import Sequence

from grafmint.errors import GrafmintError
from grafmint.finding import in_order
from grafmint.plan.plan import Plan
from grafmint.review.compare import resource_changes
from grafmint.review.findings import new_and_gone
from grafmint.review.group import grouped
from grafmint.review.review import Review
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
    """What changes from `base` to `head`; where one of them has no bundle, nothing but what was found in `head`."""
    is_comparable = base.failure is None and head.failure is None
    resources = resource_changes(base.bundle, head.bundle) if is_comparable else ()
    new, gone = new_and_gone(base.findings, head.findings) if is_comparable else (in_order(head.findings), ())
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
