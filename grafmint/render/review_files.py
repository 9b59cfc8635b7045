"""The files of a review: the comment, the page, the JSON, and the pictures that the comment may show."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import attrs

from grafmint.errors import GrafmintError
from grafmint.picture.image import Side
from grafmint.picture.theme import ThemeName
from grafmint.render import json
from grafmint.render.comment import Images, comment, key
from grafmint.render.page import review_page
from grafmint.render.page.picture import Pictures
from grafmint.render.review_json import review_json
from grafmint.review import PartChange, ResourceChange, Review
from grafmint.review.pictures import keys
from grafmint.review.reading import WAY_OUT, read_document, read_review
from grafmint.tree import File
from grafmint.values import structure

JSON = "review.json"
COMMENT = "comment.md"
PAGE = "review.html"
#: A review is nobody's to commit: it would be a change of its own in the next one.
_IGNORED = (".gitignore", b"*\n")
_FOLDER = "pictures"
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_NAME = re.compile(r"pictures/[A-Za-z0-9_-]+\.png")
_LONGEST = 60


@attrs.frozen(kw_only=True)
class Shot:
    """A picture in a file, and what it shows: a part of a resource, both by their places, on one side of the change."""

    resource: int
    part: int
    side: Side
    file: str


@attrs.frozen(kw_only=True)
class Kept:
    """A review as its files have it; `data` says whose numbers it shows."""

    review: Review
    shots: tuple[Shot, ...] = ()
    data: str | None = None


@attrs.frozen(kw_only=True)
class _Illustrated:
    """What the JSON has beside the review."""

    pictures: tuple[Shot, ...]
    data: str | None


def review_files(
    review: Review, pictures: Pictures, theme: ThemeName, data: str | None, *, is_own: bool = True
) -> list[File]:
    """All files of a review.

    A panel that looks the same before and after, or got no numbers, has its pictures on the page alone. A directory
    that is the review's own (`is_own`) is left out of the repository.
    """
    shots = dict(_shots(review, pictures, theme))
    kept = Kept(review=review, shots=tuple(shots), data=data if pictures or _fired(review) else None)
    texts = {COMMENT: comment(review, data=kept.data), PAGE: review_page(review, pictures), JSON: _json(kept)}
    files = {name: text.encode("utf-8", "backslashreplace") for name, text in texts.items()}
    files |= {shot.file: content for shot, content in shots.items()} | dict([_IGNORED] if is_own else [])
    return [File(path=path, kind="review", uid=PurePosixPath(path).name, content=files[path]) for path in files]


def read_kept(content: bytes) -> Kept:
    """What a `review.json` keeps; raises GrafmintError where it is none."""
    document = read_document(content)
    review = read_review(document)
    try:
        illustrated = structure(
            _Illustrated, {name: document[name] for name in ("pictures", "data")}, path=JSON, where=lambda _: None
        )
        kept = Kept(review=review, shots=illustrated.pictures, data=illustrated.data)
        is_sound = all(_NAME.fullmatch(shot.file) and _pair(review, shot) for shot in kept.shots)
    except (LookupError, GrafmintError):
        is_sound = False
    if not is_sound:
        raise GrafmintError(f"{JSON} cannot be read: its pictures are not those of a review", hint=WAY_OUT)
    return kept


def gallery(kept: Kept, urls: Mapping[str, str]) -> Mapping[tuple[str, str], Images]:
    """The addresses of pictures, given by their files, by the parts that they show."""
    found: dict[tuple[str, str], Images] = {}
    for shot in kept.shots:
        if shot.file in urls:
            name = key(*_pair(kept.review, shot))
            found[name] = attrs.evolve(found.get(name, Images()), **{shot.side: urls[shot.file]})
    return found


def _fired(review: Review) -> bool:
    """Whether numbers are told in words."""
    alerts = [part.alert for resource in review.resources for part in resource.parts]
    return any(each is not None and each.firings is not None for each in alerts)


def _shots(review: Review, pictures: Pictures, theme: ThemeName) -> Iterator[tuple[Shot, bytes]]:
    for at, resource in enumerate(review.resources):
        for index, part in enumerate(resource.parts):
            found = {side: pictures[name] for side, name in keys(resource, part, theme).items() if name in pictures}
            if any(picture.problem is not None for picture in found.values()):
                continue
            contents = [picture.content for picture in found.values()]
            if len(contents) > 1 and len(set(contents)) == 1:
                continue
            for side, picture in found.items():
                file = f"{_FOLDER}/{at:03}-{index:03}-{_name(resource, part)}-{side}.{picture.format}"
                yield Shot(resource=at, part=index, side=side, file=file), picture.content


def _name(resource: ResourceChange, part: PartChange) -> str:
    return _UNSAFE.sub("-", f"{resource.uid}-{part.name}")[:_LONGEST].strip("-")


def _json(kept: Kept) -> str:
    pictures: Sequence[Mapping[str, Any]] = [attrs.asdict(shot) for shot in kept.shots]
    return json.document("review", **review_json(kept.review), pictures=pictures, data=kept.data)


def _pair(review: Review, shot: Shot) -> tuple[ResourceChange, PartChange]:
    if min(shot.resource, shot.part) < 0:
        raise IndexError(shot.file)
    resource = review.resources[shot.resource]
    return resource, resource.parts[shot.part]
