"""What a revision's grafmint.toml says of a server."""

from grafmint.revision.settings import server_settings
from tests.revision.conftest import Clone

TOML = '[env.prod]\nurl = "http://127.0.0.1:1"\ntoken = { env = "TOKEN" }\nvalues = { a = 1 }\n'


def test_the_settings_of_a_commit_and_of_the_working_tree_differ(clone: Clone) -> None:
    """A commit has what was committed, without one it is the file as it lies there; values are none of them."""
    commit = clone.commit(**{"boards/grafmint.toml": TOML})
    clone.write(**{"boards/grafmint.toml": TOML.replace("127.0.0.1:1", "127.0.0.1:2")})
    config = clone.top / "boards" / "grafmint.toml"
    token = {"token": {"env": "TOKEN"}}
    assert server_settings(config, commit, "prod") == {"url": "http://127.0.0.1:1", **token}
    assert server_settings(config, None, "prod") == {"url": "http://127.0.0.1:2", **token}


def test_what_is_not_there_has_no_settings(clone: Clone) -> None:
    """Neither an environment, nor a file, nor one with mistakes in it."""
    empty, broken = clone.commit(), clone.commit(**{"grafmint.toml": "[env"})
    config = clone.top / "grafmint.toml"
    assert server_settings(config, empty, "prod") is None
    assert server_settings(config, broken, "prod") is None
    clone.write(**{"grafmint.toml": TOML})
    assert server_settings(config, None, "dev") is None
