"""A branch that holds nothing but pictures: `NUMBER/COMMIT/NAME`, written without a clone.

Source: https://docs.github.com/en/rest/git
"""

import base64
from collections.abc import Mapping
from typing import Any

from grafmint.host.http import Http, RefusedError
from grafmint.host.port import HostError

#: The branch; it has no common history with any other.
NAME = "grafmint-review"
#: Of so many pull requests, the newest, it holds pictures.
KEPT = 200
_TRIES = 4
_CONFLICTS = frozenset({409, 422})
_NEEDS = "give the job the permission `contents: write`, or take `--images command`"
_MESSAGE = "Pictures of a review\n\nThis branch holds nothing else, and can be deleted at any time."


def committed(http: Http, repository: str, folder: str, pictures: Mapping[str, bytes]) -> str:
    """The commit that has the pictures in a folder `NUMBER/COMMIT`; earlier folders of the same number are not in it.

    Raise HostError where the branch holds something else: then it is not ours.
    """
    base = f"/repos/{repository}/git"
    blobs = {f"{folder}/{name}": _blob(http, base, content) for name, content in pictures.items()}
    said = ""
    for _ in range(_TRIES):
        head = _head(http, base)
        try:
            return _moved(http, base, head, _tree(http, base, head, folder, blobs))
        except RefusedError as refused:
            # Another job was quicker: what it wrote is kept.
            if refused.status not in _CONFLICTS:
                raise
            said = refused.message
    raise HostError(f"the branch {NAME} cannot be moved: {said}", hint="run it again")


def _blob(http: Http, base: str, content: bytes) -> str:
    body = {"content": base64.b64encode(content).decode(), "encoding": "base64"}
    return _sha(http.send("POST", f"{base}/blobs", body, needs=_NEEDS))


def _head(http: Http, base: str) -> str | None:
    found = http.find(f"{base}/ref/heads/{NAME}")
    return None if found is None else _sha(found.get("object"))


def _tree(http: Http, base: str, head: str | None, folder: str, blobs: Mapping[str, str]) -> str:
    entries: list[dict[str, str]] = []
    if head is not None:
        commit = http.get(f"{base}/commits/{head}")
        entries = _others(http.get(f"{base}/trees/{_sha(commit.get('tree'))}"), folder.partition("/")[0])
    entries += [{"path": path, "mode": "100644", "type": "blob", "sha": sha} for path, sha in sorted(blobs.items())]
    return _sha(http.send("POST", f"{base}/trees", {"tree": entries}, needs=_NEEDS))


def _others(tree: Any, number: str) -> list[dict[str, str]]:
    """The folders of other pull requests, the newest ones."""
    entries = tree.get("tree") or []
    if any(entry.get("type") != "tree" or not str(entry.get("path")).isdecimal() for entry in entries):
        hint = "rename that branch, or take `--images command`"
        raise HostError(f"the branch {NAME} holds something else than pictures", hint=hint)
    kept = sorted((entry for entry in entries if entry["path"] != number), key=lambda entry: int(entry["path"]))
    return [{"path": each["path"], "mode": "040000", "type": "tree", "sha": each["sha"]} for each in kept[-KEPT:]]


def _moved(http: Http, base: str, head: str | None, tree: str) -> str:
    body = {"message": _MESSAGE, "tree": tree, "parents": [] if head is None else [head]}
    commit = _sha(http.send("POST", f"{base}/commits", body, needs=_NEEDS))
    if head is None:
        created = {"ref": f"refs/heads/{NAME}", "sha": commit}
        http.send("POST", f"{base}/refs", created, needs=_NEEDS)
    else:
        # Without force nothing is lost that came in between.
        http.send("PATCH", f"{base}/refs/heads/{NAME}", {"sha": commit, "force": False}, needs=_NEEDS)
    return commit


def _sha(value: Any) -> str:
    sha = value.get("sha") if isinstance(value, dict) else None
    if not isinstance(sha, str):
        raise HostError("the answer has no object of Git", hint="see that GITHUB_API_URL is the address of the API")
    return sha
