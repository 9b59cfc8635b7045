"""Folders: where a revision's project lies, and how what lies there is named for people."""

import os
import re
from pathlib import Path

import attrs

from grafmint.finding import Finding
from grafmint.origin import Place

# What may follow a folder's path where it ends: anything that is not a longer name.
_END = r"(?![\w.-])"


@attrs.frozen(kw_only=True)
class Folders:
    """A checkout, the repository that it was taken from, and the project's folder in both, such as "boards" or ".".

    `workshop` is the temporary directory that the checkout lies in. All of them are whole paths without links.
    """

    workshop: Path
    checkout: Path
    original: Path
    project: str

    @property
    def root(self) -> Path:
        """The project's folder in the checkout."""
        return self.checkout / self.project

    def told(self, place: Place) -> Place:
        """A place named from the project's folder, also where the repository's own files came in."""
        # A checkout may lie below the repository, so it is asked first.
        for top in (self.checkout, self.original):
            if Path(place.file).is_relative_to(top):
                return attrs.evolve(place, file=Path(os.path.relpath(place.file, top / self.project)).as_posix())
        return place

    def told_in(self, finding: Finding) -> Finding:
        """A finding whose places are named from the project's folder."""
        place, also = (each and self.told(each) for each in (finding.place, finding.also))
        return attrs.evolve(finding, place=place, also=also)

    def clean(self, text: str) -> str:
        """A text in which no temporary path is left: files are named from the project's folder."""
        up = os.path.relpath(self.checkout, self.root).replace(os.sep, "/")
        for folder, name in ((self.root, "."), (self.checkout, up), (self.workshop, "")):
            path = re.escape(str(folder))
            text = re.sub(f"{path}/", "" if name in {"", "."} else f"{name}/", text)
            text = re.sub(f"{path}{_END}", name, text)
        return text
