"""Which source a text names."""

from pathlib import Path

import pytest

from grafmint.data import instant, open_source
from grafmint.data.sample import NOW, Sample
from grafmint.data.source import check_form
from grafmint.errors import UsageError
from tests.data_sources.test_saved import no_environments


@pytest.mark.parametrize("text", [None, "sample"])
def test_data_is_made_up_unless_told(text: str | None) -> None:
    """The sample needs nobody, and has a clock of its own."""
    with open_source(text, no_environments) as source:
        assert isinstance(source, Sample)
        assert instant(source, 5) == NOW


def test_others_have_the_time_of_day(tmp_path: Path) -> None:
    """Now is now."""
    with open_source(f"saved:{tmp_path}", no_environments) as source:
        assert instant(source, 5) == 5


@pytest.mark.parametrize(
    "text", ["", "samples", "sample:x", "env", "env:", "prometheus:", "saved:", "http://a:s3cret@x"]
)
def test_any_other_text_is_refused(text: str) -> None:
    """With the forms that there are, and without what may be a password."""
    with pytest.raises(UsageError, match="write sample, prometheus:URL, env:NAME or saved:DIRECTORY") as refused:
        check_form(text)
    assert "s3cret" not in str(refused.value)
    with pytest.raises(UsageError, match="is no source of data"):
        open_source(text, no_environments).__enter__()


@pytest.mark.parametrize("text", ["sample", "env:none", "saved:none", "prometheus:http://127.0.0.1:1"])
def test_the_form_is_all_that_is_looked_at_first(text: str) -> None:
    """Whether anything is there is seen when it is opened."""
    check_form(text)


def test_a_directory_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """Nothing can be saved in it."""
    with pytest.raises(UsageError, match="there is no such directory"):
        open_source(f"saved:{tmp_path / 'none'}", no_environments).__enter__()
