"""What a Monday takes is counted as a reader sees it; the walk itself is `make audit`'s."""

from pathlib import Path

import pytest

from tests.monday import counting
from tests.monday.__main__ import WEEKS, furnish, walk
from tests.monday.counting import Monday


def test_words_are_those_that_a_reader_sees():
    text = "- [x] **1** · Loi · [Un titre](<https://a.example/x>) <!-- vigie:1+ 0123456789 -->\n"

    assert counting.words(text) == 5  # the box counts as one


def test_each_line_and_each_question_is_a_decision():
    summary = "# Titre\n\n- corrigée : x\n- **inrs** : en panne\n"
    checklist = "- [x] **1** · a\n- [ ] **2** · b\n\n### Jours\n\n- **1** · a\n"

    assert counting.decisions(summary, checklist) == 5


def test_minutes_are_words_decisions_and_clicks():
    assert Monday(200, 12, 30).minutes == 1 + 1 + 1
    assert counting.with_mail(Monday(0, 0, 0), "un deux") == Monday(2, 0, 5)


@pytest.mark.audit
@pytest.mark.timeout(600)
def test_the_second_recorded_week_takes_ten_minutes_with_its_mail(tmp_path: Path):
    root = tmp_path / "instance"
    furnish(root)
    walk("first", WEEKS[0], root)

    walked = walk("second", WEEKS[1], root)

    assert walked.monday.minutes <= walked.sent.minutes <= 10
    assert len(walked.summary) + len(walked.checklist) < 20_000
