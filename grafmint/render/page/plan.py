"""The plan on a page: what a sync would do, a line each."""

from collections.abc import Iterable

from grafmint.plan.plan import Plan
from grafmint.plan.step import Step
from grafmint.render.page.element import Element, Node, element
from grafmint.render.page.finding import place
from grafmint.render.page.part import lines
from grafmint.render.plan import summary
from grafmint.render.review_kind import noun

_HEADS = ("What happens", "Kind", "Resource", "Why and what", "Made at")


def plan_content(plan: Plan | None, no_plan: str | None, environment: str | None) -> Iterable[Node]:
    """The steps but the unchanged ones, and their count; without a plan why there is none."""
    if plan is None:
        yield element("p", f"Not known: {no_plan}." if no_plan else _unasked(environment))
        return
    yield element("p", summary(plan))
    steps = [step for step in plan.steps if step.action != "unchanged"]
    if steps:
        head = element("tr", (element("th", name, scope="col") for name in _HEADS))
        rows = [_row(step, plan) for step in steps]
        caption = element("caption", f"Steps of a sync to {plan.environment}")
        table = element("table", caption, element("thead", head), element("tbody", rows))
        yield element("div", table, class_="wide", tabindex="0", role="region", aria_label="Steps of a sync")
    if not plan.is_empty:
        yield from (element("p", f"Not applied here: {line}") for line in plan.unsaid)


def _unasked(environment: str | None) -> str:
    if environment is None:
        return "Nothing: these are files of no project."
    return f"No plan was made for {environment}: --env takes an environment with a server."


def _row(step: Step, plan: Plan) -> Element:
    at = step.place.relative_to(plan.root) if step.place is not None else None
    why = element("p", step.reason) if step.reason is not None else None
    return element(
        "tr",
        element("th", step.action, scope="row"),
        element("td", noun(step.kind)),
        element("td", element("code", step.uid), f" {step.title}" if step.title != step.uid else None),
        element("td", why, lines(step.changes)),
        element("td", place(at)),
    )
