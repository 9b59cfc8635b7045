import json

import attrs
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.bundle import Bundle, Entry
from grafmint.finding import Finding, Snippet
from grafmint.origin import Place, Written
from grafmint.revision import transfer
from grafmint.revision.transfer import Answer, FormatError

# Files may have names that are no text: Python reads such bytes as single halves of pairs.
NAMES = st.text(st.characters() | st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF))
LINES = st.integers(1, 10_000)
PLACES = st.builds(Place, NAMES, LINES, st.none() | LINES)
DOCUMENTS = st.dictionaries(st.text(), st.text() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False))
SNIPPETS = st.builds(Snippet, text=NAMES, start=st.integers(0, 9), end=st.integers(0, 9))
FINDINGS = st.builds(
    Finding,
    rule=st.text(),
    severity=st.sampled_from(["error", "warning", "info"]),
    message=NAMES,
    hint=st.none() | st.text(),
    place=st.none() | PLACES,
    also=st.none() | PLACES,
    kind=st.none() | st.text(),
    uid=st.none() | st.text(),
    panel=st.none() | st.text(),
    query=st.none() | st.text(),
    path=st.none() | st.text(),
    snippet=st.none() | SNIPPETS,
)
ENTRIES = st.builds(
    Entry,
    kind=st.sampled_from(["folder", "datasource", "dashboard"]),
    uid=st.text(),
    title=st.text(),
    folder=st.none() | st.text(),
    document=DOCUMENTS.map(orjson.dumps),
    origins=st.dictionaries(st.text(), st.builds(Written, PLACES, PLACES)),
    file=st.none() | PLACES,
    foreign=st.booleans(),
    renamed_from=st.none() | st.text(),
)
BUNDLES = st.builds(
    Bundle,
    entries=st.lists(ENTRIES).map(tuple),
    findings=st.lists(FINDINGS).map(tuple),
    datasources=st.dictionaries(st.text(), st.text()),
    is_project=st.booleans(),
)
ANSWERS = st.builds(
    Answer,
    bundle=BUNDLES,
    findings=st.lists(FINDINGS).map(tuple),
    failure=st.none() | NAMES,
    is_absent=st.booleans(),
    remarks=st.lists(NAMES).map(tuple),
).map(lambda answer: attrs.evolve(answer, is_absent=answer.is_absent and answer.failure is not None))


@given(ANSWERS)
def test_an_answer_comes_back_as_it_was_written(answer: Answer) -> None:
    """Bundle, findings, places and failure, also through a file's bytes: nothing is lost and nothing is added."""
    text = transfer.write(answer)
    through = text.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass")
    assert transfer.read(through) == answer


@given(ANSWERS, st.data())
def test_an_answer_with_a_part_missing_is_refused(answer: Answer, data: st.DataObject) -> None:
    """Whatever is left out, the error is ours: a revision's code can write anything there."""
    written = json.loads(transfer.write(answer))
    del written[data.draw(st.sampled_from(sorted(written)))]
    with pytest.raises(FormatError):
        transfer.read(json.dumps(written))


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_what_is_no_answer_is_refused(text: str) -> None:
    """Text, numbers, lists: one error, of ours."""
    with pytest.raises(FormatError):
        transfer.read(text)


ENTRY = Entry(
    kind="dashboard",
    uid="a",
    title="A",
    document=b'{"panels": []}',
    origins={"": Written(Place("a.py", 1), Place("a.py", 2))},
)
FINDING = Finding(
    rule="x", severity="error", message="m", place=Place("a.py", 1), snippet=Snippet(text="a", start=0, end=1)
)
FULL = Answer(bundle=Bundle(entries=(ENTRY,), findings=(FINDING,)), findings=(FINDING,))
DEEP = '{"a":' * 400 + "1" + "}" * 400


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ("findings 0 severity", "boom"),
        ("findings 0 message", 3),
        ("findings 0 place line", "1"),
        ("findings 0 place line", 10**20),
        ("findings 0 snippet start", None),
        ("findings 0 more", 1),
        ("bundle entries 0 title", 3),
        ("bundle entries 0 kind", "panel"),
        ("bundle entries 0 document", "no JSON"),
        ("bundle entries 0 document", "[]"),
        ("bundle entries 0 document", DEEP),
        ("bundle entries 0 origins", {"": [0, -1]}),
        ("bundle entries 0 origins", {"": [0, 9]}),
        ("bundle entries 0 origins", {"": ["0", "0"]}),
        ("bundle entries 0 origins", {"": [0]}),
        ("bundle entries 0 file", -1),
        ("bundle datasources", {"a": 1}),
        ("bundle is_project", "yes"),
        ("places 0 1", 1.5),
        ("remarks", [1]),
        ("remarks", "text"),
        ("failure", 3),
        ("is_absent", True),
    ],
)
def test_a_part_of_another_type_is_refused(keys: str, value: object) -> None:
    """Nothing of a wrong type gets to where reviews are made: the error is ours, whatever is wrong."""
    written = json.loads(transfer.write(FULL))
    assert transfer.read(json.dumps(written)) == FULL
    *above, last = [int(key) if key.isdigit() else key for key in keys.split()]
    part = written
    for key in above:
        part = part[key]
    part[last] = value
    with pytest.raises(FormatError, match="the answer cannot be read"):
        transfer.read(json.dumps(written))


def test_bytes_that_are_no_text_are_refused() -> None:
    """With the same error."""
    with pytest.raises(FormatError):
        transfer.decoded(b"\xff\xfe")


def test_another_format_is_refused() -> None:
    """It says which one it is: the other side is another version of grafmint."""
    written = json.loads(transfer.write(Answer())) | {"format": transfer.FORMAT + 1}
    with pytest.raises(FormatError, match=f"format {transfer.FORMAT + 1}"):
        transfer.read(json.dumps(written))


def test_places_that_parts_share_are_written_once() -> None:
    """One builder makes the panels of many dashboards."""
    origin = Written(Place("boards.py", 1, 5), Place("boards.py", 9))
    entries = tuple(
        Entry(kind="dashboard", uid=str(number), title="", document=b"{}", origins={"": origin, "/panels/0": origin})
        for number in range(10)
    )
    written = json.loads(transfer.write(Answer(bundle=Bundle(entries=entries))))
    assert written["places"] == [["boards.py", 1, 5], ["boards.py", 9, None]]
