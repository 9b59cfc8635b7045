"""The tree of policies: whatever others have in it, our block is put in its place and theirs is kept."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from grafmint.target.server.alerting.tree import block, others, plain_route, with_block

OURS = frozenset({"oncall", "team"})
receivers = st.sampled_from(("oncall", "team", "theirs", "default"))
routes = st.lists(st.fixed_dictionaries({"receiver": receivers, "group_by": st.just(["a"])}), max_size=5).map(
    lambda made: [{**each, "n": n} for n, each in enumerate(made)]
)
ours = st.lists(st.fixed_dictionaries({"receiver": st.sampled_from(sorted(OURS))}), max_size=3)


@given(there=routes, wanted=ours)
def test_routes_of_others_stay_in_their_order(there: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> None:
    """All of them, as they are, and nothing but our block beside them."""
    tree = {"receiver": "default", "routes": there, "provenance": "api"}
    made = with_block(tree, wanted, OURS)
    assert others(made, OURS) == others(tree, OURS)
    assert block(made, OURS) == wanted
    assert made["receiver"] == "default"
    assert "provenance" not in made


@given(there=routes, wanted=ours)
def test_putting_it_in_twice_is_putting_it_in_once(there: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> None:
    """A second write would change nothing, and our routes stand together, where the first of them stood."""
    once = with_block({"routes": there}, wanted, OURS)
    assert with_block(once, wanted, OURS) == once or not wanted
    places = [at for at, each in enumerate(once["routes"]) if each["receiver"] in OURS]
    assert places == list(range(places[0], places[0] + len(places))) if places else True
    first = next((at for at, each in enumerate(there) if each["receiver"] in OURS), len(there))
    assert not places or places[0] == first


def test_what_the_server_writes_otherwise_is_no_difference() -> None:
    """Durations, the order of matchers, and what is empty."""
    said = {"object_matchers": [["b", "=", "1"], ["a", "=", "2"]], "group_wait": "90s", "repeat_interval": "24h"}
    told = {"object_matchers": [["a", "=", "2"], ["b", "=", "1"]], "group_wait": "1m30s", "repeat_interval": "1d"}
    assert plain_route({**said, "continue": False, "routes": []}) == plain_route(told)
    assert plain_route({"routes": [said], "inhibitions": [{}]}) == plain_route({"routes": [told], "provenance": "api"})
