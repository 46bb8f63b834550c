"""What the tests of the comparison begin with."""

import pytest

from tests.same import trees
from tests.same.made import FILES, write


@pytest.fixture
def differences(tmp_path):
    """Return what is found once the given files have been written over, or (None) left out."""

    def found(changed):
        after = {name: data for name, data in (FILES | changed).items() if data is not None}
        before = trees.of_demonstration(write(tmp_path / "before", FILES))
        return list(trees.compare(before, trees.of_demonstration(write(tmp_path / "after", after))))

    return found
