"""How long one thing takes against a server: `python -m bench.sync_seconds WHAT PROJECT VERSION`.

`plan` and `sync` are grafmint's, from the bundle to the outcome; `gets` and `posts` are the bare requests, sent through
the same session by as many threads, which nobody reads the answers of. Each prints seconds, with everything imported
before they begin; `build` prints the bytes of the bundle.

`VERSION` is the one that every dashboard has on the server, 0 for none; `sync` and `posts` make the next one.
"""

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter

import attrs

# What opening a session and the stages import by themselves is start-up, which has an aim of its own.
import grafana_client.api  # noqa: F401

import grafmint.outcome
import grafmint.plan
import grafmint.target.server.target  # noqa: F401
from bench.spec import REFRESH, boards
from grafmint.bundle import Bundle, Entry
from grafmint.config import read
from grafmint.environment import Environment, Server
from grafmint.plan.plan import Plan
from grafmint.target.server.api.board import body
from grafmint.target.server.http.client import WRITES
from grafmint.target.server.http.credentials import credentials_of
from grafmint.target.server.http.pool import in_parallel
from grafmint.target.server.http.reading import READERS
from grafmint.target.server.http.reply import Reply
from grafmint.target.server.http.session import open_session
from grafmint.target.server.proof.owner import Owner
from grafmint.workflow import Built, apply, build, plan, target_of

#: As many as grafmint's own session holds.
CONNECTIONS = 16
TWINS = "twins"
_OK = 200
#: A server with SQLite refuses some of the saves that meet each other.
_ATTEMPTS = 20


def built_bytes(environment: Environment, version: int) -> float:
    """The size of the bundle's documents."""
    return sum(len(entry.document) for entry in _built(environment, version).bundle)


def plan_seconds(environment: Environment, version: int) -> float:
    """A plan that finds every dashboard as the code has it."""
    built = _built(environment, version)
    started = perf_counter()
    with target_of(built) as target:
        planned = plan(built, target)
    seconds = perf_counter() - started
    _expect(planned, unchanged=len(built.bundle.entries))
    return seconds


def sync_seconds(environment: Environment, version: int) -> float:
    """A plan that changes every dashboard, and what it does."""
    built = _built(environment, version + 1)
    started = perf_counter()
    with target_of(built) as target:
        planned = plan(built, target)
        _expect(planned, **{"update" if version else "create": len(built.bundle.entries)})
        outcome = apply(planned, target, lambda _: None)
    seconds = perf_counter() - started
    if outcome.exit_code or outcome.remarks:
        raise SystemExit("\n".join(map(str, outcome.problems)) or "dashboards were recreated")
    return seconds


def gets_seconds(environment: Environment, version: int) -> float:
    """Each dashboard read once."""
    count = environment.values["services"]
    assert isinstance(count, int)
    paths = [f"/api/dashboards/uid/{board.uid}" for board in boards(count)]
    return _bare(environment, "GET", [(path, None) for path in paths], READERS)


def posts_seconds(environment: Environment, version: int) -> float:
    """Each dashboard's twin saved once, by what a sync would send of it."""
    message = f"grafmint sync of {TWINS}"
    entries = map(_twin, _built(environment, version + 1).bundle)
    bodies = [body(entry, Owner(TWINS), version or None, message, whose="ours") for entry in entries]
    return _bare(environment, "POST", [("/api/dashboards/db", each) for each in bodies], WRITES)


def _bare(environment: Environment, method: str, requests: Sequence[tuple[str, bytes | None]], workers: int) -> float:
    server = environment.target
    assert isinstance(server, Server)
    credentials = credentials_of(server, what=environment.name)
    started = perf_counter()
    session = open_session(server, credentials, CONNECTIONS)
    for _ in range(_ATTEMPTS):
        replies = in_parallel(lambda each: session.exchange(method, *each, 0.0), requests, workers)
        requests = [each for each, reply in replies if not (isinstance(reply, Reply) and reply.status == _OK)]
        if not requests:
            break
        sys.stderr.write(f"{len(requests)} bare requests were refused\n")
    session.close()
    seconds = perf_counter() - started
    if requests:
        raise SystemExit(f"{method}: {len(requests)} requests were refused {_ATTEMPTS} times")
    return seconds


def _built(environment: Environment, version: int) -> Built:
    """What the code comes to when the server has, or is to have, that version: each has another refresh."""
    built = build(environment)
    old, new = f'"refresh": "{REFRESH}"'.encode(), f'"refresh": "{version}m"'.encode()
    entries = (attrs.evolve(entry, document=entry.document.replace(old, new)) for entry in built.bundle)
    return attrs.evolve(built, bundle=Bundle(entries=tuple(entries), datasources=built.bundle.datasources))


def _twin(entry: Entry) -> Entry:
    """The same dashboard under another uid and title, which is nobody's."""
    uid, title = f"twin-{entry.uid}", f"Twin of {entry.title}"
    document = entry.document.replace(f'"uid": "{entry.uid}"'.encode(), f'"uid": "{uid}"'.encode())
    document = document.replace(f'"title": "{entry.title}"'.encode(), f'"title": "{title}"'.encode())
    return attrs.evolve(entry, uid=uid, title=title, document=document)


def _expect(planned: Plan, **actions: int) -> None:
    found = {step.action: planned.count(step.action) for step in planned.steps}
    if found != actions:
        raise SystemExit(f"the plan has {found} instead of {actions}: the server is not as the benchmark left it")


WHATS: Mapping[str, Callable[[Environment, int], float]] = {
    "build": built_bytes,
    "plan": plan_seconds,
    "sync": sync_seconds,
    "gets": gets_seconds,
    "posts": posts_seconds,
}


def main(what: str, project: str, version: str) -> None:
    """Do one of them and print its number."""
    # As the command does.
    gc.set_threshold(100_000, 50, 50)
    environments = read(Path(project) / "grafmint.toml")
    [environment] = environments.select((TWINS if what == "posts" else "server",))
    sys.stdout.write(f"{WHATS[what](environment, int(version))}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
