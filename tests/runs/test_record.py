"""The record of a run: whatever moment cuts it short, what it says is what was written."""

from datetime import UTC, datetime

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grafmint.bundle import GRAFANA, Entry
from grafmint.compile.encode import canonical
from grafmint.errors import TargetError
from grafmint.plan.step import WRITES
from grafmint.runs.record import content_of, end_line, result_line, run_of, summary_of
from grafmint.runs.run import Before, Change, Run, StepOutcome

_TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
_ENTRIES = st.builds(
    Entry,
    kind=st.sampled_from(GRAFANA),
    uid=_TEXTS,
    title=_TEXTS,
    folder=st.none() | _TEXTS,
    document=st.dictionaries(_TEXTS, _TEXTS | st.integers(-9, 9)).map(canonical),
    renamed_from=st.none() | _TEXTS,
)
_BEFORES = st.builds(
    Before,
    entry=_ENTRIES,
    whose=st.sampled_from(["ours", "edited", "foreign"]),
    secrets=st.lists(_TEXTS, max_size=2).map(tuple),
)
_CHANGES = st.builds(
    Change,
    action=st.sampled_from(WRITES),
    kind=st.sampled_from(GRAFANA),
    uid=_TEXTS,
    before=st.none() | _BEFORES,
    after=st.none() | _ENTRIES,
    whose=st.sampled_from(["ours", "edited", "foreign"]),
)
_NOW = datetime(2026, 3, 2, 8, 15, tzinfo=UTC)
_RUNS = st.builds(
    Run,
    id=st.just("4f2a"),
    what=_TEXTS,
    project=_TEXTS,
    environment=_TEXTS,
    url=_TEXTS,
    org=st.integers(1, 9),
    owns_policies=st.booleans(),
    started=st.just(_NOW),
    changes=st.lists(_CHANGES, max_size=3).map(tuple),
)


@settings(max_examples=30)
@given(_RUNS)
def test_a_record_says_what_was_written(run: Run) -> None:
    """With all results and without any."""
    content = content_of(run)
    assert run_of(content, "it") == run
    results = b"".join(result_line(number, "done") for number, _ in enumerate(run.changes))
    done = attrs.evolve(
        run, finished=_NOW, changes=tuple(attrs.evolve(change, outcome="done") for change in run.changes)
    )
    assert run_of(content + results + end_line(_NOW, {}), "it") == done


@settings(max_examples=30)
@given(_RUNS, st.lists(st.sampled_from(["done", "failed", "unknown"]), min_size=3, max_size=3))
def test_the_ends_of_a_record_say_what_a_list_does(run: Run, outcomes: list[StepOutcome]) -> None:
    """As the whole of it does; without its end only the whole does."""
    changes = zip(run.changes, outcomes, strict=False)
    ended = attrs.evolve(run, finished=_NOW, changes=tuple(attrs.evolve(each, outcome=was) for each, was in changes))
    content, end = content_of(run), end_line(_NOW, ended.summary.counts)
    first = content.splitlines(keepends=True)[0]
    assert summary_of(first, end) == ended.summary
    assert summary_of(first, end[:-1]) is None
    assert summary_of(first, result_line(0, "done")) is None


@settings(max_examples=30)
@given(_RUNS, st.data())
def test_a_record_that_is_cut_short_says_so_or_what_it_has(run: Run, data: st.DataObject) -> None:
    """Before its run began it is refused; afterwards only the last result can be lost."""
    content = content_of(run)
    whole = content + b"".join(result_line(number, "done") for number, _ in enumerate(run.changes))
    end = data.draw(st.integers(0, len(whole)))
    if end < len(content):
        with pytest.raises(TargetError):
            run_of(whole[:end], "it")
        return
    lines = whole[len(content) : end].count(b"\n")
    assert [change.outcome for change in run_of(whole[:end], "it").changes] == [
        "done" if number < lines else None for number, _ in enumerate(run.changes)
    ]


@given(_RUNS)
def test_each_line_before_a_run_begins_is_whole(run: Run) -> None:
    """A record that lacks its last newline alone is refused, also one of a run with nothing to do."""
    for each in (run, attrs.evolve(run, changes=())):
        with pytest.raises(TargetError, match="cut short before its run began"):
            run_of(content_of(each)[:-1], "it")


@given(_RUNS.filter(lambda run: run.changes), st.data())
def test_a_result_that_is_cut_short_takes_no_other_with_it(run: Run, data: st.DataObject) -> None:
    """A disk that is full for a moment takes a part of a line, and the next one goes on behind that."""
    line = result_line(0, "done")
    part = line[: data.draw(st.integers(1, len(line) - 1))]
    read = run_of(content_of(run) + part + line + end_line(_NOW, {}), "it")
    assert (read.finished, [change.outcome for change in read.changes]) == (_NOW, [None for _ in run.changes])


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]\n", b'{"type": "plan"}\n', b'{"type": "run", "format": 1, "steps": 1}\n{"action": "explode"}\n'],
)
def test_what_is_no_record_is_refused(content: bytes) -> None:
    """With the file's name, whatever is wrong with it."""
    with pytest.raises(TargetError, match="the file is damaged"):
        run_of(content, "the file")


def test_a_record_of_another_version_is_refused() -> None:
    """It may mean anything."""
    with pytest.raises(TargetError, match="written by another version"):
        run_of(b'{"type": "run", "format": 2}\n', "the file")
