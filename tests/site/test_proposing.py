"""To propose a practice takes nothing but the site: no word of git on the way, and a quarter of an
hour at most.
"""

import pytest

from tests.proposing import walking
from tests.proposing.walking import Step

from .windows import WIDE, opened

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.server, pytest.mark.timeout(900)]


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_a_practice_is_proposed_without_a_word_of_git_in_a_quarter_of_an_hour(
    browser, address, lang
):
    page = opened(browser, WIDE)
    steps = list(walking.walk(page, f"{address}{lang}/"))
    page.context.close()

    told = "\n".join(step.text for step in steps)
    assert walking.OF_GIT.findall(told) == []
    assert len(steps) == 4
    assert 3 < sum(step.minutes for step in steps) <= 15


def test_a_word_of_git_is_found_in_either_language():
    found = walking.OF_GIT.findall("Ouvrez une pull request sur GitHub, in de Repository, .yml")

    assert found == ["pull request", "GitHub", "Repository", "yml"]


def test_minutes_are_words_fields_and_clicks():
    step = Step("", "un deux " * 100, fields=12, clicks=30)

    assert (step.words, step.minutes) == (200, 3.0)
