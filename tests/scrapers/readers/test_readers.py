"""Readers are found by their name."""

import pytest

from knowledge.errors import ConfigError
from knowledge.source import OPTIONS
from scrapers import readers


@pytest.mark.parametrize("name", OPTIONS)
def test_every_format_has_a_reader(name):
    assert callable(readers.find(name).read)


@pytest.mark.parametrize(
    "name", ["feeed", "detail", "soup", "../feed", "os.path", "", "__init__", "Feed"]
)
def test_a_name_that_is_no_reader_is_a_fault_of_the_configuration(name):
    with pytest.raises(ConfigError, match="listing"):
        readers.find(name)
