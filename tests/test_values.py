import dataclasses
import math
import runpy
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.errors import ModelError, ProjectError
from grafmint.origin import Place
from grafmint.values import load, structure

if TYPE_CHECKING:
    from decimal import Decimal


class Tier(Enum):
    GOLD = "gold"
    TIN = "tin"


@dataclasses.dataclass(frozen=True)
class Limits:
    cpu: float
    memory: int | None = None


@attrs.frozen(kw_only=True)
class Values:
    url: str
    ratio: float = 0.05
    on: bool = True
    level: Literal["high", "low", 3] = "low"
    tier: Tier = Tier.TIN
    hosts: tuple[str, ...] = ()
    ports: list[int] = attrs.field(factory=list)
    pair: tuple[str, int] | None = None
    names: Sequence[str] = ()
    routes: dict[str, Limits] = attrs.field(factory=dict)
    codes: Mapping[str, int] = attrs.field(factory=dict)
    limits: Limits | None = None
    either: Limits | list[Limits] | str = ""
    number: int | float = 0
    since: date | None = None
    anything: Any = None
    bare: dict = attrs.field(factory=dict)  # type: ignore[type-arg]  # a test of it


HERE = f"{__name__}:Values"


def where(keys: tuple[str | int, ...]) -> Place:
    return Place("/".join(map(str, keys)), 1)


def build(cls: type, data: object) -> Any:
    return structure(cls, data, path="prod: values", where=where)


def problems(cls: type, data: object) -> list[str]:
    """What is wrong with the data: `keys rule: message (hint)` of each finding."""
    with pytest.raises(ProjectError) as caught:
        build(cls, data)
    return [
        f"{one.place.file if one.place else None} {one.rule}: {one.message.removeprefix('prod: values')}"
        + (f" ({one.hint})" if one.hint else "")
        for one in caught.value.findings
    ]


@pytest.mark.parametrize(
    ("key", "data", "value"),
    [
        ("ratio", 1, 1.0),
        ("on", False, False),
        ("level", "high", "high"),
        ("level", 3, 3),
        ("tier", "gold", Tier.GOLD),
        ("hosts", ["a", "b"], ("a", "b")),
        ("ports", [1], [1]),
        ("pair", ["a", 1], ("a", 1)),
        ("pair", None, None),
        ("names", ["a"], ("a",)),
        ("routes", {"/": {"cpu": 1}}, {"/": Limits(1.0)}),
        ("codes", {"ok": 200}, {"ok": 200}),
        ("limits", {"cpu": 0.5, "memory": 2}, Limits(0.5, 2)),
        ("either", "x", "x"),
        ("either", [{"cpu": 1.5}], [Limits(1.5)]),
        ("number", 1, 1),
        ("since", date(2024, 1, 2), date(2024, 1, 2)),
        ("anything", [{"a": None}], [{"a": None}]),
        ("bare", {"a": [1]}, {"a": [1]}),
    ],
)
def test_a_value_is_made_by_its_annotation(key: str, data: object, value: object) -> None:
    """Each kind of annotation takes its plain form and gives the type that it names."""
    made = getattr(build(Values, {"url": "x", key: data}), key)
    assert made == value
    assert type(made) is type(value)


@pytest.mark.parametrize(
    ("key", "data", "problem"),
    [
        ("url", 3, "url wrong-type: .url is a whole number, not a string (put it in quotes)"),
        ("url", False, "url wrong-type: .url is false, not a string (put it in quotes)"),
        ("url", None, "url wrong-type: .url is null, not a string"),
        ("ratio", "0.1", "ratio wrong-type: .ratio is a string, not a number"),
        ("ratio", True, "ratio wrong-type: .ratio is true, not a number"),
        ("ratio", 10**400, "ratio bad-value: .ratio is too large for a number"),
        ("on", 1, "on wrong-type: .on is a whole number, not true or false"),
        (
            "level",
            "hgh",
            "level wrong-type: .level is 'hgh', not one of 'high', 'low', 3 (did you mean 'high'?)",
        ),
        ("level", True, "level wrong-type: .level is true, not one of 'high', 'low', 3"),
        ("tier", "GOLD", "tier wrong-type: .tier is 'GOLD', not one of 'gold', 'tin' (did you mean 'gold'?)"),
        ("hosts", "a", "hosts wrong-type: .hosts is a string, not a list"),
        ("hosts", ["a", 1], "hosts/1 wrong-type: .hosts[1] is a whole number, not a string (put it in quotes)"),
        ("ports", [1.5], "ports/0 wrong-type: .ports[0] is a number, not a whole number"),
        ("pair", ["a"], "pair bad-value: .pair has 1 items, not 2"),
        ("routes", [], "routes wrong-type: .routes is a list, not a mapping"),
        ("codes", {1: 2}, "codes/1 wrong-type: .codes[1] is a whole number, not a string (put it in quotes)"),
        ("limits", "x", "limits wrong-type: .limits is a string, not a mapping or null"),
        ("limits", {"cpu": "x"}, "limits/cpu wrong-type: .limits.cpu is a string, not a number"),
        (
            "limits",
            {"cpu": 1, "memory": 0.5},
            "limits/memory wrong-type: .limits.memory is a number, not a whole number or null",
        ),
        (
            "either",
            [{}],
            f"either/0 missing-key: .either[0] lacks 'cpu' of {__name__}:Limits (give cpu a value)",
        ),
        (
            "either",
            3,
            "either wrong-type: .either is a whole number, not a mapping or a list or a string (put it in quotes)",
        ),
        ("since", "x", "since wrong-type: .since is a string, not a date or null"),
        ("bare", 1, "bare wrong-type: .bare is a whole number, not a mapping"),
        ("ulr", 1, f"ulr unknown-key:  has no 'ulr' in {HERE} (did you mean 'url'?)"),
        ("rati", 1, f"rati unknown-key:  has no 'rati' in {HERE} (did you mean 'ratio'?)"),
    ],
)
def test_a_wrong_value_is_named_with_its_keys(key: str, data: object, problem: str) -> None:
    """A value that its annotation does not take is one finding, at the place of its keys."""
    assert problems(Values, {"url": "x", key: data}) == [problem]


def test_all_problems_are_reported_at_once() -> None:
    """Unknown, missing and wrong keys of all levels are told together."""
    found = problems(Values, {"ratio": "x", "limits": {"cpus": 1, "memory": "x"}, "stray": 1})
    assert [line.split(":")[0] for line in found] == [
        " missing-key",
        "limits/cpus unknown-key",
        "limits/memory wrong-type",
        "ratio wrong-type",
        "stray unknown-key",
    ]


def test_a_missing_key_names_the_class() -> None:
    """What the class needs and the data lacks is told at the place of the data."""
    assert problems(Values, {}) == [f" missing-key:  lacks 'url' of {HERE} (give url a value)"]


def test_a_misspelt_key_is_not_missing_too() -> None:
    """One slip of a needed key is one finding."""
    assert problems(Values, {"urll": "x"}) == [f"urll unknown-key:  has no 'urll' in {HERE} (did you mean 'url'?)"]


def test_data_that_is_no_mapping_is_refused() -> None:
    """A class is made of a mapping only."""
    assert problems(Values, 3) == [" wrong-type:  is a whole number, not a mapping"]


def test_a_class_without_fields_is_refused() -> None:
    """A plain class says how it could become one that can be made."""

    class Plain:
        pass

    assert problems(Plain, {}) == [" wrong-type:  is a mapping, not a Plain (make Plain an attrs class or a dataclass)"]


def test_a_validator_of_the_class_is_a_finding() -> None:
    """What the class itself refuses is told in its own words, with the place of the data."""

    @attrs.frozen
    class Checked:
        ratio: float = attrs.field(validator=attrs.validators.lt(1))
        name: Any = attrs.field(default="", validator=attrs.validators.instance_of(str))

    @dataclasses.dataclass
    class Refused:
        name: str

        def __post_init__(self) -> None:
            raise ModelError("no such name", hint="choose another")

    @dataclasses.dataclass
    class Silent:
        name: str

        def __post_init__(self) -> None:
            raise ValueError

    checked = f"is refused by {__name__}:{Checked.__qualname__}:"
    assert problems(Checked, {"ratio": 2}) == [f" bad-value:  {checked} 'ratio' must be < 1: 2.0"]
    assert problems(Checked, {"ratio": 0, "name": 3}) == [
        f" bad-value:  {checked} 'name' must be <class 'str'> (got 3 that is a <class 'int'>)."
    ]
    assert problems(Refused, {"name": "x"}) == [" bad-value:  is refused: no such name (choose another)"]
    assert problems(Silent, {"name": "x"}) == [
        f" bad-value:  is refused by {__name__}:{Silent.__qualname__}: ValueError"
    ]


def test_an_annotation_that_data_cannot_give_is_refused() -> None:
    """An annotation outside of plain data, or one that is not there at run time, is the class's problem."""

    @attrs.frozen
    class Odd:
        call: Callable[[], int]

    @attrs.frozen
    class Late:
        money: "Decimal"

    assert problems(Odd, {"call": 1}) == [
        (
            "call bad-class: .call is annotated collections.abc.Callable[[], int], which plain data cannot give "
            "(annotate it plainly)"
        )
    ]
    assert problems(Late, {"money": 1}) == [
        (
            f" bad-class:  cannot be a {__name__}:{Late.__qualname__}: in its annotations, "
            "name 'Decimal' is not defined "
            "(import it at run time too)"
        )
    ]


def test_only_the_arguments_of_a_class_are_its_keys() -> None:
    """A private attribute has its argument's name, what is not no argument is unknown, no annotation takes anything."""

    @attrs.define
    class Private:
        _name: str
        made: int = attrs.field(init=False, default=1)

    loose = attrs.make_class("Loose", ["x"])
    assert build(Private, {"name": "x"}) == Private(name="x")
    assert problems(Private, {"name": "x", "made": 2})[0].startswith("made unknown-key")
    assert build(loose, {"x": [1]}).x == [1]


plain = st.builds(
    Values,
    url=st.text(),
    ratio=st.floats(allow_nan=False),
    on=st.booleans(),
    level=st.sampled_from(["high", "low", 3]),
    tier=st.sampled_from(Tier),
    hosts=st.lists(st.text()).map(tuple),
    ports=st.lists(st.integers()),
    pair=st.none() | st.tuples(st.text(), st.integers()),
    routes=st.dictionaries(st.text(), st.builds(Limits, st.floats(allow_nan=False), st.none() | st.integers())),
    limits=st.none() | st.builds(Limits, st.just(math.inf)),
    either=st.text() | st.lists(st.builds(Limits, st.floats(0, 1))),
    number=st.integers() | st.floats(allow_nan=False),
)


def unstructured(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if attrs.has(type(value)):
        return {one.name: unstructured(getattr(value, one.name)) for one in attrs.fields(type(value))}
    if dataclasses.is_dataclass(value):
        return {one.name: unstructured(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {key: unstructured(below) for key, below in value.items()}
    return [unstructured(item) for item in value] if isinstance(value, list | tuple) else value


@given(plain)
def test_what_is_taken_apart_is_put_together_again(values: Values) -> None:
    """A value made of the plain data of another is equal to it."""
    assert build(Values, unstructured(values)) == values


@attrs.frozen(kw_only=True)
class Service:
    name: str
    slow: float = 0.5
    parts: "list[Service]" = attrs.field(factory=list)


def rows(tmp_path: Path, text: str) -> list[Service]:
    path = tmp_path / "services.yaml"
    path.write_text(text, encoding="utf-8")
    return load(Service, path)


def faults(tmp_path: Path, text: str) -> list[str]:
    """What is wrong with a YAML text: `line:column rule: message (hint)` of each finding."""
    with pytest.raises(ProjectError) as caught:
        rows(tmp_path, text)
    found = []
    for one in caught.value.findings:
        assert one.place is not None
        assert one.place.file == str(tmp_path / "services.yaml")
        hint = f" ({one.hint})" if one.hint else ""
        found.append(f"{one.place.line}:{one.place.column} {one.rule}: {one.message}{hint}")
    return found


def test_rows_of_yaml_become_typed_values(tmp_path: Path) -> None:
    """A list of mappings gives a list of instances; aliases and merged keys are taken."""
    text = "- &a {name: a, slow: 1}\n- {<<: *a, name: b}\n- {name: c, parts: [*a]}\n"
    a = Service(name="a", slow=1.0)
    assert rows(tmp_path, text) == [a, Service(name="b", slow=1.0), Service(name="c", parts=[a])]


def test_a_relative_path_starts_at_the_module_that_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder in which a command runs does not matter."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "services.yaml").write_text("- {name: a}\n")
    module = tmp_path / "fleet.py"
    module.write_text(
        f"from {__name__} import Service\nfrom grafmint.values import load\nx = load(Service, 'data/services.yaml')"
    )
    monkeypatch.chdir("/")
    monkeypatch.syspath_prepend(Path(__file__).parent)
    assert [one.name for one in runpy.run_path(str(module))["x"]] == ["a"]


def test_a_missing_file_is_told_where_it_was_asked_for(tmp_path: Path) -> None:
    """The place of a file that is not there is the line that loads it."""
    with pytest.raises(ProjectError) as caught:
        load(Service, tmp_path / "none.yaml")
    (finding,) = caught.value.findings
    assert (finding.rule, finding.message) == ("no-file", "none.yaml cannot be read: No such file or directory")
    assert finding.hint == f"it was looked for in {tmp_path}"
    assert finding.place is not None
    assert finding.place.file == __file__
    assert "load(Service, tmp_path" in Path(__file__).read_text().splitlines()[finding.place.line - 1]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- name: a\n  slow: x", "2:3 wrong-type: services.yaml[0].slow is a string, not a number"),
        (
            "- name: a\n- slw: 1\n  name: b",
            f"2:3 unknown-key: services.yaml[1] has no 'slw' in {__name__}:Service (did you mean 'slow'?)",
        ),
        (
            "- name: a\n\n- slow: 1",
            f"3:3 missing-key: services.yaml[1] lacks 'name' of {__name__}:Service (give name a value)",
        ),
        ("- name: NO", "1:3 wrong-type: services.yaml[0].name is false, not a string (put it in quotes)"),
        (
            "- name: a\n  on: 1",
            f"1:3 unknown-key: services.yaml[0] has no True in {__name__}:Service (allowed: name, parts, slow)",
        ),
        ("- a", "1:3 wrong-type: services.yaml[0] is a string, not a mapping"),
        ("name: a", "1:1 wrong-type: services.yaml is a mapping, not a list"),
        ("", "1:1 wrong-type: services.yaml is null, not a list"),
        (
            "- &a\n  slow: x\n  name: a\n- name: b\n  parts: [*a]",
            "2:3 wrong-type: services.yaml[0].slow is a string, not a number",
        ),
        (
            "- {name: a, slow: 1,\n   name: b}",
            "2:4 duplicate-key: services.yaml: 'name' is written twice (it is on line 1 too)",
        ),
        (
            "- name: 2024-02-30",
            "1:9 bad-yaml: services.yaml: '2024-02-30' is no timestamp (put it in quotes if it is text)",
        ),
        ("- name: !!int x", "1:9 bad-yaml: services.yaml: 'x' is no int (put it in quotes if it is text)"),
        (
            "- a: [\n",
            "2:1 bad-yaml: services.yaml is not valid YAML: expected the node content, but found '<stream end>'",
        ),
        (
            "- name: !!python/object/apply:os.system [exit]",
            (
                "1:9 bad-yaml: services.yaml is not valid YAML: could not determine a constructor for the tag "
                "'tag:yaml.org,2002:python/object/apply:os.system'"
            ),
        ),
        ("- ? [a]\n  : 1", "1:5 bad-yaml: services.yaml is not valid YAML: found unhashable key"),
        ("- *a", "1:3 bad-yaml: services.yaml is not valid YAML: found undefined alias 'a'"),
        ("- a\n--- b", "2:1 bad-yaml: services.yaml is not valid YAML: but found another document"),
        ("- a\n- \x01", "2:None bad-yaml: services.yaml is not valid YAML: special characters are not allowed"),
        ("- &a {name: a, parts: [*a]}", "1:None bad-yaml: services.yaml is nested too deeply, or in itself"),
    ],
)
def test_a_problem_of_yaml_names_its_line(tmp_path: Path, text: str, problem: str) -> None:
    """Broken YAML, keys written twice and wrong rows are told at their line; nothing in a file can be code."""
    assert problem in faults(tmp_path, text)


def test_problems_of_yaml_come_together(tmp_path: Path) -> None:
    """Keys written twice do not hide what else is wrong."""
    found = faults(tmp_path, "- {name: a, name: b}\n- {slow: 1}\n- {=: 1, name: c}\n- {name: d, slow: {}}")
    assert [line.split(":")[0] for line in found] == ["1", "2", "3", "4"]


def test_yaml_that_is_no_text_names_its_line(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are found by their line."""
    path = tmp_path / "services.yaml"
    path.write_bytes(b"- name: a\n- name: \xff\n")
    with pytest.raises(ProjectError) as caught:
        load(Service, path)
    assert str(caught.value.findings[0].place) == f"{path}:2"


def test_yaml_is_loaded_when_it_is_read() -> None:
    """A project without YAML files does not pay for them."""
    code = "import sys, grafmint.values; sys.exit('yaml' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
