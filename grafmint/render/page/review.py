"""The page of a review: what changes, seen and told, for people who have to judge it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from grafmint.bundle import Kind
from grafmint.render.page.document import document
from grafmint.render.page.element import Element, Node, element
from grafmint.render.page.finding import finding_list, place, problem_list
from grafmint.render.page.part import lines, title
from grafmint.render.page.picture import Pictures
from grafmint.render.page.plan import plan_content
from grafmint.render.page.resource import anchors, counts, resource_section, resource_title
from grafmint.review.review import ResourceChange, Review, Same
from grafmint.revision import Revision

_NOTHING = "Nothing changes."


def review_page(review: Review, pictures: Pictures) -> str:
    """The whole review as one HTML file; panels without a picture are told in words alone."""
    names = anchors([(change.kind, change.uid) for change in review.resources])
    links = {(change.kind, change.uid): name for change, name in zip(review.resources, names, strict=True)}
    main = element("main", *_main(review, names, links, pictures), id="main", tabindex="-1")
    return document(f"Review of {review.project}", _header(review), _contents(review, names), main)


def _header(review: Review) -> Element:
    environment = f", environment {review.environment}" if review.environment is not None else ""
    return element(
        "header",
        element("h1", f"Review of {review.project}{environment}"),
        element("dl", _revision("Before", review.base), _revision("After", review.head)),
        problem_list(review.problems),
    )


def _revision(name: str, revision: Revision) -> Iterator[Node]:
    yield element("dt", name)
    commit = element("code", revision.short) if revision.short != revision.name else None
    yield element("dd", revision.name, " " if commit is not None else None, commit)
    if revision.failure is not None:
        yield element("dd", element("strong", "cannot be built: ", class_="error"), revision.failure)
    yield from (element("dd", remark) for remark in revision.remarks)


def _contents(review: Review, names: Sequence[str]) -> Element:
    changed = [
        element("li", _link(name, resource_title(change)), f" ({counted})" if (counted := counts(change)) else None)
        for change, name in zip(review.resources, names, strict=True)
    ]
    same = _several(review.groups)
    found = f"{len(review.new_findings)} new, {len(review.gone_findings)} gone"
    entries = [
        element("li", _link("same", f"The same change in several places: {len(same)}")) if same else None,
        *changed,
        element("li", _link("findings", "Findings"), f" {found}"),
        element("li", _link("plan", "What a sync would do")),
    ]
    return element("nav", element("ul", entries), aria_label="Contents")


def _main(
    review: Review, names: Sequence[str], links: Mapping[tuple[Kind, str], str], pictures: Pictures
) -> Iterator[Node]:
    if review.is_empty:
        yield element("p", _NOTHING)
    same = _several(review.groups)
    if same:
        groups = [_group(group, links) for group in same]
        yield element("section", element("h2", "The same change in several places"), groups, id="same")
    for change, name in zip(review.resources, names, strict=True):
        yield resource_section(change, name, review.new_findings, pictures)
    yield element("section", element("h2", "Findings"), _findings(review), id="findings")
    plan = plan_content(review.plan, review.no_plan)
    yield element("section", element("h2", "What a sync would do"), plan, id="plan")


def _several(groups: Iterable[Same]) -> list[Same]:
    return [group for group in groups if len(group.parts) > 1]


def _group(group: Same, links: Mapping[tuple[Kind, str], str]) -> Element:
    _, first = group.parts[0]
    made = [element("li", place(at)) for at in group.places]
    return element(
        "section",
        element("h3", f"{title(first)}, and {len(group.parts) - 1} more"),
        lines(first.lines),
        element("div", element("p", "Made at"), element("ul", made)) if made else None,
        element("p", "Where"),
        element("ul", (element("li", _where(change, links), f": {title(part)}") for change, part in group.parts)),
    )


def _where(change: ResourceChange, links: Mapping[tuple[Kind, str], str]) -> Node:
    name = links.get((change.kind, change.uid))
    said = f"{change.kind} {change.title}"
    return _link(name, said) if name is not None else said


def _findings(review: Review) -> Iterator[Node]:
    for name, findings in (("New", review.new_findings), ("Gone", review.gone_findings)):
        yield element("h3", f"{name}: {len(findings)}")
        yield finding_list(findings)


def _link(anchor: str, said: str) -> Element:
    return element("a", said, href=f"#{anchor}")
