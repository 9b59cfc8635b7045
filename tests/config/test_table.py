from collections.abc import Callable

import pytest

Faults = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("urll = 1", "6:1 unknown-key: env.prod.urll is not a key of grafmint.toml (did you mean 'url'?)"),
        ("grafana = 9.3", '6:1 wrong-type: env.prod.grafana is a number, not a string (write grafana = "9.3")'),
        ("user = 3\npassword.env = 'X'", "6:1 wrong-type: env.prod.user is a whole number, not a string"),
        ("user = ''\npassword.env = 'X'", "6:1 bad-value: env.prod.user is empty"),
        ("ignore = 'x'", '6:1 wrong-type: env.prod.ignore is a string, not a list of strings (write ignore = ["…"])'),
        ("ignore = [\n'dashboard.time', 2]", "7:19 wrong-type: env.prod.ignore[1] is a whole number, not a string"),
        ("ignore = ['']", "6:11 bad-value: env.prod.ignore[0] is empty"),
        ("locked = 1", "6:1 wrong-type: env.prod.locked is a whole number, not true or false"),
        ("org = true", "6:1 wrong-type: env.prod.org is true, not a whole number"),
        ("org = 0", "6:1 bad-value: env.prod.org is 0, not a number above 0"),
        ("org = 1.5", "6:1 wrong-type: env.prod.org is a number, not a whole number"),
        ("timeout = 'x'", "6:1 wrong-type: env.prod.timeout is a string, not a number"),
        ("timeout = -1", "6:1 bad-value: env.prod.timeout is -1, not a number above 0"),
        ("timeout = nan", "6:1 bad-value: env.prod.timeout is nan, not a number above 0"),
        ("timeout = inf", "6:1 bad-value: env.prod.timeout is inf, not a number above 0"),
        ("values = 'x'", "6:1 wrong-type: env.prod.values is a string, not a mapping (write values = { … })"),
        ("datasources = { a = 1 }", "6:17 wrong-type: env.prod.datasources.a is a whole number, not a string"),
        ("[env.prod.datasources]\na = ''", "7:1 bad-value: env.prod.datasources.a is empty"),
        ("[env]\nqa = 3", "7:1 wrong-type: env.qa is a whole number, not a mapping (write qa = { … })"),
        (
            "tls.verfy = true",
            "6:5 unknown-key: env.prod.tls.verfy is not a key of grafmint.toml (did you mean 'verify'?)",
        ),
    ],
)
def test_a_wrong_value_is_named_with_its_place(faults: Faults, line: str, problem: str) -> None:
    """A key of another type, an empty string or an unknown key is one finding at the key."""
    assert faults(line) == [problem]


def test_all_problems_are_reported_at_once(faults: Faults) -> None:
    """Reading goes on after a problem, in the same table and in the others."""
    found = faults("org = 0\nlocked = 1\n[datasources]\na = 1\n[env.qa]\nignore = 'x'\n[other]\n")
    assert [line.split(":")[0] for line in found] == ["6", "7", "9", "10", "11", "12"]
