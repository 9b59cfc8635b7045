"""The pictures that the benchmark of reviews draws stay as small as it asks for."""  # noqa: INP001  # see test_bench

from pathlib import Path

from bench.review import PANELS, SVG_KIB, pictures, revision
from grafmint.review.make import make_review


def test_no_picture_of_the_benchmark_is_too_large(tmp_path: Path) -> None:
    """Every panel before and after as SVG, whatever its type: a page of them can be opened."""
    base, head = (revision(tmp_path / name, critical) for name, critical in (("base", 80), ("head", 90)))
    drawn = pictures(make_review(base, head, project="bench", environment="local"), "svg")
    assert len(drawn) == 2 * PANELS
    assert [picture.alt for picture in drawn.values() if b"Not drawn" in picture.content] == []
    large = {picture.alt: len(picture.content) for picture in drawn.values() if len(picture.content) > SVG_KIB * 1024}
    assert large == {}
