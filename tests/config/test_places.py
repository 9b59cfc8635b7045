import json
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.config.places import Keys, places


def where(text: str) -> dict[Keys, str]:
    tomllib.loads(text)
    return {keys: f"{place.line}:{place.column}" for keys, place in places(text, "f.toml").items()}


@pytest.mark.parametrize(
    ("text", "keys", "place"),
    [
        ("a = 1\nb = 2", ("b",), "2:1"),
        ("[a.b]\nc = 1", ("a", "b"), "1:4"),
        ("[a.b]\nc = 1", ("a", "b", "c"), "2:1"),
        ("[a.b]\n[a]", ("a",), "2:2"),
        ("a.b.c = 1", ("a", "b"), "1:3"),
        ("a . b = 1", ("a", "b"), "1:5"),
        ('"a b"."c" = 1', ("a b", "c"), "1:7"),
        ("'a.b' = 1", ("a.b",), "1:1"),
        ('"\\u0061" = 1', ("a",), "1:1"),
        ("a = { b = { c = 1, d = 2 } }", ("a", "b", "d"), "1:20"),
        ("a = [\n  # [\n  1, 'x',\n]\nb = 1", ("a", 1), "3:6"),
        ("a = [\n  # [\n  1, 'x',\n]\nb = 1", ("b",), "5:1"),
        ("a = [{ b = 1 }, { b = 2 }]", ("a", 1, "b"), "1:19"),
        ('a = """\nb = 1 """"\nc = 1', ("c",), "3:1"),
        ("a = '''\nb = 1\\'''\nc = 1", ("c",), "3:1"),
        ('a = "# \\" ="\nc = 1', ("c",), "2:1"),
        ("a = 1979-05-27 07:32:00 # x\nb = 1", ("b",), "2:1"),
        ("a = 1 # é = 1\r\n\tb = 1", ("b",), "2:2"),
        ("[[a]]\nb = 1\n[[a]]\nb = 2", ("a", 1, "b"), "4:1"),
        ("[[a]]\n[[a]]\n[a.c]\nb = 2", ("a", 1, "c", "b"), "4:1"),
        ("[[a]]\n[[a.b]]\n[[a.b]]\nc = 1", ("a", 0, "b", 1), "3:1"),
    ],
)
def test_a_key_is_found_where_it_is_written(text: str, keys: Keys, place: str) -> None:
    """Every way that TOML has to write a key gives the line and column of the key."""
    assert where(text)[keys] == place


names = st.text("ab-_ .\"'é\\#=[", max_size=4)
scalars = st.one_of(st.integers(-9, 9), st.booleans(), st.text("ab\"'#=[]{},\\\n é", max_size=5))
values = st.recursive(scalars, lambda below: st.lists(below, max_size=3) | st.dictionaries(names, below, max_size=3))
documents = st.dictionaries(names, values | st.dictionaries(names, values, max_size=3), max_size=4)


def inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {inline(below)}" for key, below in value.items()) + " }"
    if isinstance(value, list):
        return "[\n" + ",\n".join(inline(item) for item in value) + " # ]\n]"
    return json.dumps(value)


def document(tables: dict[str, Any]) -> str:
    pairs = [f"{json.dumps(key)} = {inline(value)}" for key, value in tables.items() if not isinstance(value, dict)]
    for key, value in tables.items():
        if isinstance(value, dict):
            pairs += [f"[ {json.dumps(key)} ] # x", *(f"{json.dumps(k)}={inline(v)}" for k, v in value.items())]
    return "\n".join(pairs)


def paths(value: Any, keys: Keys = ()) -> list[Keys]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for key, below in items for path in ((*keys, key), *paths(below, (*keys, key)))]


@given(documents)
def test_every_key_that_tomllib_sees_has_a_place(tables: dict[str, Any]) -> None:
    """The places are exactly those of the keys and items that tomllib reads, and each points at its key."""
    text = document(tables)
    assert tomllib.loads(text) == tables
    found = places(text, "f.toml")
    assert set(found) == set(paths(tables))
    lines = text.split("\n")
    for keys, place in found.items():
        assert place.column is not None
        if isinstance(keys[-1], str):
            assert lines[place.line - 1][place.column - 1 :].startswith(json.dumps(keys[-1]))
