"""Heatmaps drawn: the cells of their image, the names of their rows, the legend of their colours."""

import base64
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from PIL import Image

from grafmint.data.frame import Data, Field, Frame
from grafmint.picture.old_heatmap import heatmap_options
from grafmint.picture.picture import draw
from tests.picture.drawn import panel, taken_apart
from tests.picture.traced import END, MINUTE, START, field, over_time

COLOR = {"mode": "scheme", "scheme": "Oranges", "steps": 64}
OPTIONS = {"color": COLOR, "filterValues": {"le": 1e-9}, "cellGap": 0}


def picture(*frames: Frame, targets: Sequence[Mapping[str, Any]] = (), **options: Any) -> bytes:
    """The SVG of a heatmap over an hour."""
    shown = panel("heatmap", {**OPTIONS, **options}, {}, targets=list(targets))
    return draw(shown, Data(frames=frames, start=START, end=END)).svg()


def images(svg: bytes) -> list[Any]:
    """Its images as arrays of red, green, blue and opacity, the lowest first."""
    found = re.findall(rb"base64,\s*([^\"]+)\"", svg)
    # They are written upside down, and turned where they are placed.
    return [np.flipud(np.asarray(Image.open(io.BytesIO(base64.b64decode(each))).convert("RGBA"))) for each in found]


def cells(svg: bytes) -> Any:
    """The image of the cells: the last that is drawn."""
    return images(svg)[-1]


def buckets(**rows: Sequence[float | None]) -> Frame:
    """Rows of buckets as the datasource has them."""
    names = {"a": "0.1", "b": "1", "c": "+Inf"}
    fields = [Field(name=names[key], type="number", values=values, labels={"le": names[key]},
                    config={"displayNameFromDS": names[key]}) for key, values in rows.items()]  # fmt: skip
    times = [START + 10 * MINUTE * at for at in range(len(fields[0].values))]
    return Frame(fields=(field("Time", times, "time"), *fields), meta={"type": "heatmap-rows"}, ref_id="A")


def test_all_cells_are_one_image() -> None:
    """Beside that of the legend; a picture of many cells is no larger for it."""
    svg = picture(over_time(*(field(str(at), [float(at + each) for each in range(60)]) for at in range(20))),
                  calculate=True)  # fmt: skip
    assert len(images(svg)) == 2
    assert len(svg) < 60_000


def test_a_bucket_lies_below_its_bound_and_before_its_time() -> None:
    """An empty one lets through what lies below; the greatest has the last colour."""
    found = cells(picture(buckets(a=[0, 9, 0], b=[0, 0, 0], c=[0, 0, 3])))
    height, width = found.shape[:2]
    hour = width / 60

    def opacity(minute: float, row: float) -> int:
        return int(found[int((1 - row) * height), int(minute * hour)][3])

    assert opacity(5, 1 / 6) == 255
    assert opacity(15, 1 / 6) == 0
    assert opacity(5, 1 / 2) == 0
    assert opacity(15, 5 / 6) == 255
    assert tuple(found[int(height * 5 / 6), int(5 * hour)][:3]) == pytest.approx((255, 245, 235), abs=3)


def test_rows_are_named_at_their_bounds() -> None:
    """From zero on, with the unit of the axis where it has one."""
    frame = buckets(a=[1, 9, 0], b=[1, 0, 0], c=[1, 0, 3])
    assert [text for text in taken_apart(picture(frame)).texts if text in {"0.0", "0.1", "1", "+Inf"}][-4:] == [
        "0.0", "0.1", "1", "+Inf",
    ]  # fmt: skip
    assert {"0 s", "100 ms", "1 s", "+Inf"} <= set(taken_apart(picture(frame, yAxis={"unit": "s"})).texts)


def test_the_counts_of_a_server_are_taken_from_each_other() -> None:
    """It answers a series for each bound, in no order, that counts all below it."""
    raw = [
        over_time(field("Value", values, le=le), every=10 * MINUTE)
        for le, values in (("+Inf", [9.0, 9, 9]), ("0.1", [2.0, 2, 2]), ("1", [9.0, 9, 9]))
    ]
    svg = picture(*raw, targets=[{"refId": "A", "format": "heatmap", "expr": "x"}])
    found = cells(svg)
    height, width = found.shape[:2]
    column = found[:, int(width * 5 / 60), 3]
    assert [int(column[int(height * at)]) for at in (5 / 6, 3 / 6, 1 / 6)] == [255, 255, 0]
    shown = taken_apart(svg).texts
    assert {"2", "7"} <= set(shown)


def test_cells_that_are_ready_stay() -> None:
    """With their bounds in time and value."""
    frame = Frame(
        fields=(
            field("xMin", [START, START, START + 30 * MINUTE, START + 30 * MINUTE], "time"),
            field("yMin", [0, 10, 0, 10]),
            field("Count", [1, 0, 0, 5]),
        ),
        meta={"type": "heatmap-cells"},
    )
    found = cells(picture(frame))
    height, width = found.shape[:2]
    corners = [int(found[int(height * y), int(width * x)][3]) for y in (0.25, 0.75) for x in (0.25, 0.75)]
    assert corners == [0, 255, 255, 0]


def test_the_axis_can_be_upside_down() -> None:
    """Cells and names with it."""
    frame = buckets(a=[0, 9, 9], b=[0, 0, 0], c=[0, 0, 0])
    upright, turned = cells(picture(frame)), cells(picture(frame, yAxis={"reverse": True}))
    assert upright[-3:, :100, 3].min() == turned[:3, :100, 3].min() == 255
    assert turned[-3:, :100, 3].max() == 0


def test_the_legend_has_the_ends_of_the_colours() -> None:
    """Of the values, or as asked; it can be left out."""
    frame = buckets(a=[2, 9, 0], b=[1, 0, 0], c=[1, 0, 3])
    assert taken_apart(picture(frame)).texts[1:3] == ["1", "9"]
    assert taken_apart(picture(frame, color={**COLOR, "min": 0, "max": 50})).texts[1:3] == ["0", "50"]
    assert len(images(picture(frame, legend={"show": False}))) == 1


def test_what_is_missing_is_said() -> None:
    """In the page's words."""
    frame = Frame(fields=(field("Time", [START], "time"), field("t", ["x"], "string")))
    assert "Data is missing a number field" in taken_apart(picture(frame)).texts
    assert "no heatmap fields found" in taken_apart(picture(frame, calculate=True)).texts
    assert "No data" in taken_apart(picture(buckets(a=[None], b=[None]))).texts


def test_a_heatmap_without_options_counts_its_data() -> None:
    """As the page takes it for an old one: without a legend, and what field options say counts for nothing."""
    frame = over_time(field("a", [1.0, 5.0, 9.0, 5.0]), every=10 * MINUTE)
    shown = Data(frames=(frame,), start=START, end=END)
    bare = draw(panel("heatmap", {}, {"unit": "s"}), shown).svg()
    assert len(images(bare)) == 1
    assert cells(bare)[..., 3].max() == 255
    assert not any(text.endswith(" s") for text in taken_apart(bare).texts)
    ready = draw(panel("heatmap", {}, dataFormat="tsbuckets", legend={"show": True}), shown).svg()
    assert len(images(ready)) == 2


def test_what_an_old_heatmap_asked_for() -> None:
    """It stood beside its title, in the words of its time."""
    old = heatmap_options({
        "cards": {"cardPadding": 0},
        "color": {"mode": "spectrum", "colorScheme": "interpolateBlues", "min": 9, "max": 1},
        "xBucketSize": "10m", "yBucketNumber": 7, "yBucketBound": "upper", "yAxis": {"show": False, "format": "s"},
    })  # fmt: skip
    assert old["cellGap"] == 1
    color = {name: old["color"][name] for name in ("scheme", "min", "max", "reverse")}
    assert color == {"scheme": "Blues", "min": 1, "max": 9, "reverse": True}
    assert old["calculation"] == {
        "xBuckets": {"mode": "size", "value": "10m"},
        "yBuckets": {"mode": "count", "value": "7"},
    }
    assert (old["rowsFrame"]["layout"], old["yAxis"]["axisPlacement"], old["yAxis"]["unit"]) == ("ge", "hidden", "s")
    log = heatmap_options({"yAxis": {"logBase": 2, "splitFactor": 3}})["calculation"]["yBuckets"]
    assert log == {"mode": "count", "value": "3", "scale": {"type": "log", "log": 2}}


def test_empty_cells_are_left_out_by_themselves() -> None:
    """Two of the six that are seen are not empty; a limit of one's own lets the others through."""
    frame = buckets(a=[0, 9, 0], b=[0, 0, 0], c=[0, 0, 3])
    some, all_ = ((cells(picture(frame, filterValues=each))[..., 3] > 0).sum() for each in ({}, {"le": -1}))
    assert some * 3 == pytest.approx(all_, rel=0.05)
