"""What a review says of each change between two revisions."""

from typing import Any

import attrs
import pytest

from grafmint.review.review import QueryChange
from tests.review.scene import board, change, changes, entry, field, panel, part, steps, told

RED = (("green", None), ("red", 0.05))


def test_equal_by_meaning_is_nothing() -> None:
    """Defaults, the order of keys, tags and panels, and what a server adds."""
    one = board(panel("A", 1), panel("B", 2, y=8), tags=["b", "a"])
    other = board(
        panel("B", 2, y=8, options={}), panel("A", 1, pluginVersion="9"), tags=["a", "b"], version=3, schemaVersion=41
    )
    assert changes([one], [other]) == ()
    assert changes([one], [one]) == ()


def test_a_renamed_panel_keeps_what_it_is() -> None:
    """It is found by its id, and told by both names; nothing else of it is news."""
    found = part(panel("Load"), panel("System load"))
    assert (found.verb, found.was, found.name, found.lines) == ("renamed", "Load", "System load", ())


def test_a_new_id_breaks_links() -> None:
    """Where the id follows from the title, a rename is another id: the panel is found by what it asks."""
    found = part(panel("Load", 12, expr="load1"), panel("System load", 34, expr="load1"))
    assert (found.verb, found.was) == ("renamed", "Load")
    assert found.lines == ("links to it break: new id 12 → 34",)


def test_an_edited_and_renamed_panel_is_one() -> None:
    """Where titles and metrics agree in part; what asks for something else is new, whatever its form."""
    before = board(panel("Errors", 1, expr='sum(rate(errors_total{job="a"}[5m]))'))
    edited = board(panel("Errors by pod", 2, expr='sum by (pod) (rate(errors_total{job="a"}[5m]))'))
    (found,) = change(before, edited).parts
    assert found.verb == "renamed"
    assert "query A: added `by (pod)`" in found.lines
    other = board(panel("Requests", 2, expr='sum(rate(requests_total{job="a"}[5m]))'))
    assert {(each.verb, each.name) for each in change(before, other).parts} == {
        ("removed", "Errors"),
        ("added", "Requests"),
    }


THRESHOLDS = [
    (RED, (("green", None), ("red", 0.01)), ["turns red at 1% instead of 5%"]),
    (RED, (("green", None), ("yellow", 0.01), ("red", 0.05)), ["turns yellow at 1%"]),
    ((("green", None), ("orange", 0.01), ("red", 0.05)), RED, ["no longer turns orange at 1%"]),
    (
        (("red", None), ("dark-orange", 0.9), ("green", 0.99)),
        (("red", None), ("dark-orange", 0.95), ("green", 0.99)),
        ["turns red below 95% instead of 90%"],
    ),
]


@pytest.mark.parametrize(("before", "after", "lines"), THRESHOLDS)
def test_thresholds_are_a_sentence(before: Any, after: Any, lines: list[str]) -> None:
    """They say what a reader of the panel will see, in the panel's unit."""
    found = part(panel(**steps(*before, unit="percentunit")), panel(**steps(*after, unit="percentunit")))
    assert list(found.lines) == lines


def test_thresholds_without_a_sentence_are_told_by_step() -> None:
    """Where other colours begin at the same numbers, nothing turns at another one."""
    found = part(panel(**steps(*RED)), panel(**steps(("blue", None), ("red", 0.05))))
    assert found.lines == ("thresholds  green, red 0.05 → blue, red 0.05",)


def test_thresholds_of_old_pages_are_a_sentence() -> None:
    """Whatever stands beside colour and value, and however the open end is written."""
    old, new = (
        [
            {"color": "green", "index": 0, "line": True, "op": "gt", "value": "null", "yaxis": "left"},
            {"color": "red", "index": 1, "line": True, "op": "gt", "value": value, "yaxis": "left"},
        ]
        for value in (0.05, 0.01)
    )
    made = [field(unit="percentunit", thresholds={"mode": "absolute", "steps": each}) for each in (old, new)]
    assert part(panel(**made[0]), panel(**made[1])).lines == ("turns red at 1% instead of 5%",)
    plain = steps(*RED, unit="percentunit")
    assert part(panel(**plain), panel(**made[1])).lines == ("turns red at 1% instead of 5%",)


def test_thresholds_that_look_the_same_are_told_by_number() -> None:
    """A panel rounds large numbers; what changed is seen in the numbers themselves."""
    before, after = (panel(**steps(("green", None), ("red", value), unit="short")) for value in (1_000_001, 1_000_002))
    assert part(before, after).lines == ("turns red at 1000002 instead of 1000001",)


def test_thresholds_of_a_share_are_of_the_range() -> None:
    """A percentage of what lies between the panel's least and most value; the page's default counts as said."""
    found = part(
        panel(**steps(("green", None), ("red", 80), mode="percentage")),
        panel(**steps(("green", None), ("red", 90), mode="percentage")),
    )
    assert found.lines == ("turns red at 90 % of the range instead of 80 % of the range",)
    assert part(panel(), panel(**steps(("green", None), ("red", 90)))).lines == ("turns red at 90 instead of 80",)


def test_a_query_is_told_by_its_structure() -> None:
    """In a line of the panel and beside both texts; `language` is the type of its datasource."""
    before, after = panel(expr="sum(rate(x[5m]))"), panel(expr="sum by (pod) (rate(x[10m]))")
    found = part(before, after)
    assert found.lines == ("query A: added `by (pod)`, range `5m` → `10m`",)
    assert found.queries == (
        QueryChange(
            ref_id="A",
            language="prometheus",
            before="sum(rate(x[5m]))",
            after="sum by (pod) (rate(x[10m]))",
            words=("added `by (pod)`", "range `5m` → `10m`"),
        ),
    )


def test_a_query_that_no_words_tell_is_shown() -> None:
    """Another query altogether, and one in a language that has no structure for us."""
    other = part(panel(expr="sum(rate(a[5m]))"), panel(expr="max(increase(b[1h]))"))
    assert other.lines == ("query A  expression  sum(rate(a[5m])) → max(increase(b[1h]))",)
    loki: Any = {"datasource": {"uid": "logs"}}
    logs = part(panel(expr='{a="b"} |= "x"', **loki), panel(expr='{a="b"} |= "y"', **loki), logs="loki")
    assert [(query.language, query.words) for query in logs.queries] == [("loki", ())]
    sql = [panel(expr=None, targets=[{"refId": "A", "rawSql": text}], datasource="db") for text in ("SELECT 1", "X")]
    assert [(query.language, query.before, query.after) for query in part(*sql, db="mysql").queries] == [
        ("mysql", "SELECT 1", "X")
    ]


def test_queries_come_and_go() -> None:
    """Each has one text only; a datasource that a variable chooses has the type of the variable."""
    source: Any = {"datasource": "${ds}"}
    variable: Any = {"templating": {"list": [{"name": "ds", "type": "datasource", "query": "loki"}]}}
    two = [{"refId": "A", "expr": "up"}, {"refId": "B", "expr": "down"}]
    (found,) = change(board(panel(**source), **variable), board(panel(targets=two, **source), **variable)).parts
    assert found.lines == ("query B added",)
    assert found.queries == (QueryChange(ref_id="B", language="loki", before=None, after="down"),)


def test_a_query_in_another_form_is_counted() -> None:
    """Blanks, order and quotes are nobody's to review; a text whose language is another one is a change."""
    one, other = "sum by (a, b) (x)", "sum(x)  by (b,a)"
    found = change(board(panel(expr=one)), board(panel(expr=other)))
    assert (found.verb, found.parts, found.rewritten) == ("changed", (), 1)
    loki: Any = {"datasource": {"type": "loki", "uid": "l"}}
    assert change(board(panel(expr=one, **loki)), board(panel(expr=other, **loki))).rewritten == 0


def test_a_shuffled_layout_is_a_number() -> None:
    """However many panels moved, no part is told; a panel that changed as well is told without its place."""
    before = board(*(panel(f"P{n}", n, y=8 * n) for n in range(1, 8)))
    after = board(*(panel(f"P{n}", n, y=100 - 8 * n) for n in range(1, 8)))
    found = change(before, after)
    assert (found.parts, found.shifted, found.verb) == ((), 7, "changed")
    edited = board(*(panel(f"P{n}", n, y=100 - 8 * n, expr="down" if n == 1 else "up") for n in range(1, 8)))
    found = change(before, edited)
    assert (told(found), found.shifted) == ([("panel", "P1", "changed", ("query A: metric `up` → `down`",))], 6)


def test_a_row_that_moves_is_no_panel() -> None:
    """With panels, and with anything else that is told, it goes without saying; alone it is what changes."""

    def made(y: int, *more: Any) -> Any:
        row = {"id": 9, "type": "row", "title": "Why", "collapsed": True, "gridPos": {"x": 0, "y": y, "w": 24, "h": 1}}
        return board(*more, {**row, "panels": []})

    found = change(made(8), made(16))
    assert (told(found), found.shifted) == ([("row", "Why", "changed", ("moved  x 0, y 8 → x 0, y 16",))], 0)
    found = change(made(8, panel(y=0)), made(16, panel(y=8)))
    assert (found.parts, found.shifted) == ((), 1)
    assert [name for _, name, _, _ in told(change(made(8), made(16, panel("New"))))] == ["New"]


def test_panels_come_and_go() -> None:
    """With what they ask, their JSON, and nothing on the side where they are not."""
    (gone,) = change(board(panel("A", 1), panel("B", 2)), board(panel("A", 1))).parts
    assert (gone.verb, gone.name, gone.after, gone.before and gone.before["title"]) == ("removed", "B", None, "B")
    assert [(query.before, query.after) for query in gone.queries] == [("up", None)]
    (new,) = change(board(panel("A", 1)), board(panel("A", 1), panel("B", 2))).parts
    assert (new.verb, new.before, new.after and new.after["id"]) == ("added", None, 2)


def test_a_gone_panel_s_id_may_be_another_one_s() -> None:
    """Each panel is told as the one that it is, under its own name."""
    before = board(panel("Errors", 1, expr="errors"), panel("", 2, type="stat", expr="b"))
    after = board(panel("New", 1, expr="new", type="table"), panel("Errors", 2, expr="errors"))
    found = change(before, after)
    assert sorted(told(found)) == [
        ("panel", "2 (stat)", "removed", ()),
        ("panel", "Errors", "changed", ("links to it break: new id 1 → 2",)),
        ("panel", "New", "added", ()),
    ]


def test_panels_that_were_numbered_anew_are_the_same() -> None:
    """Something new above the others, in JSON whose ids are counted, is one new panel."""
    names = ["Errors", "Requests", "Duration", "Load"]
    before = board(*(panel(name, n, y=n, expr=name.lower()) for n, name in enumerate(names, 1)))
    after = board(
        panel("First", 1, expr="first"), *(panel(name, n, y=n, expr=name.lower()) for n, name in enumerate(names, 2))
    )
    found = change(before, after)
    assert [(each.name, each.verb) for each in found.parts if each.verb != "changed"] == [("First", "added")]
    assert found.parts[1].lines == ("links to it break: new id 1 → 2",)


def test_a_row_is_renamed_with_its_panels() -> None:
    """The ids of what is in it follow from its title; the row is known by its panels, which stay what they are."""

    def made(title: str, first: int) -> Any:
        inside = [panel(name, first + n, y=n, expr=name) for n, name in enumerate(("a", "b"), 1)]
        return {"id": first, "type": "row", "title": title, "collapsed": True, "panels": inside}

    found = change(board(made("Requests", 10)), board(made("Traffic", 20)))
    assert told(found) == [
        ("row", "Traffic", "renamed", ()),
        ("panel", "a", "changed", ("links to it break: new id 11 → 21",)),
        ("panel", "b", "changed", ("links to it break: new id 12 → 22",)),
    ]


def test_what_a_board_has_is_told() -> None:
    """Title, time range, variables, annotations and links, each as what it is."""
    before = board(title="Load", time={"from": "now-6h", "to": "now"}, links=[{"title": "Docs"}])
    after = board(
        title="Fleet",
        time={"from": "now-1h", "to": "now"},
        templating={"list": [{"name": "job", "type": "query", "query": "label_values(job)"}]},
        annotations={"list": [{"name": "Deploys", "enable": False}]},
    )
    found = change(before, after)
    assert told(found) == [
        ("board", "Fleet", "renamed", ("time range  now-6h…now → now-1h…now",)),
        ("link", "Docs", "removed", ()),
        ("variable", "job", "added", ("type  query", "query  `label_values(job)`")),
        ("annotation", "Deploys", "added", ()),
    ]
    assert found.parts[0].was == "Load"


def test_what_a_variable_chooses_is_the_code_s() -> None:
    """Both revisions are code: a choice that is made no more is a change, as a server's is not."""
    chosen = {"name": "env", "type": "custom", "query": "a,b", "current": {"value": "a", "text": "a"}}
    before = board(templating={"list": [chosen]})
    after = board(templating={"list": [{key: value for key, value in chosen.items() if key != "current"}]})
    assert told(change(before, after)) == [("variable", "env", "changed", ("selected value  a → none",))]


def _folder(uid: str, title: str, **said: Any) -> Any:
    return entry({"uid": uid, "title": title, **said}, uid, title=title, kind="folder", folder=said.get("parent"))


def test_a_dashboard_moves_between_folders() -> None:
    """Where nothing else changes it is `moved`; else the folders are a line, by their titles."""
    folders = [_folder("shop", "Shop"), _folder("infra", "Infra")]
    (moved,) = changes([*folders, board(folder="shop")], [*folders, board(folder="infra")])
    assert (moved.verb, moved.folder, moved.parts) == ("moved", "Infra", ())
    (both,) = changes([*folders, board(folder="shop")], [*folders, board(panel(), folder="infra")])
    assert (both.verb, both.parts[0].lines) == ("changed", ("folder  Shop → Infra",))


def test_a_folder_s_new_uid_moves_nobody() -> None:
    """What lies in it lies in the same folder; two folders of one title are two."""
    before, after = [_folder("a", "Shop"), board(folder="a")], [_folder("b", "Shop"), board(folder="b")]
    assert [(each.kind, each.verb, each.was) for each in changes(before, after)] == [("folder", "renamed", "a")]
    both = [_folder("a", "Shop"), _folder("b", "Shop")]
    (found,) = changes([*both, board(folder="a")], [*both, board(folder="b")])
    assert found.verb == "moved"


def test_folders_are_told_with_who_may_what() -> None:
    """Permissions are parts of their folder; a parent is named by its title."""
    viewer, editor = ({"role": "Viewer", "permission": each} for each in ("View", "Edit"))
    parents = [_folder("x", "Infra"), _folder("y", "Apps")]
    before = [*parents, _folder("f", "Shop", parent="x", permissions=[viewer])]
    after = [*parents, _folder("f", "Store", parent="y", permissions=[editor])]
    (found,) = changes(before, after)
    assert told(found) == [
        ("board", "Store", "renamed", ("parent  Infra → Apps",)),
        ("permission", "role Viewer", "changed", ("View → Edit",)),
    ]


def test_secrets_are_never_shown() -> None:
    """A datasource is told by what everybody may know; what is secret stands nowhere in the change."""

    def made(word: str, url: str) -> Any:
        secret = {"secureJsonData": {"token": word}, "jsonData": {"apiKey": word}, "url": url}
        return entry({"uid": "p", "name": "P", **secret}, "p", title="P", kind="datasource")

    found = change(made("hunter1", "http://a"), made("hunter2", "http://b"))
    assert found.parts[0].lines == ("json data apiKey  differs", "secret token  differs", "url  http://a → http://b")
    assert "hunter" not in repr((found, found.before, found.after, [each.before for each in found.parts]))
    hidden = change(made("hunter1", "http://a"), made("hunter1", "http://u:hunter2@b"))
    assert "hunter" not in repr((hidden, hidden.before, hidden.after))
    boards = board(panel(password="hunter1")), board(panel(password="hunter2"))  # noqa: S106  # no password of anybody
    (secret,) = change(*boards).parts
    assert secret.lines == ("password  differs",)
    assert "hunter" not in repr((secret.before, secret.after))


def test_a_dashboard_under_another_uid_is_renamed() -> None:
    """By its title, or by most of its panels; one that shares neither is another one."""
    panels = [panel(name, n, expr=name) for n, name in enumerate("abcd", 1)]
    (named,) = changes([board(panels[0], uid="a")], [board(panels[1], uid="b")])
    assert (named.verb, named.was, named.uid) == ("renamed", "a", "b")
    (alike,) = changes([board(*panels, uid="a", title="A")], [board(*panels[:3], uid="b", title="B")])
    assert (alike.verb, alike.was) == ("renamed", "a")
    assert {(each.of, each.verb) for each in alike.parts} == {("board", "renamed"), ("panel", "removed")}
    others = changes([board(*panels, uid="a", title="A")], [board(panels[0], uid="b", title="B")])
    assert {(each.uid, each.verb) for each in others} == {("a", "removed"), ("b", "added")}


def test_of_several_the_most_alike_is_the_one() -> None:
    """Copies of one title are told apart by their panels, each once."""
    one, two = board(panel("a", expr="a"), uid="a"), board(panel("b", expr="b"), uid="b")
    other, first = board(panel("b", expr="b"), uid="y"), board(panel("a", expr="a"), uid="x")
    assert {each.uid: each.was for each in changes([one, two], [other, first])} == {"x": "a", "y": "b"}


def test_whole_resources_list_their_panels() -> None:
    """What came or went has its panels as parts, each with what it asks, on the side where it is."""
    (new,) = changes([], [board(panel("A", 1), panel("B", 2), folder="f")])
    assert (new.verb, new.folder, told(new)) == (
        "added",
        "f",
        [("panel", "A", "added", ()), ("panel", "B", "added", ())],
    )
    assert (new.before, new.after and new.after["title"]) == (None, "Load")
    (gone,) = changes([board(panel("A", 1))], [])
    assert (gone.verb, gone.after, gone.parts[0].verb) == ("removed", None, "removed")


def test_what_matters_is_said_first() -> None:
    """Numbers and queries come before anything else of a panel, looks come last."""
    more: Any = {"fieldConfig": {"defaults": {"unit": "s"}}, "description": "d", "options": {"legend": False}}
    found = part(panel(), panel(expr="up > 0", **more))
    assert found.lines == (
        "query A: compared with `> 0`",
        'unit  "" → s',
        'description  "" → "d"',
        "legend  on → off",
    )


def test_hostile_texts_stay_as_they_are() -> None:
    """Whoever shows a review escapes it; here they are texts, in names and in lines."""
    bad = '<script>alert(1)</script>\n@everyone `x` "y" \u202e'
    found = part(panel("A"), panel(bad, description=bad, expr=f'up{{a="{bad}"}}'))
    assert (found.name, found.was) == (bad, "A")
    assert any(bad in line for line in found.lines)


@pytest.mark.parametrize("document", [b"[]", b"{", b'{"a":' * 300 + b"1" + b"}" * 300])
def test_what_is_no_document_is_told(document: bytes) -> None:
    """A bundle that another version of grafmint made may hold anything; its dashboards are told all the same."""
    odd = attrs.evolve(board(), document=document)
    (found,) = changes([board()], [odd])
    assert found.parts[0].lines == ("its JSON cannot be compared",)
    assert [each.verb for each in changes([], [odd])] == ["added"]


def test_what_the_code_says_was_renamed_is_one() -> None:
    """However little of it is left, and whatever else is more alike."""
    before, alike = board(panel("A", 1), uid="a", title="Old"), board(panel("A", 1), uid="c", title="Old")
    after = attrs.evolve(board(panel("B", 2, expr="other"), uid="b", title="New"), renamed_from="a")
    found = {each.uid: (each.verb, each.was) for each in changes([before], [after, alike])}
    assert found == {"b": ("renamed", "a"), "c": ("added", None)}
    second = attrs.evolve(after, uid="d")
    found = {each.uid: (each.verb, each.was) for each in changes([before], [after, second])}
    assert found == {"b": ("renamed", "a"), "d": ("added", None)}
