"""A server in the place of GitHub and GitLab: it keeps comments, pictures and Git's objects, and looks at tokens."""

import hashlib
import json
import re
import threading
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import attrs

from tests.host.objects import Objects

#: What each token may do; "user" is to ask who it is.
ALL = frozenset({"read", "notes", "contents", "user"})
BOT = {"login": "github-actions[bot]", "type": "Bot", "id": 41898282}
APP = {"login": "shop-boards[bot]", "type": "Bot", "id": 99}
PERSON = {"login": "octo", "username": "octo", "type": "User", "id": 7}


@attrs.frozen
class Owner:
    """Whose a token is, and what it may do."""

    user: dict[str, Any]
    rights: frozenset[str] = ALL


@attrs.frozen
class Reply:
    """What the server says."""

    status: int
    body: Any = None
    headers: dict[str, str] = attrs.field(factory=dict)


class Forge(ThreadingHTTPServer):
    """The state of a host; `faults` are said instead of the next answers, `after` once a request was done."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.tokens: dict[str, Owner] = {}
        self.comments: list[dict[str, Any]] = []
        self.pulls: list[dict[str, Any]] = []
        self.objects = Objects()
        self.refs: dict[str, str] = {}
        self.uploads: dict[str, bytes] = {}
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.faults: list[Reply] = []
        self.after: dict[tuple[str, str], list[Reply]] = {}
        self.before_move: Callable[[], None] | None = None
        self.lock = threading.RLock()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_port}"

    def comment(self, body: str, author: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Keep a comment."""
        id_ = len(self.comments) + 1
        kept = {"id": id_, "body": body, "user": author, "author": author, "html_url": f"{self.address}/c/{id_}"}
        self.comments.append(kept | {"system": False} | more)
        return self.comments[-1]

    def answer(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Reply:
        """What is said to a request."""
        with self.lock:
            path = urlsplit(target).path
            self.asked.append((method, path))
            self.headers.append(headers)
            if self.faults:
                return self.faults.pop(0)
            owner = self.tokens.get(headers.get("PRIVATE-TOKEN") or headers.get("Authorization", "").partition(" ")[2])
            if owner is None:
                return Reply(401, {"message": f"Bad credentials {headers}"})
            reply = self._routed(method, path, parse_qs(urlsplit(target).query), headers, body, owner)
            kind = path.rpartition("/")[2]
            return self.after[method, kind].pop(0) if self.after.get((method, kind)) else reply

    def _routed(
        self, method: str, path: str, query: dict[str, list[str]], headers: dict[str, str], body: bytes, owner: Owner
    ) -> Reply:
        for verb, pattern, right, act in _ROUTES:
            found = re.fullmatch(pattern, path)
            if verb == method and found:
                if right not in owner.rights:
                    return Reply(403, {"message": "Resource not accessible by integration"})
                sent = json.loads(body) if body and headers.get("Content-Type") == "application/json" else body
                return act(self, owner, found, query if method == "GET" else sent)
        return Reply(404, {"message": "Not Found"})


def _user(forge: Forge, owner: Owner, found: re.Match[str], sent: Any) -> Reply:
    return Reply(200, owner.user)


def _viewer(forge: Forge, owner: Owner, found: re.Match[str], sent: Any) -> Reply:
    assert "viewer" in sent["query"]
    return Reply(200, {"data": {"viewer": {"login": owner.user["login"]}}})


def _list(forge: Forge, owner: Owner, found: re.Match[str], sent: Any) -> Reply:
    size, page = int(sent["per_page"][0]), int(sent["page"][0])
    return Reply(200, forge.comments[(page - 1) * size : page * size])


def _pulls(forge: Forge, owner: Owner, found: re.Match[str], sent: Any) -> Reply:
    size, page = int(sent["per_page"][0]), int(sent["page"][0])
    return Reply(200, [pull for pull in forge.pulls if pull["state"] in sent["state"]][(page - 1) * size : page * size])


def _pull(forge: Forge, owner: Owner, found: re.Match[str], sent: Any) -> Reply:
    pulls = [pull for pull in forge.pulls if pull["number"] == int(found[1])]
    return Reply(200, pulls[0]) if pulls else Reply(404, {"message": "Not Found"})


def _write(forge: Forge, owner: Owner, found: re.Match[str], sent: Any) -> Reply:
    if len(sent["body"]) > 65_536:
        return Reply(422, {"message": "Validation Failed: body is too long (maximum is 65536 characters)"})
    return Reply(201, forge.comment(sent["body"].rstrip("\n"), owner.user))


def _change(forge: Forge, owner: Owner, found: re.Match[str], sent: Any) -> Reply:
    comment = forge.comments[int(found[1]) - 1]
    if comment["user"] != owner.user:
        return Reply(403, {"message": "Must have admin rights to Repository."})
    comment["body"] = sent["body"].rstrip("\n")
    return Reply(200, comment)


def _upload(forge: Forge, owner: Owner, found: re.Match[str], sent: Any) -> Reply:
    head, _, rest = sent.partition(b"\r\n\r\n")
    name = re.search(rb'filename="([^"]*)"', head)
    boundary = head.partition(b"\r\n")[0]
    assert name
    assert rest.endswith(b"\r\n" + boundary + b"--\r\n")
    content = rest.removesuffix(b"\r\n" + boundary + b"--\r\n")
    url = f"/uploads/{hashlib.md5(content).hexdigest()}/{name[1].decode()}"  # noqa: S324  # as long as theirs
    forge.uploads[url] = content
    return Reply(201, {"url": url, "markdown": f"![x]({url})"})


def _blob(forge: Forge, owner: Owner, found: re.Match[str], sent: Any) -> Reply:
    assert sent["encoding"] == "base64"
    return Reply(201, {"sha": forge.objects.blob(b64decode(sent["content"]))})


def _new_tree(forge: Forge, owner: Owner, found: re.Match[str], sent: Any) -> Reply:
    return Reply(201, {"sha": forge.objects.tree(sent["tree"])})


def _tree(forge: Forge, owner: Owner, found: re.Match[str], sent: Any) -> Reply:
    entries = [{"path": path, **entry} for path, entry in forge.objects.trees[found[1]].items()]
    return Reply(200, {"sha": found[1], "tree": entries, "truncated": False})


def _new_commit(forge: Forge, owner: Owner, found: re.Match[str], sent: Any) -> Reply:
    return Reply(201, {"sha": forge.objects.commit(sent)})


def _commit(forge: Forge, owner: Owner, found: re.Match[str], sent: Any) -> Reply:
    return Reply(200, {"sha": found[1], "tree": {"sha": forge.objects.commits[found[1]]["tree"]}})


def _ref(forge: Forge, owner: Owner, found: re.Match[str], sent: Any) -> Reply:
    sha = forge.refs.get(f"refs/heads/{found[1]}")
    return Reply(404, {"message": "Not Found"}) if sha is None else Reply(200, {"object": {"sha": sha}})


def _new_ref(forge: Forge, owner: Owner, found: re.Match[str], sent: Any) -> Reply:
    _race(forge)
    if sent["ref"] in forge.refs:
        return Reply(422, {"message": "Reference already exists"})
    forge.refs[sent["ref"]] = sent["sha"]
    return Reply(201, {"object": {"sha": sent["sha"]}})


def _move(forge: Forge, owner: Owner, found: re.Match[str], sent: Any) -> Reply:
    _race(forge)
    name = f"refs/heads/{found[1]}"
    assert sent["force"] is False
    if forge.refs[name] not in forge.objects.commits[sent["sha"]]["parents"]:
        return Reply(422, {"message": "Update is not a fast forward"})
    forge.refs[name] = sent["sha"]
    return Reply(200, {"object": {"sha": sent["sha"]}})


def _race(forge: Forge) -> None:
    """Let another job be quicker, once."""
    act, forge.before_move = forge.before_move, None
    if act is not None:
        act()


_HUB, _GIT = r"/repos/shop/boards", r"/repos/shop/boards/git"
_LAB = r"/projects/42"
_ROUTES: tuple[tuple[str, str, str, Callable[[Forge, Owner, re.Match[str], Any], Reply]], ...] = (
    ("GET", "/user", "user", _user),
    ("POST", "/graphql", "read", _viewer),
    ("GET", rf"{_HUB}/pulls", "read", _pulls),
    ("GET", rf"{_HUB}/pulls/(\d+)", "read", _pull),
    ("GET", rf"{_HUB}/issues/12/comments|{_LAB}/merge_requests/12/notes", "read", _list),
    ("POST", rf"{_HUB}/issues/12/comments|{_LAB}/merge_requests/12/notes", "notes", _write),
    ("PATCH", rf"{_HUB}/issues/comments/(\d+)", "notes", _change),
    ("PUT", rf"{_LAB}/merge_requests/12/notes/(\d+)", "notes", _change),
    ("POST", rf"{_LAB}/uploads", "notes", _upload),
    ("POST", rf"{_GIT}/blobs", "contents", _blob),
    ("POST", rf"{_GIT}/trees", "contents", _new_tree),
    ("GET", rf"{_GIT}/trees/(\w+)", "read", _tree),
    ("POST", rf"{_GIT}/commits", "contents", _new_commit),
    ("GET", rf"{_GIT}/commits/(\w+)", "read", _commit),
    ("GET", rf"{_GIT}/ref/heads/([\w-]+)", "read", _ref),
    ("POST", rf"{_GIT}/refs", "contents", _new_ref),
    ("PATCH", rf"{_GIT}/refs/heads/([\w-]+)", "contents", _move),
)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _any(self) -> None:
        assert isinstance(self.server, Forge)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        sent = {name.title() if name.islower() else name: value for name, value in self.headers.items()}
        # The library writes names of headers in its own way.
        sent |= {"PRIVATE-TOKEN": self.headers.get("PRIVATE-TOKEN", "")}
        reply = self.server.answer(
            self.command, self.path, sent | {"Content-Type": self.headers.get_content_type()}, body
        )
        content = json.dumps(reply.body).encode()
        self.send_response(reply.status)
        for name, value in {**reply.headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PATCH = do_PUT = _any  # noqa: N815  # the names that the library looks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's own name
        """Nothing: the tests read what was asked from the server."""


@contextmanager
def serving() -> Iterator[Forge]:
    """A server for as long as a test runs."""
    with Forge() as forge:
        thread = threading.Thread(target=forge.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield forge
        forge.shutdown()
        thread.join()
