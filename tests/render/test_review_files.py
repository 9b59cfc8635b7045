"""The files of a review, and what a job that only posts reads in them."""

import attrs
import orjson
import pytest

from grafmint.errors import GrafmintError
from grafmint.picture.image import Picture, PictureKey
from grafmint.render.comment import Images
from grafmint.render.review_files import gallery, read_kept, review_files
from grafmint.review import Review
from tests.render.comment_reviews import board, panel, review


def picture(content: bytes) -> Picture:
    """A picture of something."""
    return Picture(content=content, format="png", width=10, height=10, origin="sample", alt="a panel")


def one() -> Review:
    """A review of one changed panel, and one that is gone."""
    return review(board("checkout", panel(), panel("Old", 3, verb="removed", after=None), was="http-shop"))


PICTURES = {
    PictureKey("http-shop", "2", "before"): picture(b"before"),
    PictureKey("http-checkout", "2", "after"): picture(b"after"),
    PictureKey("http-shop", "3", "before"): picture(b"gone"),
}


def written(made: Review, pictures: dict[PictureKey, Picture]) -> dict[str, bytes]:
    """The files of a review by their paths."""
    return {file.path: file.content for file in review_files(made, pictures, "dark", "sample, made up")}


def test_a_review_is_a_comment_a_page_json_and_pictures() -> None:
    """Each picture is a file that the JSON names, and the comment is found by its first line."""
    files = written(one(), PICTURES)
    names = [name for name in files if name.startswith("pictures/")]
    assert [files[name] for name in names] == [b"before", b"after", b"gone"]
    assert set(files) == {".gitignore", "comment.md", "review.html", "review.json", *names}
    assert [each["file"] for each in orjson.loads(files["review.json"])["pictures"]] == names
    assert files["comment.md"].startswith(b"<!-- grafmint review: observability/prod -->\n")
    assert b"data: sample, made up" in files["comment.md"]


def test_pictures_find_their_panels_again() -> None:
    """From the JSON alone the address of each file comes to the panel and side that it shows."""
    files = written(one(), PICTURES)
    kept = read_kept(files["review.json"])
    urls = {shot.file: f"https://host.example/{index}" for index, shot in enumerate(kept.shots)}
    assert gallery(kept, urls) == {
        ("http-checkout", "2"): Images(before="https://host.example/0", after="https://host.example/1"),
        ("http-checkout", "3 removed"): Images(before="https://host.example/2"),
    }
    assert gallery(kept, {}) == {}


def test_a_panel_that_looks_the_same_has_no_pictures_in_the_comment() -> None:
    """Two equal pictures say nothing; the page shows them all the same."""
    same = {key: picture(b"same") for key in list(PICTURES)[:2]}
    files = written(one(), same)
    assert read_kept(files["review.json"]).shots == ()
    assert files["review.html"].count(b"data:image/png") == 2


def test_a_picture_without_numbers_stays_on_the_page() -> None:
    """A comment shows no boxes that only say that nobody answered."""
    lost = {key: attrs.evolve(each, problem="no connection") for key, each in PICTURES.items()}
    files = written(one(), lost)
    assert not [name for name in files if name.startswith("pictures/")]
    assert files["review.html"].count(b"data:image/png") == 3


@pytest.mark.parametrize("name", ["../up.png", "/etc/x.png", "pictures/../x.png", "pictures/x.svg", "pictures/x/y.png"])
def test_files_of_others_are_not_named(name: str) -> None:
    """Whoever wrote the JSON, no file but a picture of the review's own directory is read."""
    document = orjson.loads(written(one(), PICTURES)["review.json"])
    document["pictures"][0]["file"] = name
    with pytest.raises(GrafmintError, match="its pictures are not those of a review"):
        read_kept(orjson.dumps(document))


@pytest.mark.parametrize("change", [{"resource": 7}, {"part": 7}, {"part": -1}, {"side": "above"}])
def test_pictures_of_nothing_are_refused(change: dict[str, object]) -> None:
    """A picture belongs to a part of the review."""
    document = orjson.loads(written(one(), PICTURES)["review.json"])
    document["pictures"][0] |= change
    with pytest.raises(GrafmintError, match="its pictures are not those of a review"):
        read_kept(orjson.dumps(document))
