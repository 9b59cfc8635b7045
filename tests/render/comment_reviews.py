"""Reviews built by hand, as a diff of two revisions would make them."""

from pathlib import Path
from typing import Any

from grafmint.errors import ProjectError, UsageError
from grafmint.finding import Finding
from grafmint.origin import Place
from grafmint.plan.plan import Plan
from grafmint.plan.step import Step
from grafmint.render.comment import Images, key
from grafmint.review import PartChange, QueryChange, ResourceChange, Review, Same
from grafmint.revision import Revision

BASE = Revision(name="main", commit="a1b2c3d4e5f60718293a4b5c6d7e8f9012345678")
HEAD = Revision(name="thresholds", commit="0f1e2d3c4b5a69788796a5b4c3d2e1f001234567")
BUILDER = Place("dashboards/http.py", 19)


def panel(name: str = "Errors", id_: int = 2, **options: Any) -> PartChange:
    """A panel that changes."""
    settings: dict[str, Any] = {"of": "panel", "name": name, "verb": "changed", "place": BUILDER}
    document = {"id": id_, "title": name}
    return PartChange(**(settings | {"before": document, "after": document} | options))


def board(name: str, *parts: PartChange, **options: Any) -> ResourceChange:
    """A dashboard that changes."""
    settings: dict[str, Any] = {"kind": "dashboard", "uid": f"http-{name}", "title": f"{name}: HTTP", "verb": "changed"}
    return ResourceChange(**(settings | {"parts": parts, "folder": "Services"} | options))


def review(*resources: ResourceChange, groups: tuple[Same, ...] = (), **options: Any) -> Review:
    """A review of what is given and nothing else."""
    settings: dict[str, Any] = {"project": "observability", "environment": "prod", "base": BASE, "head": HEAD}
    return Review(**(settings | {"resources": resources, "groups": groups} | options))


def same(*pairs: tuple[ResourceChange, PartChange], places: tuple[Place, ...] = (BUILDER,)) -> Same:
    """Parts that change alike."""
    return Same(parts=pairs, places=places)


def plan(*steps: tuple[str, str, str | None]) -> Plan:
    """A plan from each step's action, title and reason."""
    made = [
        Step(action=action, kind="dashboard", uid=title, title=title, reason=reason)  # type: ignore[arg-type]
        for action, title, reason in steps
    ]
    return Plan(environment="prod", root=Path("/project"), steps=tuple(made))


def two_alike() -> Review:
    """Two dashboards of one builder, one conflict on the server."""
    part = panel(lines=("thresholds critical 5 % → 1 %", "unit short → percentunit"))
    boards = [board(name, part) for name in ("checkout", "search")]
    steps = [("create", "logs", None), *(("update", each.title, None) for each in boards)]
    conflict = ("conflict", "host-overview", "edited since the last sync: in Grafana, version 14")
    return review(*boards, groups=(same(*((each, part) for each in boards)),), plan=plan(*steps, conflict))


def many_alike() -> Review:
    """Fourteen panels in nine dashboards, and what nobody has to look at."""
    pairs = []
    for number in range(9):
        parts = [panel(f"Errors {each}", each) for each in range(2 if number < 5 else 1)]
        resource = board(f"service{number}", *parts, shifted=number, rewritten=number % 2)
        pairs += [(resource, part) for part in parts]
    boards = tuple({resource.uid: resource for resource, _ in pairs}.values())
    return review(*boards, groups=(same(*pairs, places=(BUILDER, Place("kit/red.py", 4))),), no_plan="no token")


def queries() -> Review:
    """Queries with words, without words, and new ones."""
    worded = QueryChange(
        ref_id="A",
        language="prometheus",
        before="rate(x[5m])",
        after="rate(x[$__rate_interval])",
        words=("range 5m → $__rate_interval",),
    )
    plain = QueryChange(
        ref_id="B",
        language="prometheus",
        before="sum(\n  rate(errors[5m])\n)",
        after="sum by (job) (\n  rate(errors[5m])\n)\n/ 2",
    )
    new = QueryChange(ref_id="C", language="loki", before=None, after='{app="checkout"} |= "error"')
    first, second = panel(queries=(worded, plain, new)), panel("Rate", 1, queries=(plain,))
    resource = board("checkout", first, second)
    return review(resource, groups=(same((resource, first)), same((resource, second))))


def comings() -> Review:
    """New and gone dashboards, a new panel, a renamed row, a board's own setting, one that has another uid."""
    new = board("payments", panel("Rate", 1, verb="added"), panel("Errors", 2, verb="added"), verb="added")
    listing: list[Any] = [
        {"type": "row", "panels": [{"title": "Inner"}]},
        {"title": "Load"},
        {"title": ""},
        {"type": "row"},
    ]
    gone = board("legacy", verb="removed", before={"panels": listing})
    folder = ResourceChange(kind="folder", uid="team", title="Team", verb="added")
    parts = (
        panel("Saturation", 9, verb="added", before=None),
        panel("Traffic", 3, of="row", verb="renamed", was="Requests"),
        panel("", of="board", lines=("time range 6h → 1h",)),
    )
    changed = board("checkout", *parts, verb="moved", was="http-old")
    groups = tuple(same((changed, part)) for part in parts)
    return review(new, changed, gone, folder, groups=groups, environment=None)


def verdicts() -> Review:
    """Findings new and gone, several conflicts, and problems of every kind."""
    new = (
        Finding(rule="no-unit", severity="warning", message="the panel has no unit", hint='write unit="s"'),
        Finding(rule="undeclared-variable", severity="error", message="unknown variable $instnce", place=BUILDER),
    )
    steps = (
        ("managed", "Hosts", "left alone: provisioned by a file"),
        ("conflict", "Load", "edited since the last sync"),
        ("delete", "Old", None),
        ("adopt", "New", None),
    )
    return review(
        board("checkout", shifted=3),
        new_findings=new,
        gone_findings=new[:1],
        plan=plan(*steps),
        head=Revision(name="working tree", remarks=("there are changes that are not committed",)),
        problems=(UsageError("the clone is shallow", hint="fetch the base: git fetch --unshallow"),),
    )


def broken() -> Review:
    """A base that cannot be built."""
    finding = Finding(rule="import-error", severity="error", message="No module named 'kit'\nTraceback …")
    failed = Revision(name="main", commit=BASE.commit, failure=str(ProjectError([finding])))
    return review(base=failed)


def gallery(of: Review) -> dict[tuple[str, str], Images]:
    """Pictures of every panel of a review."""
    pairs = [pair for group in of.groups for pair in group.parts]
    pairs += [(resource, part) for resource in of.resources for part in resource.parts]
    found = {}
    for resource, part in pairs:
        if part.of == "panel":
            url = f"https://pictures.example/{resource.uid}/{part.name.replace(' ', '%20')}"
            before = f"{url}-before.png" if part.before is not None and part.verb != "added" else None
            found[key(resource, part)] = Images(before=before, after=f"{url}-after.png")
    return found
