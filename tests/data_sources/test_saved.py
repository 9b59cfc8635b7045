"""Data that was saved."""

from pathlib import Path

import attrs
import pytest

from grafmint.data import Ask, Data, Field, Frame, open_source
from grafmint.data.sample import Sample
from grafmint.data.saved import SavedData, save
from grafmint.environment import Environment
from grafmint.errors import UsageError
from tests.data_sources.boards import ask, expr


def no_environments(name: str) -> Environment:
    """There are none."""
    raise AssertionError(name)


def test_what_is_saved_is_read(tmp_path: Path) -> None:
    """Frames, range, variables and problem come back in their order, and the same data is the same bytes."""
    asked = ask(expr("b", refId="B"), expr("a", refId="A"))
    data = attrs.evolve(Sample().data(asked), problem="half of it is missing")
    path = save(tmp_path, asked, data)
    assert path == tmp_path / "shop" / "1.json"
    written = path.read_bytes()
    save(tmp_path, asked, data)
    assert path.read_bytes() == written
    with open_source(f"saved:{tmp_path}", no_environments) as source:
        read = source.data(attrs.evolve(asked, start=1, end=2))
    assert read == attrs.evolve(data, origin="saved")
    assert [frame.fields[1].values for frame in read.frames] == [frame.fields[1].values for frame in data.frames]


def test_a_frame_of_no_query_is_the_first_ones(tmp_path: Path) -> None:
    """What does not say whose it is stays."""
    asked = ask(expr("a", refId="Q"))
    frame = Frame(fields=(Field(name="x", type="number", values=(1,)),))
    save(tmp_path, asked, Data(frames=(frame,), start=0, end=1))
    assert [each.ref_id for each in SavedData(tmp_path).data(asked).frames] == ["Q"]


@pytest.mark.parametrize("uid", ["", "..", "../secrets", "a/b", "/etc", "x" * 41, "a\0b"])
def test_no_uid_leads_out_of_the_directory(uid: str, tmp_path: Path) -> None:
    """A board whose uid is none is neither read nor written."""
    asked = attrs.evolve(ask(expr("a")), dashboard=uid)
    assert "can have no saved data" in str(SavedData(tmp_path).data(asked).problem)
    with pytest.raises(UsageError, match="cannot be saved"):
        save(tmp_path, asked, Data(start=0, end=1))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "nothing is saved for this panel: there is no shop/1.json in"),
        (b"{", "is no JSON"),
        (b"[]", "is not what Grafana answers to /api/ds/query"),
        (b'{"results": {"A": {"frames": [1]}}}', "is not what Grafana answers to /api/ds/query"),
        (b'{"results": {}, "range": {"from": "soon"}}', "is not what Grafana answers to /api/ds/query"),
        (b'{"results": {"A": {"error": "it broke", "status": 500}}}', "query A: it broke"),
    ],
)
def test_what_cannot_be_read_is_a_problem(content: bytes | None, problem: str, tmp_path: Path) -> None:
    """A source never raises: it says what is wrong with the file."""
    asked: Ask = ask(expr("a"))
    if content is not None:
        (tmp_path / "shop").mkdir()
        (tmp_path / "shop/1.json").write_bytes(content)
    found = SavedData(tmp_path).data(asked)
    assert problem in str(found.problem)
    assert found.frames == ()
