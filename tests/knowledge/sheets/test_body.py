"""What a check sees of a sheet's Markdown."""

import pytest

from knowledge.sheets import body


@pytest.mark.parametrize("text", ["", "Un mot, sans titre.\n"])
def test_a_text_without_a_heading_has_no_section(text):
    assert body.sections(text) == []
