"""What the repository ships as gathered is worth a reader's minute."""

import re
from pathlib import Path

import pytest

from knowledge import config
from knowledge.storage import entry_store

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = entry_store.load(ROOT).entries
# A page that explains a subject all year round, or that was left behind; no news of anything.
STANDING = re.compile(
    r"/(?:themas|themes|thema|theme)/|coronavirus|/lettre/|newsletter|campaign-summary"
)


@pytest.mark.parametrize("entry", SHIPPED, ids=lambda entry: entry.id)
def test_a_shipped_entry_is_of_a_followed_source_and_says_what_it_is(entry):
    followed = {one.id for one in config.load(ROOT, readers=None).sources if one.enabled}

    assert entry.source in followed
    assert len(entry.title.split()) >= 3
    assert not STANDING.search(entry.url)
