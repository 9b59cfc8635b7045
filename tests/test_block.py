"""Building blocks of one's own: checked as they are made, and what is made of them is placed where they stand."""

import copy
import inspect
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, Final, Generic, Literal, NewType, Optional, Protocol, Self, TypeVar

import attrs
import pytest

from grafmint import Panel, Stat, Thresholds, TimeSeries, above
from grafmint.block import Block, on_behalf_of
from grafmint.errors import GrafmintError, ModelError
from grafmint.model.base import Traced
from grafmint.model.refusal import shortened
from grafmint.origin import Place

P = TypeVar("P", bound=Panel)
Port = NewType("Port", int)

LIMIT = above(critical=1)
DATACLASS = "is a dataclass, which nothing checks"
BRACKETS = "write it without brackets, and without a comma behind it"
PART, NONE = "Page: parts=", " is not Graph, Number, Picture or Words; did you mean "
HTTP = Port(80)


class Closed(Protocol):
    """Whatever can be closed."""

    def close(self) -> None:
        """Close it."""


def lowered(text: str) -> str:
    """A text in lower case."""
    return text.lower()


def same(value: int) -> int:
    """A number as it is, whatever it is."""
    return value


@attrs.frozen
class Shown(Block):
    """A block with unnamed fields."""

    title: str
    thresholds: Thresholds = LIMIT
    others: "tuple[Shown, ...]" = ()


@attrs.frozen
class More(Shown):
    """One that adds a field."""

    more: float | None = None


@attrs.frozen(kw_only=True)
class Board(Block, Generic[P]):
    """One with a field of every kind."""

    uid: str = attrs.field(converter=lowered)
    best: P | None = None
    shares: tuple[tuple[float, Shown], ...] = ()
    build: Callable[[int], str] | None = None
    owner: Closed | None = None
    levels: Mapping[str, int] = attrs.field(factory=dict)
    kind: type[Panel] = Stat

    def __attrs_post_init__(self) -> None:
        if not self.uid.isidentifier():
            raise ModelError(f"{self.uid!r} is no uid")


@attrs.frozen
class Only(Block):
    """One that needs another one."""

    board: Board[Any]


@attrs.frozen(kw_only=True)
class Detailed(Block):
    """One whose annotations say more than a class."""

    share: Annotated[float, "of all"] = 0
    port: Port = HTTP
    pair: tuple[int, str] = (0, "")
    anything: Any = None
    kinds: Mapping[int, str] = attrs.field(factory=dict)
    names: Sequence[str] = ()


@attrs.frozen
class Hidden(Block):
    """One whose constructor calls its fields otherwise."""

    title: str
    _count: int = 0
    number: int = attrs.field(alias="no", converter=same, default=0)


class Part(Block):
    """One that nobody makes itself."""


@attrs.frozen
class Bar(Part):
    """A part."""


@attrs.frozen
class Line(Part):
    """Another part."""


@attrs.frozen
class Alarm(Block):
    """One with a text that is no name."""

    name: str
    pending: str = "5m"
    note: str | None = None
    part: Part | None = None


@attrs.frozen
class Graph(Block):
    """One of several that a page takes."""

    title: str
    unit: str = ""
    lines: int = attrs.field(kw_only=True)


@attrs.frozen
class Number(Block):
    """One with less in common."""

    title: str
    unit: str
    window: str


@attrs.frozen
class Picture(Block):
    """One with nothing in common."""

    address: str
    size: int


@attrs.frozen
class Words(Block):
    """One that needs a text alone."""

    text: str


@attrs.frozen
class Wrong(Block):
    """One that no page takes, with options of one that it does."""

    title: str
    unit: str
    lines: int


@attrs.frozen
class Page(Block):
    """One that takes others of many classes."""

    parts: tuple[Graph | Number | Picture | Words, ...]
    names: tuple[str, ...] = ()


@attrs.frozen
class Empty(Block):
    """One of which all are alike."""


@attrs.frozen
class Unreadable(Block):
    """One whose annotation names nothing."""

    field: "NoWhere"  # type: ignore[name-defined]  # noqa: F821  # it is the point


class Bare(Block):
    """One without attrs."""

    field: str


class Half(Only):
    """One whose fields attrs has not seen."""

    more: int


@dataclass
class Data(Block):
    """One of another decorator."""

    field: str


@attrs.frozen(kw_only=True)
class Step(Block):
    """One that holds others of its class, in every form."""

    then: Self | None = None
    before: "tuple[Self, ...]" = ()
    named: Mapping[str, Self] = attrs.field(factory=dict)
    either: Optional[Self] = None  # noqa: UP045  # as older code writes it
    pair: tuple[Self, int] | None = None


@attrs.frozen(kw_only=True)
class Jump(Step):
    """One below it, which holds its own."""


def line_of(text: str) -> int:
    """The line of this file that has a mark."""
    lines = Path(__file__).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.endswith(f"# {text}"))


def place(value: Block | Traced) -> Place:
    """Where a value was written."""
    assert value.origin is not None
    return value.origin.inner


def refused(make: Callable[..., object], *unnamed: object, **given: object) -> ModelError:
    """What a constructor says to what type checkers would not let through."""
    with pytest.raises(ModelError) as caught:
        make(*unnamed, **given)
    return caught.value


@pytest.mark.parametrize(
    ("make", "unnamed", "given", "said"),
    [
        (Shown, ("A",), {"threshold": 1}, "Shown has no option 'threshold'; did you mean 'thresholds'?"),
        (Shown, (), {}, "Shown needs title; write title=… in the call"),
        (Shown, ("A",), {"title": "B"}, "Shown has title twice; write it once"),
        (Shown, ("A", above(critical=1), (), 4), {}, "Shown takes title and thresholds and others, and nothing more"),
        (Board, ("a",), {}, "Board takes named arguments only; write uid='a'"),
        (Shown, ("A", 5), {}, "Shown 'A': thresholds=5 is not Thresholds; write above(warning=…, critical=…)"),
        (Shown, ("A", above(critical=1), {1}), {}, "Shown: others={1} is a set, which has no order; write a list"),
        (
            Shown,
            (above(critical=2),),
            {},
            f"Shown: title={shortened(above(critical=2))} is not a string; did you mean thresholds=…?",
        ),
        (
            Shown,
            ("A", (Shown("B"),)),
            {},
            f"Shown 'A': thresholds={shortened((Shown('B'),))} is not Thresholds; did you mean others=…?",
        ),
        (Shown, ("A", [LIMIT]), {}, f"Shown 'A': thresholds={shortened([LIMIT])} is not Thresholds; {BRACKETS}"),
        (Shown, (len,), {}, "Shown: title=<built-in function len> is not a string"),
        (Shown, (lowered,), {}, "Shown: title=lowered is not a string"),
        (Board, (), {"uid": "a", "best": Stat}, "Board 'a': best=Stat is not Panel or None; write Stat(title=…)"),
        (Detailed, (), {"pair": [(1, 2)]}, "Detailed: pair=((1, 2),) is not (a whole number, a string)"),
        (Alarm, ("A", 5), {}, "Alarm 'A': pending=5 is not a string; write a string, such as \"5m\""),
        (Alarm, ("A",), {"note": 5}, "Alarm 'A': note=5 is not a string or None; write \"5\""),
        (Alarm, ("A",), {"part": 5}, "Alarm 'A': part=5 is not Part or None; write one, such as Bar(…) or Line(…)"),
        (More, ("A",), {"more": "much"}, "More 'A': more='much' is not a number or None"),
        (More, ("A",), {"more": float("nan")}, "More 'A': more=nan is not a finite number"),
        (Board, (), {"uid": "a", "shares": [(1, "B")]}, "Board 'a': shares[1]='B' is not Shown"),
        (Board, (), {"uid": "a", "shares": [(1, 2, 3)]}, "Board 'a': shares=(1, 2, 3) is not (a number, Shown)"),
        (Board, (), {"uid": "a", "best": 1}, "Board 'a': best=1 is not Panel or None"),
        (Board, (), {"uid": "a", "build": 1}, "Board 'a': build=1 is not a function or None"),
        (Board, (), {"uid": "a", "levels": {"b": "c"}}, "Board 'a': levels['b']='c' is not a whole number"),
        (Board, (), {"uid": "a", "levels": {1: 2}}, "Board 'a': levels=1 is not a string; write \"1\""),
        (Only, ("a",), {}, "Only: board='a' is not Board; write Board(uid=\"a\")"),
        (Only, (1,), {}, "Only: board=1 is not Board; write Board(uid=…)"),
        (Page, (["a"],), {}, "Page: parts='a' is not Graph, Number, Picture or Words; write Words(\"a\")"),
        (Page, ([1],), {}, "Page: parts=1 is not Graph, Number, Picture or Words"),
        (Page, ([{"unit": "s", "lines": 2}],), {}, f"{PART}{{'unit': 's', 'lines': 2}}{NONE}Graph(lines=…, title=…)?"),
        (Page, ([Graph],), {}, f"{PART}Graph{NONE.partition(';')[0]}; write Graph(lines=…, title=…)"),
        (Page, (Wrong("A", "s", 2),), {}, f"{PART}Wrong(title='A', unit='s', lines=2){NONE}Graph(lines=…, title=…)?"),
        (Page, (Wrong("A" * 80, "s", 2),), {}, f"{PART}Wrong(title='{'A' * 80}', …){NONE}Graph(lines=…, title=…)?"),
        (Page, ((), 1), {}, 'Page: names=1 is not a string; write "1"'),
        (Page, ((), "a"), {}, "Page: names='a' is one where several belong; write names=('a',)"),
        (Detailed, (), {"share": "half"}, "Detailed: share='half' is not a number"),
        (Detailed, (), {"port": "80"}, "Detailed: port='80' is not a whole number; write 80"),
        (Detailed, (), {"pair": (1, 2)}, 'Detailed: pair[1]=2 is not a string; write "2"'),
        (Detailed, (), {"kinds": [1]}, "Detailed: kinds=(1,) is not a mapping"),
        (Detailed, (), {"names": {"a"}}, "Detailed: names={'a'} is a set, which has no order; write a list"),
        (Board, (), {"uid": "a b"}, "'a b' is no uid"),
        (Hidden, ("A",), {"count": "many"}, "Hidden 'A': count='many' is not a whole number"),
        (Hidden, ("A",), {"no": "many"}, "Hidden 'A': no='many' is not a whole number"),
        (Empty, (1,), {}, "Empty takes no arguments; write nothing in the call"),
        (Bare, (), {"field": "a"}, "Bare has no fields; write @attrs.frozen(kw_only=True) above class Bare"),
        (Half, (), {"more": 1}, "Half has no option 'more' yet; write @attrs.frozen(kw_only=True) above class Half"),
        (Data, ("a",), {}, f"Data {DATACLASS}; write @attrs.frozen(kw_only=True) above class Data"),
        (Step, (), {"then": 1}, "Step: then=1 is not Step or None"),
        (Step, (), {"before": [1]}, "Step: before=1 is not Step"),
        (Step, (), {"named": {"a": 1}}, "Step: named['a']=1 is not Step"),
        (Step, (), {"either": 1}, "Step: either=1 is not Step or None"),
        (Step, (), {"pair": (1, 2)}, "Step: pair[0]=1 is not Step"),
        (Jump, (), {"then": Step()}, f"Jump: then={Step()} is not Jump or None"),
    ],
)
def test_what_is_wrong_is_refused(
    make: Callable[..., object], unnamed: tuple[object, ...], given: dict[str, object], said: str
) -> None:
    """In the words of grafmint's own values, with the way out."""
    assert str(refused(make, *unnamed, **given)) == said


def test_a_block_may_hold_others_of_its_class() -> None:
    """`Self` is the class that is made."""
    # mypy takes attrs' constructors to want another class than this one.
    step_of: Any = Step
    jump_of: Any = Jump
    step = step_of(before=[Step()], named={"a": Step()}, either=Jump(), pair=(Step(), 1))
    assert step_of(then=step).then is step
    assert jump_of(then=Jump()).then == Jump()


def test_one_value_is_not_several() -> None:
    """A tuple of one that lacks its comma is the commonest slip of all."""
    error = refused(Shown, "A", above(critical=1), Shown("B"))
    assert error.message.startswith("Shown 'A': others=Shown(title='B'")
    assert error.message.endswith("is one where several belong")
    assert error.hint == "write others=(…,)"


def test_annotations_that_cannot_be_read_are_told() -> None:
    """A name that only type checkers see is no class to compare with."""
    error = refused(Unreadable, 1)
    assert error.message == "the annotations of Unreadable cannot be read: name 'NoWhere' is not defined"


def test_an_annotation_that_no_value_can_be_held_against_is_told() -> None:
    """It names nothing that is missing, so there is nothing to import."""

    @attrs.frozen
    class Once(Block):
        field: Final[int] = 0

    assert refused(Once, 1).hint == "write a class, or Any"


@pytest.mark.parametrize("field", [("a", "b"), (1, 2), ("a", True), {"a": 1}, {"a": "b"}, None, "auto"])
def test_each_member_of_a_union_is_taken(field: Any) -> None:
    """Whichever comes first: a type checker has passed them all."""

    @attrs.frozen
    class Either(Block):
        field: (
            tuple[str, ...]
            | tuple[int, ...]
            | tuple[str, bool]
            | Mapping[str, int]
            | Mapping[str, str]
            | Literal[None, "auto"]  # noqa: PYI061  # another way to say it
        )

    assert Either(field).field == field
    assert refused(Either, (1.5,)).message == "Either: field=1.5 is not a string or a whole number"


def test_two_tuples_of_so_many_parts_cannot_be_told_apart() -> None:
    """It is said of the class, and no value that fits one of them is refused."""

    @attrs.frozen
    class Either(Block):
        field: tuple[int, int] | tuple[int, int, int]

    assert refused(Either, (1, 2)).hint == "write a class, or Any"


def test_a_constructor_of_one_s_own_is_refused() -> None:
    """It would be handed the fields, which it does not take: so where the class is written, not where it is used."""
    with pytest.raises(ModelError, match="the constructor of Own is not that of its fields"):

        @attrs.frozen
        class Own(Block):
            field: int

            def __init__(self, text: str) -> None:
                self.__attrs_init__(field=len(text))  # type: ignore[attr-defined]  # attrs writes it


def test_what_is_right_is_kept() -> None:
    """Lists as tuples, mappings as ones that cannot change; converters and what Python cannot check are as they are."""
    levels = {"a": 1}
    board: Board[TimeSeries] = Board(
        uid="BOARD",
        best=TimeSeries(title="A"),
        shares=[(1, Shown("B"))],  # type: ignore[arg-type]  # what an untyped project may write
        build=str,
        owner=StringIO(),
        levels=levels,
        kind=TimeSeries,
    )
    levels["b"] = 2
    assert (board.uid, board.shares, board.levels) == ("board", ((1, Shown("B")),), {"a": 1})
    assert hash(board) == hash(attrs.evolve(board))
    assert Shown("A", others=(s for s in [Shown("B")])).others == (Shown("B"),)  # type: ignore[arg-type]  # as above


def test_a_block_is_an_ordinary_class() -> None:
    """It has slots, can be compared, copied and sent, and `help` shows what it takes."""
    block = More("A", more=1)
    sent = pickle.loads(pickle.dumps(block))  # noqa: S301  # it is our own
    assert not hasattr(block, "__dict__")
    assert block == sent == copy.deepcopy(block) != More("A", more=2)
    assert list(inspect.signature(More).parameters) == ["title", "thresholds", "others", "more"]
    assert repr(block).startswith("More(title='A'")


def test_a_block_remembers_its_line() -> None:
    """An evolved one that where it was evolved; a copy was written nowhere."""
    block = Shown("A")  # the block
    changed = attrs.evolve(block, title="B")  # the change
    assert place(block) == Place(__file__, line_of("the block"), 13)
    assert place(changed).line == line_of("the change")
    assert copy.copy(block).origin is None


def test_a_refusal_has_the_line_of_the_block() -> None:
    """Also where the class itself refuses, in lines of its own."""
    refuse: Callable[[], object] = lambda: Board(uid="a b")  # noqa: E731  # the refused
    error = refused(refuse)
    assert error.place is not None
    assert error.place.line == line_of("the refused")


def test_what_is_made_on_behalf_of_a_block_is_placed_there() -> None:
    """Values, evolved values and further blocks; afterwards all is as before."""
    block = Shown("A")  # on behalf
    with on_behalf_of(block):
        panel = Stat(title=block.title)
        made = (panel, attrs.evolve(panel, title="B"), Shown("C"))
    assert {place(each) for each in made} == {place(block)}
    assert place(Stat(title="D")).line == line_of("after")  # after


def test_the_innermost_block_counts() -> None:
    """A panel of a board is placed where the panel is said."""
    board, shown = Shown("board"), Shown("panel")
    with on_behalf_of(board):
        with on_behalf_of(shown):
            panel = Stat(title="A")
        after = Stat(title="B")
    assert (place(panel), place(after)) == (place(shown), place(board))


def test_a_value_of_grafmint_may_be_changed_on_its_own_behalf() -> None:
    """Shared code that adds to a panel leaves it where it was written."""
    panel = Stat(title="A")
    with on_behalf_of(panel):
        wide = attrs.evolve(panel, width=12)
    assert wide.origin is panel.origin


def test_a_copy_leaves_values_where_they_are() -> None:
    """What was written nowhere says nothing about a place."""
    block = copy.copy(Shown("A"))
    with on_behalf_of(block):
        panel = Stat(title="A")  # the shared line
    assert place(panel).line == line_of("the shared line")


def test_errors_within_get_the_place() -> None:
    """Of the innermost block; other errors pass as they are."""
    board, shown = Shown("board"), Shown("panel")

    def fail(error: Exception) -> None:
        with on_behalf_of(board), on_behalf_of(shown):
            raise error

    error = GrafmintError("no")
    with pytest.raises(GrafmintError, match="no"):
        fail(error)
    assert error.place == place(shown)
    with pytest.raises(KeyError):
        fail(KeyError("a"))
    assert place(Stat(title="D")).file == __file__


def test_shared_code_is_told_as_the_other_place(tmp_path: Path) -> None:
    """`check` names the line of the values first, and where the shared code refused them."""
    from grafmint.loading.failure import failures

    block = Shown("A")  # the values

    def shared() -> Iterator[Any]:
        with on_behalf_of(block):
            return iter([Stat(title=block)])  # type: ignore[arg-type]  # the shared code

    error = refused(shared)
    (finding,) = failures(error, Path(__file__).parent, Place("a", 1))
    assert finding.place is not None
    assert finding.also is not None
    assert (finding.place.line, finding.also.line) == (line_of("the values"), line_of("the shared code"))
    (simple,) = failures(refused(lambda: Shown(1)), Path(__file__).parent, Place("a", 1))  # type: ignore[arg-type]
    assert simple.also is None
