"""Content: the object that a write sends, over what is there."""

from collections.abc import Mapping

import attrs
import orjson

from grafmint.bundle import Entry
from grafmint.target.server.apis.claim import Claim
from grafmint.target.server.apis.metadata import MARK, Json, annotations_of, now, read_metadata
from grafmint.target.server.proof.mark import Mark

#: What an object says of itself that nobody sends.
_SERVERS = frozenset({"managedFields", "selfLink"})


@attrs.frozen(kw_only=True)
class Content:
    """What is written of an entry; one that `keeps` leaves in a spec what it does not speak of.

    `checksum` and `meaning` are what its mark says of it; one that does not claim has none.
    """

    entry: Entry
    claim: Claim
    spec: Json = attrs.field(repr=False)
    checksum: str
    meaning: str | None = None
    claims: bool = True
    keeps: bool = False

    def over(self, there: Json | None) -> Json:
        """The object, with what others have put beside the spec of the one that is there."""
        kept, before = (_kept(there), there["spec"]) if there is not None else ({}, {})
        spec = {**(before if self.keeps else {}), **self.spec}
        mark = self._mark(there, spec) if self.claims else None
        said = {"name": self.entry.uid, "annotations": self.claim.annotations(self.entry, there, mark)}
        return {"metadata": {**kept, **said}, "spec": spec}

    def _mark(self, there: Json | None, spec: Json) -> Mark:
        owner = self.claim.owner
        return Mark(
            project=owner.project,
            environment=owner.environment,
            uid=self.entry.uid,
            folder=self.entry.folder,
            version=self._generation(there, spec),
            checksum=self.checksum,
            meaning=self.meaning,
            created=read_metadata(there).created if there is not None else now(),
            before=self.entry.renamed_from,
        )

    def _generation(self, there: Json | None, spec: Json) -> int:
        """What this write makes it: only another spec counts, or another folder.

        A mark that is ahead of its object would pass for the proof of whatever somebody saves next.
        """
        if there is None:
            return 1
        meta = read_metadata(there)
        return meta.generation + ((spec, self.entry.folder) != (there["spec"], meta.folder))


def remarked(found: Json, mark: Mark, version: int) -> Json:
    """The same object, its mark made one of another of its versions."""
    right = attrs.evolve(mark, version=version, created=read_metadata(found).created)
    return with_annotations(found, {MARK: orjson.dumps(right.json).decode()})


def with_annotations(found: Json, annotations: Mapping[str, str]) -> Json:
    """The same object, with these annotations beside those that it has."""
    metadata = {**_kept(found), "annotations": {**annotations_of(found), **annotations}}
    return {"metadata": metadata, "spec": found["spec"]}


def _kept(there: Json) -> Json:
    return {key: value for key, value in there["metadata"].items() if key not in _SERVERS}
