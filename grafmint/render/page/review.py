"""The page of a review: what changes, seen and told, for people who have to judge it."""

from collections.abc import Iterator, Sequence

from grafmint.render.page.counts import aside, counts, is_aside
from grafmint.render.page.document import document
from grafmint.render.page.element import Element, Node, element
from grafmint.render.page.finding import finding_list, problem_list
from grafmint.render.page.picture import Pictures
from grafmint.render.page.plan import plan_content
from grafmint.render.page.resource import anchors, resource_heading, resource_section
from grafmint.render.page.same import Told, same_section
from grafmint.render.review_kind import headed
from grafmint.review.review import ResourceChange, Review
from grafmint.revision import Revision

_NOTHING = "Nothing changes."
_ASIDE = "Only moved, or written otherwise"


def review_page(review: Review, pictures: Pictures) -> str:
    """The whole review as one HTML file; panels without a picture are told in words alone."""
    names = anchors([(change.kind, change.uid) for change in review.resources])
    told = Told.of(review)
    main = element("main", *_main(review, names, told, pictures), id="main", tabindex="-1")
    return document(f"Review of {review.project}", _header(review), _contents(review, names, told), main)


def _header(review: Review) -> Element:
    environment = f", environment {review.environment}" if review.environment is not None else ""
    missing = ("there is no base: ",) if review.base.commit is None else ()
    return element(
        "header",
        element("h1", f"Review of {review.project}{environment}"),
        element("dl", _revision("Before", review.base, *missing), _revision("After", review.head)),
        problem_list(review.problems),
    )


def _revision(name: str, revision: Revision, failed: str = "cannot be built: ") -> Iterator[Node]:
    yield element("dt", name)
    commit = element("code", revision.short) if revision.short != revision.name else None
    yield element("dd", revision.name, " " if commit is not None else None, commit)
    if revision.failure is not None:
        yield element("dd", element("strong", failed, class_="error"), revision.failure)
    yield from (element("dd", remark) for remark in revision.remarks)


def _contents(review: Review, names: Sequence[str], told: Told) -> Element:
    changed = [
        element("li", _link(name, *resource_heading(change)), f" ({counted})" if (counted := counts(change)) else None)
        for change, name in zip(review.resources, names, strict=True)
        if not is_aside(change)
    ]
    same, moved = len(told.groups), sum(map(is_aside, review.resources))
    found = f"{len(review.new_findings)} new, {len(review.gone_findings)} gone"
    entries = [
        element("li", _link("same", f"The same change in several places: {same}")) if same else None,
        *changed,
        element("li", _link("aside", f"{_ASIDE}: {moved}")) if moved else None,
        element("li", _link("findings", "Findings"), f": {found}"),
        element("li", _link("plan", "What a sync would do")),
    ]
    return element("nav", element("ul", entries), aria_label="Contents")


def _main(review: Review, names: Sequence[str], told: Told, pictures: Pictures) -> Iterator[Node]:
    if review.is_empty:
        yield element("p", _NOTHING)
    links = {(change.kind, change.uid): name for change, name in zip(review.resources, names, strict=True)}
    yield same_section(told, links, pictures)
    pairs = list(zip(review.resources, names, strict=True))
    for change, name in pairs:
        if not is_aside(change):
            yield resource_section(change, name, told, review.new_findings, pictures)
    moved = [_aside(change, name) for change, name in pairs if is_aside(change)]
    if moved:
        yield element("section", element("h2", _ASIDE), element("ul", moved), id="aside")
    yield element("section", element("h2", "Findings"), _findings(review), id="findings")
    plan = plan_content(review.plan, review.no_plan, review.environment)
    yield element("section", element("h2", "What a sync would do"), plan, id="plan")


def _aside(change: ResourceChange, name: str) -> Element:
    said = f": {', '.join(aside(change))}"
    return element("li", f"{headed(change.kind)} ", element("em", change.title), said, id=name)


def _findings(review: Review) -> Iterator[Node]:
    new, gone = review.new_findings, review.gone_findings
    if not new and not gone:
        yield element("p", "The checks find nothing that they did not find before, and nothing is gone.")
        return
    for name, findings in (("New", new), ("Gone", gone)):
        if findings:
            yield element("h3", f"{name}: {len(findings)}")
            yield finding_list(findings)


def _link(anchor: str, *said: Node) -> Element:
    return element("a", *said, href=f"#{anchor}")
