"""Reviews and previews in which every text is one that the test chooses."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from grafmint.bundle import Entry
from grafmint.errors import GrafmintError, ProjectError
from grafmint.finding import Finding, Snippet
from grafmint.origin import Place, Written
from grafmint.picture.image import Picture, PictureKey, Side
from grafmint.picture.theme import ThemeName
from grafmint.plan import Plan, Step
from grafmint.render.page import Preview
from grafmint.review import AlertChange, Firings, PartChange, QueryChange, ResourceChange, Review, Same
from grafmint.revision import Revision

#: The smallest PNG: one grey pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)
ROOT = Path("/project")


def picture(alt: str = "panel Load (timeseries), sample data") -> Picture:
    """A picture of made-up numbers."""
    return Picture(content=PNG, format="png", width=600, height=300, origin="sample", alt=alt)


def panel(text: str = "Load", id_: int = 1, threshold: float = 0.9, **said: Any) -> dict[str, Any]:
    """A panel's JSON."""
    steps = [{"color": "green", "value": None}, {"color": text, "value": threshold}]
    return {
        "id": id_,
        "type": "timeseries",
        "title": text,
        "description": text,
        "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8},
        "fieldConfig": {"defaults": {"thresholds": {"mode": "absolute", "steps": steps}}},
        "targets": [{"refId": "A", "expr": f"{text}\nsum(up)"}],
        **said,
    }


def part(text: str) -> PartChange:
    """A panel whose query and threshold change."""
    queries = (
        QueryChange(ref_id="A", language=text, before=f"rate({text}[5m])", after=f"rate({text}[1m])", words=(text,)),
    )
    place = Place(f"boards/{text}.py", 12)
    before, after = panel(text, threshold=0.8), panel(text)
    return PartChange(
        of="panel", name=text, verb="changed", was=f"{text} before", lines=(text,), queries=queries, place=place,
        before=before, after=after,
    )  # fmt: skip


def finding(text: str, uid: str, path: str | None = None) -> Finding:
    """A finding with all its parts."""
    at = Place(f"boards/{text}.py", 12)
    return Finding(
        rule="promql-syntax", severity="error", message=text, hint=text, place=at, also=at, kind="dashboard", uid=uid,
        panel=text, query="A", path=path, snippet=Snippet(text=f"sum({text})", start=0, end=3),
    )  # fmt: skip


def review(text: str = "Load", uid: str = "load") -> Review:
    """A review in which everything happens."""
    one = ResourceChange(
        kind="dashboard", uid=uid, title=text, verb="changed", folder=text, was="old", shifted=2, rewritten=1,
        parts=(part(text), PartChange(of="board", name=text, verb="changed", lines=(text,))), place=Place("b.py", 3),
    )  # fmt: skip
    two = ResourceChange(kind="dashboard", uid="gone", title=text, verb="removed")
    alert = AlertChange(was_told=(text,), told=(text, f"{text} too"), firings=Firings(days=7, before=1, after=6))
    rule = PartChange(of="board", name=text, verb="changed", lines=(text,), alert=alert)
    three = ResourceChange(kind="alert-rule", uid="fails", title=text, verb="changed", parts=(rule,))
    steps = (
        Step(action="update", kind="dashboard", uid=uid, title=text, place=Place("/project/b.py", 3), changes=(text,)),
        Step(action="conflict", kind="folder", uid="shop", title=text, reason=text),
        Step(action="unchanged", kind="folder", uid="same", title="Same"),
    )
    return Review(
        project=text,
        environment=text,
        base=Revision(name=text, commit="a" * 40, remarks=(text,)),
        head=Revision(name=text, failure=text),
        resources=(one, two, three),
        groups=(Same(parts=((one, one.parts[0]), (two, one.parts[0])), places=(Place(text, 9),)),),
        new_findings=(finding(text, uid),),
        gone_findings=(finding(text, "other"),),
        plan=Plan(environment=text, root=ROOT, steps=steps, unsaid=(text,)),
        problems=(GrafmintError(text, hint=text), ProjectError([finding(text, uid)])),
    )


def pictures(
    text: str = "Load", uids: Mapping[Side, str] | None = None, themes: tuple[ThemeName, ...] = ("dark",)
) -> dict[PictureKey, Picture]:
    """The picture of panel 1 before and after."""
    named = uids or {"before": "old", "after": "load"}
    return {PictureKey(uid, "1", side, theme): picture(text) for side, uid in named.items() for theme in themes}


def board(text: str = "Load", uid: str = "load", panels: list[dict[str, Any]] | None = None) -> Entry:
    """A dashboard: two panels beside each other, and a closed row with one more."""
    inner = panel(text, 4, gridPos={"x": 0, "y": 9, "w": 24, "h": 8})
    row = {"id": 3, "type": "row", "title": text, "collapsed": True, "panels": [inner], "gridPos": {"y": 8, "h": 1}}
    found = panels or [panel(text), panel(text, 2, gridPos={"x": 12, "y": 0, "w": 12, "h": 8}), row]
    place = Place("/project/boards/load.py", 7)
    return Entry(
        kind="dashboard", uid=uid, title=text, folder=text, origins={"": Written(place, place)},
        document=orjson.dumps({"uid": uid, "title": text, "description": text, "panels": found}),
    )  # fmt: skip


def preview(text: str = "Load", uid: str = "load") -> Preview:
    """A preview with findings and with what keeps it from being made anew."""
    found = finding(text, uid, "/panels/1/targets/0")
    problems = (GrafmintError(text, hint=text), ProjectError([finding(text, uid)]))
    return Preview(
        project=text, environment=text, root=ROOT, boards=(board(text, uid),), problems=problems,
        findings=(found, finding(text, "elsewhere")),
    )  # fmt: skip
