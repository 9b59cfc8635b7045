"""Selections: what `--select` takes, and what comes along."""

import pytest

from grafmint.bundle import Entry, Kind
from grafmint.errors import UsageError
from grafmint.selection import EVERYTHING, selection


def _entry(kind: Kind, uid: str, folder: str | None = None, tags: str = "", group: str = "") -> Entry:
    document = f'{{"tags": [{tags}], "ruleGroup": "{group}"}}'.encode()
    return Entry(kind=kind, uid=uid, title=uid, folder=folder, document=document)


ENTRIES = (
    _entry("folder", "shop"),
    _entry("folder", "till", "shop"),
    _entry("folder", "hosts"),
    _entry("datasource", "metrics"),
    _entry("dashboard", "http-till", "till", '"red"'),
    _entry("dashboard", "http-door", "shop"),
    _entry("dashboard", "load", "hosts", '"red", "use"'),
    _entry("dashboard", "top"),
    _entry("template", "words"),
    _entry("mute-timing", "nights"),
    _entry("contact-point", "on call"),
    _entry("policy", "policies"),
    _entry("alert-rule", "till-fails", "till", group="http"),
    _entry("alert-rule", "till-slow", "till", group="http"),
    _entry("alert-rule", "hosts-full", "hosts", group="http"),
    _entry("rule-group", "till/http", "till"),
    _entry("rule-group", "hosts/http", "hosts"),
)


def _uids(*texts: str) -> list[str]:
    return [entry.uid for entry in selection(texts).of(ENTRIES)]


def test_nothing_selected_is_everything() -> None:
    """Without --select a command is about all there is."""
    assert selection(()) == EVERYTHING
    assert EVERYTHING.of(ENTRIES) == ENTRIES


def test_a_pattern_brings_the_folders_around() -> None:
    """A dashboard comes with its folder and that one's parents, in the order of the whole."""
    assert _uids("dashboard/http-t*") == ["shop", "till", "http-till"]
    assert _uids("dashboard/top") == ["top"]
    assert _uids("datasource/*") == ["metrics"]


def test_a_folder_brings_what_is_in_it() -> None:
    """A folder is itself and what lies directly in it; its parent comes along."""
    assert _uids("folder:till") == ["shop", "till", "http-till", "till-fails", "till-slow", "till/http"]
    assert _uids("folder:hosts") == ["hosts", "load", "hosts-full", "hosts/http"]


@pytest.mark.parametrize("kind", ["alert-rule", "alert rule"])
def test_a_kind_is_named_by_its_id_or_in_words(kind: str) -> None:
    """As JSON has it or as plans show it; a group's uid has a slash of its own."""
    assert _uids(f"{kind}/till-f*") == ["shop", "till", "till-fails", "till/http"]
    assert _uids("mute timing/n*", "rule group/hosts/http") == ["hosts", "nights", "hosts-full", "hosts/http"]


def test_alerting_brings_what_it_needs() -> None:
    """A policy whom and when it names, a contact point the texts it may use, and a group its rules."""
    assert _uids("policy/*") == ["words", "nights", "on call", "policies"]
    assert _uids("contact-point/on*") == ["words", "on call"]
    assert _uids("rule-group/till/*") == ["shop", "till", "till-fails", "till-slow", "till/http"]
    assert _uids("template/*") == ["words"]


def test_a_dashboard_brings_its_library_panels() -> None:
    """With the folders that they lie in; a library panel brings no dashboard."""
    document = b'{"panels": [{"panels": [{"libraryPanel": {"uid": "errors"}}]}, {"libraryPanel": {"uid": "theirs"}}]}'
    board = Entry(kind="dashboard", uid="shows", title="Shows", folder="hosts", document=document)
    panels = (_entry("library-panel", "errors", "till"), _entry("library-panel", "unused", "till"))
    entries = (*ENTRIES[:3], *panels, board)
    for text, wanted in {
        "dashboard/shows": ["shop", "till", "hosts", "errors", "shows"],
        "library panel/e*": ["shop", "till", "errors"],
    }.items():
        assert [entry.uid for entry in selection((text,)).of(entries)] == wanted


def test_a_tag_finds_dashboards() -> None:
    """A tag is a whole one, and several selections are added up."""
    assert _uids("tag:red") == ["shop", "till", "hosts", "http-till", "load"]
    assert _uids("tag:use", "dashboard/top") == ["hosts", "load", "top"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dashbord/x", "did you mean 'dashboard'"),
        ("load", "KIND/GLOB"),
        ("tag:", "KIND/GLOB"),
        ("dashboard/laod", "did you mean 'load'"),
        ("folder:nowhere", "fits nothing"),
        ("tag:blue", "fits nothing"),
    ],
)
def test_what_selects_nothing_is_wrong_usage(text: str, said: str) -> None:
    """A selection that is none, or that fits nothing, says what would."""
    with pytest.raises(UsageError, match=said):
        _uids(text)
