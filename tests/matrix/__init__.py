import pytest

# What fails in these is to say what it compared.
pytest.register_assert_rewrite(*(f"tests.matrix.{name}" for name in ("site", "story", "making", "deleting", "meeting")))
