"""Canonical documents: same input, same bytes; no number without a place in JSON."""

import json
import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint import Dashboard, Gauge, RawPanel, Text
from grafmint.bundle import Bundle

Build = Callable[..., Bundle]

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(alphabet=st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=12,
)


def raw(value: Any) -> Dashboard:
    """A dashboard with raw JSON in it."""
    return Dashboard(
        uid="a", title="A", panels=RawPanel(title="R", plugin_id="acme", options={"inside": {"value": value}})
    )


def written(build: Build, value: Any) -> bytes:
    """How a value of raw JSON is written."""
    bundle = build(raw(value))
    assert bundle.findings == ()
    text = bundle.entries[0].document
    start = text.index(b'"value": ') + len(b'"value": ')
    return text[start : text.index(b"\n", start)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (80.0, b"80"),
        (80, b"80"),
        (0.1, b"0.1"),
        (-0.0, b"0"),
        (float(2**53), b"9007199254740992.0"),
        (float(2**53 - 1), b"9007199254740991"),
        (2**63, b"9223372036854775808"),
        (-(2**63), b"-9223372036854775808"),
        (True, b"true"),
        (None, b"null"),
        ('Größe 日本 \u2028 \x00 "', b'"Gr\xc3\xb6\xc3\x9fe \xe6\x97\xa5\xe6\x9c\xac \xe2\x80\xa8 \\u0000 \\""'),
        ((), b"[]"),
    ],
)
def test_one_form_for_each_value(build: Build, value: Any, text: bytes) -> None:
    """Whole numbers without a point, text as UTF-8."""
    assert written(build, value) == text


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (math.nan, "nan is not a finite number"),
        ([{"a": math.inf}], "inf is not a finite number"),
        (-math.inf, "-inf is not a finite number"),
        (2**64, "the document cannot be written as JSON"),
        (-(2**63) - 1, "the document cannot be written as JSON"),
        ("\ud800", "the document cannot be written as JSON"),
        ({1: "a"}, "the key 1 is no text"),
        ({"a", "b"}, "(set) is no JSON"),
        (Decimal(1), "Decimal('1') (Decimal) is no JSON"),
        (b"a", "b'a' (bytes) is no JSON"),
        (Text(title="A", content=""), "(Text) is no JSON"),
    ],
)
def test_what_json_cannot_hold_is_a_finding_(build: Build, value: Any, message: str) -> None:
    """Raw JSON is looked at when it is written; the finding says what, and where it was made."""
    (finding,) = build(raw(value)).findings
    assert message in finding.message
    assert finding.severity == "error"
    assert finding.place is not None
    assert finding.place.file == "test_encode.py"


@given(JSON)
def test_raw_json_comes_back_as_it_was(build: Build, value: Any) -> None:
    """Written and read again it is equal, whatever it is."""
    bundle = build(raw(value))
    assert bundle.findings == ()
    assert json.loads(bundle.entries[0].document)["panels"][0]["options"]["inside"]["value"] == value


def test_raw_json_is_copied(build: Build) -> None:
    """What users hand over stays theirs: compiling changes nothing in it."""
    value: dict[str, Any] = {"a": [1.0, {"b": 2.0}]}
    build(raw(value))
    assert value == {"a": [1.0, {"b": 2.0}]}
    assert type(value["a"][0]) is float


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_as_itself(build: Build, value: float) -> None:
    """Every finite float in an option reads back as the same number."""
    panel = Gauge(title="A", min=value)
    document = build(Dashboard(uid="a", title="A", panels=panel)).entries[0].json
    assert document["panels"][0]["fieldConfig"]["defaults"]["min"] == value


def test_a_document_is_sorted_indented_and_ended(build: Build) -> None:
    """The form that a diff reads best, and that `json` makes as well."""
    document = build(raw({"b": [1, {}], "a": []})).entries[0].document
    assert document == (json.dumps(json.loads(document), indent=2, sort_keys=True) + "\n").encode()
