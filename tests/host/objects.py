"""Git's objects, named by their content as Git names them."""

import hashlib
from typing import Any


class Objects:
    """Blobs, trees and commits by their names."""

    def __init__(self) -> None:
        self.blobs: dict[str, bytes] = {}
        self.trees: dict[str, dict[str, dict[str, str]]] = {}
        self.commits: dict[str, dict[str, Any]] = {}

    def blob(self, content: bytes) -> str:
        """Keep a file."""
        sha = _sha("blob", content)
        self.blobs[sha] = content
        return sha

    def tree(self, entries: list[dict[str, str]]) -> str:
        """Keep a tree whose entries may lie deeper; what they name must be here."""
        found: dict[str, dict[str, str]] = {}
        deeper: dict[str, list[dict[str, str]]] = {}
        for entry in entries:
            first, _, rest = entry["path"].partition("/")
            if rest:
                deeper.setdefault(first, []).append(entry | {"path": rest})
            else:
                assert entry["sha"] in (self.trees if entry["type"] == "tree" else self.blobs)
                found[first] = {key: entry[key] for key in ("mode", "type", "sha")}
        for name, inner in deeper.items():
            assert name not in found
            found[name] = {"mode": "040000", "type": "tree", "sha": self.tree(inner)}
        names = sorted(found, key=lambda name: f"{name}/" if found[name]["type"] == "tree" else name)
        parts = [
            f"{found[name]['mode'].lstrip('0')} {name}\0".encode() + bytes.fromhex(found[name]["sha"]) for name in names
        ]
        sha = _sha("tree", b"".join(parts))
        self.trees[sha] = {name: found[name] for name in names}
        return sha

    def commit(self, commit: dict[str, Any]) -> str:
        """Keep a commit whose tree and parents are here."""
        assert commit["tree"] in self.trees
        assert all(parent in self.commits for parent in commit["parents"])
        lines = [f"tree {commit['tree']}", *(f"parent {parent}" for parent in commit["parents"]), "", commit["message"]]
        sha = _sha("commit", "\n".join(lines).encode())
        self.commits[sha] = commit
        return sha

    def files(self, commit: str) -> dict[str, bytes]:
        """Every file of a commit by its path."""
        return self._files(self.commits[commit]["tree"], "")

    def _files(self, tree: str, folder: str) -> dict[str, bytes]:
        found = {}
        for name, entry in self.trees[tree].items():
            path = f"{folder}{name}"
            inner = entry["type"] == "tree"
            found.update(self._files(entry["sha"], f"{path}/") if inner else {path: self.blobs[entry["sha"]]})
        return found


def _sha(kind: str, content: bytes) -> str:
    return hashlib.sha1(f"{kind} {len(content)}\0".encode() + content).hexdigest()  # noqa: S324  # as Git does
