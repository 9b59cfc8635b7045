from pathlib import Path

import pytest

from grafmint.origin import Place
from grafmint.revision.folders import Folders


def folders(project: str) -> Folders:
    """A checkout of a repository, with the project in a folder of it."""
    return Folders(
        workshop=Path("/srv/work"),
        checkout=Path("/srv/work/tree/shop"),
        original=Path("/home/user/shop"),
        project=project,
    )


@pytest.mark.parametrize(
    ("project", "file", "told"),
    [
        (".", "/srv/work/tree/shop/boards.py", "boards.py"),
        ("a/b", "/srv/work/tree/shop/a/b/boards.py", "boards.py"),
        ("a/b", "/srv/work/tree/shop/lib/panels.py", "../../lib/panels.py"),
        (".", "/home/user/shop/lib/panels.py", "lib/panels.py"),
        ("a", "/home/user/shop/lib/panels.py", "../lib/panels.py"),
        (".", "/usr/lib/panels.py", "/usr/lib/panels.py"),
        (".", "boards.py", "boards.py"),
    ],
)
def test_places_start_in_the_project_s_folder(project: str, file: str, told: str) -> None:
    """Those of the checkout, of the repository's own files, and no others."""
    assert folders(project).told(Place(file, 3, 4)) == Place(told, 3, 4)


@pytest.mark.parametrize(
    ("project", "text", "clean"),
    [
        (".", "no '/srv/work/tree/shop/x.json'", "no 'x.json'"),
        (".", "in /srv/work/tree/shop: nothing", "in .: nothing"),
        ("a", "/srv/work/tree/shop/a/x and /srv/work/tree/shop/ab/y", "x and ../ab/y"),
        ("a", "/srv/work/tree/shop/a, /srv/work/tree/shop", "., .."),
        (".", "/srv/work/environment/lib/x.py", "environment/lib/x.py"),
        (".", "/srv/workshop/x", "/srv/workshop/x"),
    ],
)
def test_no_temporary_path_is_left_in_a_text(project: str, text: str, clean: str) -> None:
    """Paths become those that a reader knows, and longer names that only begin alike are left."""
    assert folders(project).clean(text) == clean
