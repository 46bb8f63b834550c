"""The command reports what differs, and its exit code says whether a reader meets it."""

import pytest

from tests.same.__main__ import main
from tests.same.made import FILES, PAGE, write


def run(tmp_path, changed, *options):
    lines: list[str] = []
    before, after = write(tmp_path / "before", FILES), write(tmp_path / "after", FILES | changed)
    return main([str(before), str(after), *options], lines.append), "".join(lines)


def test_the_command_ends_with_0_where_nothing_differs(tmp_path):
    assert run(tmp_path, {}) == (0, "No difference.\n11 files before, 11 after\n")


def test_the_command_ends_with_1_where_a_reader_meets_a_difference(tmp_path):
    code, told = run(tmp_path, {"site/api/v1/entries.json": b"{}"})

    assert code == 1
    assert 'site/api/v1/entries.json: data: bytes differ, 8 -> 2\n  - {"a": 1}\n  + {}\n' in told


def test_the_command_ends_with_0_where_only_styles_differ(tmp_path):
    restyled = PAGE.replace("wide", "narrow").encode()

    code, told = run(tmp_path, {"site/fr/watch/index.html": restyled})

    assert code == 0
    assert "(apart: not counted)" in told


def test_a_difference_is_accepted_for_a_reason(tmp_path):
    allow = tmp_path / "allow.txt"
    allow.write_text("# known\nsite/api/**  the count was wrong\n", encoding="utf-8")

    code, told = run(tmp_path, {"site/api/v1/entries.json": b"{}"}, "--allow", str(allow))

    assert code == 0
    assert "  accepted: the count was wrong\n" in told


def test_nothing_is_accepted_without_a_reason(tmp_path, capsys):
    allow = tmp_path / "allow.txt"
    allow.write_text("site/api/**\n", encoding="utf-8")

    with pytest.raises(SystemExit, match="2"):
        run(tmp_path, {}, "--allow", str(allow))

    assert "site/api/** is accepted without a reason" in capsys.readouterr().err


def test_so_many_differences_are_shown(tmp_path):
    changed = {"site/api/v1/entries.json": b"{}", "site/fr/feeds/all.atom": b"<feed/>"}

    _, told = run(tmp_path, changed, "--most", "1")

    assert "… and 1 more (--most 2 shows all)\n" in told
    assert "all.atom" not in told


def test_a_folder_that_holds_no_demonstration_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit, match="2"):
        main([str(tmp_path), str(tmp_path)])

    assert "is it a built demonstration?" in capsys.readouterr().err
