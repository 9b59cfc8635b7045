"""The store of runs: ids, order, and how many are kept."""

import os
import re
import resource
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from stat import S_ISDIR

import attrs
import pytest

from grafmint.errors import TargetError
from grafmint.runs.record import end_line
from grafmint.runs.run import Run
from grafmint.runs.store import Store

_BEGAN = datetime(2026, 3, 2, 8, 15, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The runs of an environment."""
    return Store(tmp_path / ".grafmint" / "runs" / "prod")


def _run(minute: int = 0) -> Run:
    return Run(
        id="",
        what="sync",
        project="shop",
        environment="prod",
        url="http://grafana",
        org=1,
        started=_BEGAN + timedelta(minutes=minute),
    )


def _begin(store: Store, minute: int = 0) -> str:
    kept, file = store.begin(_run(minute))
    file.close()
    return kept.id


def test_a_run_is_found_by_its_id(store: Store) -> None:
    """Four hexadecimal digits; another environment's is not found, but it is told which has it."""
    id_ = _begin(store)
    found = store.find(id_)
    assert re.fullmatch("[0-9a-f]{4}", id_)
    assert found is not None
    assert found.id == id_
    other = Store(store.folder.parent / "staging")
    assert (other.find(id_), other.others(id_)) == (None, ("prod",))


def test_an_id_that_is_taken_gets_longer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """No two runs share one."""
    monkeypatch.setattr("grafmint.runs.store.secrets.token_hex", lambda _: "4f2a91c0")
    assert [_begin(store, minute) for minute in range(3)] == ["4f2a", "4f2a9", "4f2a91"]
    assert store.ids() == ("4f2a91", "4f2a9", "4f2a")


def test_the_newest_hundred_are_kept(store: Store) -> None:
    """By when they began, in whatever order they were written."""
    old = [_begin(store, minute) for minute in range(3)]
    new = [_begin(store, minute) for minute in range(200, 100, -1)]
    assert list(store.ids()) == new
    assert not set(old) & set(store.ids())


def test_an_old_one_that_cannot_be_removed_keeps_no_run_from_beginning(store: Store) -> None:
    """It lies there a while longer."""
    ids = [_begin(store, minute) for minute in range(100)]
    oldest = store.folder / f"{ids[0]}.json"
    oldest.unlink()
    oldest.mkdir()
    assert _begin(store, 200) in store.ids()
    assert oldest.exists()


def test_a_list_reads_the_ends_of_a_record_alone(store: Store) -> None:
    """A hundred runs may hold every document of a server a hundred times."""
    run, file = store.begin(_run())
    with file:
        file.write(b"x" * 3000 + b"\n" + end_line(_BEGAN, {"update": 2}))
    [told] = store.runs()
    assert told == attrs.evolve(run.summary, finished=_BEGAN, counts={"update": 2})


def test_the_name_of_a_record_is_on_the_disk_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that loses its power right afterwards finds it again."""
    synced = list[bool]()
    monkeypatch.setattr("grafmint.runs.store.os.fsync", lambda file: synced.append(S_ISDIR(os.fstat(file).st_mode)))
    _begin(store)
    assert synced == [False, True]


def test_git_sees_none_of_them(store: Store) -> None:
    """Documents of a server do not end in a commit."""
    _begin(store)
    assert (store.folder.parent / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_record_that_cannot_be_written_is_an_error(store: Store) -> None:
    """A run that could not be undone does not begin."""
    store.folder.parent.mkdir(parents=True)
    store.folder.write_text("in the way")
    with pytest.raises(TargetError, match="cannot be written") as raised:
        _begin(store)
    assert raised.value.hint is not None
    assert "could not be undone" in raised.value.hint


def test_a_disk_that_is_full_in_the_middle_begins_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system writes what still fits and calls that no error; half a record would undo nothing."""
    monkeypatch.setattr("grafmint.runs.store.content_of", lambda _: b"x" * 20_000)
    limits, on_signal = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(TargetError, match="cannot be written"):
            _begin(store)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, on_signal)
    assert store.ids() == ()


def test_an_id_is_no_path(store: Store) -> None:
    """Whatever is asked for, nothing outside of the store is read."""
    _begin(store)
    (store.folder.parent / "secret.json").write_text("{}")
    assert store.find("../secret") is None
    assert store.others("*") == ()
