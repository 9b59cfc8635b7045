"""The files of a build."""

from pathlib import Path

import pytest

from grafmint.bundle import Bundle, Entry, Kind
from grafmint.errors import TargetError
from grafmint.output import path_of, prepare_build, write_build


def _entry(
    kind: Kind = "dashboard", folder: str | None = None, document: bytes = b"{}\n", *, uid: str = "u", title: str = "U"
) -> Entry:
    return Entry(kind=kind, uid=uid, title=title, folder=folder, document=document)


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        (_entry(), "dashboards/u.json"),
        (_entry(folder="shop"), "dashboards/shop/u.json"),
        (_entry("folder", folder="parent"), "folders/u.json"),
        (_entry("datasource"), "datasources/u.json"),
        (_entry("library-panel", folder="shop"), "library-panels/shop/u.json"),
        (_entry("library-panel"), "library-panels/u.json"),
        (_entry("alert-rule", folder="shop"), "alerting/rules/shop/u.json"),
        (_entry("rule-group", folder="shop", title="Fast ones"), "alerting/groups/shop/fast-ones.json"),
        (_entry("contact-point", title="On call"), "alerting/contact-points/on-call.json"),
        (_entry("mute-timing", title="Week/end"), "alerting/mute-timings/week-end.json"),
        (_entry("template", title="!"), "alerting/templates/_.json"),
        (_entry("policy"), "alerting/policies.json"),
        (_entry("prometheus-rules"), "prometheus/u.yaml"),
        (_entry("alertmanager"), "alertmanager/alertmanager.yml"),
        (_entry("alertmanager-template", title="my_one.v2"), "alertmanager/templates/my_one.v2.tmpl"),
        (_entry("alertmanager-template", title="../My one"), "alertmanager/templates/my-one.tmpl"),
    ],
)
def test_a_kind_has_its_place(entry: Entry, path: str) -> None:
    """Dashboards and rules lie by folder, everything else by kind; a name with a slash leads nowhere else."""
    assert path_of(entry) == path


def test_preparing_writes_nothing(tmp_path: Path) -> None:
    """What a build would change is known before anything is."""
    prepared = prepare_build(Bundle(entries=(_entry(),)), tmp_path / "x", "me")
    assert [file.path for file in prepared.changed] == ["dashboards/u.json"]
    assert list(tmp_path.iterdir()) == []


def test_writing_counts_what_changed(tmp_path: Path) -> None:
    """Changed and removed files are counted, the others are not touched."""
    bundle = Bundle(entries=(_entry(), _entry("folder")))
    assert write_build(bundle, tmp_path, "me") == 2
    assert write_build(bundle, tmp_path, "me") == 0
    assert write_build(Bundle(entries=(_entry(document=b"[]\n"),)), tmp_path, "me") == 2


def test_an_edit_is_known_before_it_is_overwritten(tmp_path: Path) -> None:
    """What a build overwrites tells an edit from a file that only the code has changed."""
    write_build(Bundle(entries=(_entry(), _entry("folder"))), tmp_path, "me")
    (tmp_path / "folders/u.json").write_bytes(b"by hand")
    prepared = prepare_build(Bundle(entries=(_entry(document=b"[]\n"), _entry("folder"))), tmp_path, "me")
    assert len(prepared.changed) == 2
    assert prepared.overwritten == ("folders/u.json",)


def test_files_for_others_are_in_their_form(tmp_path: Path) -> None:
    """Rules are YAML and templates plain text; the documents of Grafana are as they are."""
    rules = _entry("prometheus-rules", document=b'{"groups": [{"name": "g", "rules": []}]}')
    template = _entry("alertmanager-template", document=b'{"name": "U", "template": "text"}')
    group = _entry("rule-group", document=b"{}\n")
    write_build(Bundle(entries=(rules, template, group)), tmp_path, "me")
    assert (tmp_path / "prometheus/u.yaml").read_bytes() == b"groups:\n  - name: g\n    rules: []\n"
    assert (tmp_path / "alertmanager/templates/U.tmpl").read_bytes() == b"text\n"
    assert (tmp_path / "alerting/groups/u.json").read_bytes() == b"{}\n"


def test_two_names_of_one_file_are_an_error(tmp_path: Path) -> None:
    """One would overwrite the other."""
    points = (
        _entry("contact-point", uid="On call", title="On call"),
        _entry("contact-point", uid="on-call", title="on-call"),
    )
    message = "contact point 'On call' and 'on-call' have the same file, alerting/contact-points/on-call.json"
    with pytest.raises(TargetError) as caught:
        prepare_build(Bundle(entries=points), tmp_path, "me")
    assert str(caught.value) == f"{message}; rename one of them"
