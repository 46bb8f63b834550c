"""A zip that somebody handed on: what is taken of it, and all that is refused."""

import hashlib
import random
import stat
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from knowledge import problems
from knowledge.errors import SheetError
from knowledge.i18n import locales
from vigie.handover import archive
from vigie.handover.archive import ZipLimits

FACTS = b'{"format": 1, "day": "2026-11-27", "address": "https://a.example/", "version": "0.1.0"}'
FILES = {
    "handover.json": FACTS,
    "instance/mkdocs.yml": b"site_name: A\n",
    "instance/taxonomy.yml": b"themes: []\n",
    "instance/watch_sources.yml": b"sources: []\n",
    "instance/docs/fr/index.md": b"# A\n",
    "instance/docs/watch/.gitkeep": b"",
    "site/index.html": b"<p>A</p>\n",
}
Member = tuple[str | zipfile.ZipInfo, bytes]


def sums(files: dict[str, bytes]) -> bytes:
    rows = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()]
    return "".join(rows).encode()


def members(files: dict[str, bytes], folder: str = "handover/") -> list[Member]:
    return [
        *((f"{folder}{name}", data) for name, data in files.items()),
        (f"{folder}SHA256SUMS", sums(files)),
    ]


def packed(path: Path, held: Iterable[Member]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in held:
            made.writestr(name, data)
    return path


def taken(path: Path, limits: ZipLimits = archive.LIMITS) -> dict[str, bytes]:
    with archive.opened(path, limits) as held:
        assert held.facts.format == 1
        held.verify()
        return {place.as_posix(): data for place, data in held.instance().items()}


def code(refused: Callable[[], object]) -> str:
    with pytest.raises(SheetError) as caught:
        refused()
    (problem,) = caught.value.faults
    for locale in locales.known():
        assert problems.what(problem, locale)
        assert problems.fix(problem, locale)
    return problem.code


def test_the_data_of_a_sound_zip_are_taken_and_nothing_else(tmp_path):
    found = taken(packed(tmp_path / "a.zip", members(FILES)))

    home = "instance/"
    assert found == {
        name.removeprefix(home): data for name, data in FILES.items() if name.startswith(home)
    }


@pytest.mark.parametrize("folder", ["", "handover/", "another name/"])
def test_the_folder_in_the_zip_may_have_any_name_or_none(tmp_path, folder):
    held = [(folder, b"")] if folder else []

    assert taken(packed(tmp_path / "a.zip", [*held, *members(FILES, folder)]))


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../out.md",
        "handover/../../out.md",
        "handover/instance/docs/../../../out.md",
        "handover/./a.md",
        "handover//a.md",
        "handover\\..\\out.md",
        "C:/a.md",
        "handover/a.md:stream",
        "handover/.git/hooks/post-checkout",
        "handover/instance/docs/.GIT/config",
        "handover/GIT~1/config",
        "handover/con.md",
        "handover/NUL",
        "handover/a.",
        "handover/a ",
        "handover/line\nbreak.md",
        "handover/\u202etxt.exe",
        "handover/" + "a" * 300,
        "handover/" + "a/" * 600 + "b",
    ],
)
def test_a_name_that_leads_elsewhere_or_that_some_disk_cannot_bear_is_refused(tmp_path, name):
    path = packed(tmp_path / "a.zip", [*members(FILES), (name, b"x")])

    assert code(lambda: taken(path)) == "zip_name"


def test_a_name_is_judged_as_the_zip_says_it_and_not_as_it_is_cut(tmp_path):
    path = packed(tmp_path / "a.zip", [*members(FILES), ("handover/aQ/../../x", b"x")])
    path.write_bytes(path.read_bytes().replace(b"aQ/../../x", b"a\0/../../x"))

    assert code(lambda: taken(path)) == "zip_name"


@pytest.mark.parametrize(
    "pair",
    [
        ("a.md", "a.md"),
        ("a.md", "A.md"),
        ("docs/a.md", "Docs/b.md"),
        ("stra\u00dfe.md", "STRASSE.md"),
        ("\u00e9.md", "e\u0301.md"),
        ("a", "a/b.md"),
        ("a/b.md", "a"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_names_that_a_disk_takes_for_one_are_refused(tmp_path, pair):
    twice = [(f"handover/{name}", b"x") for name in pair]

    path = packed(tmp_path / "a.zip", [*members(FILES), *twice])

    assert code(lambda: taken(path)) == "zip_twice"


@pytest.mark.parametrize(
    "kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFDIR]
)
def test_what_is_no_ordinary_file_is_refused(tmp_path, kind):
    link = zipfile.ZipInfo("handover/instance/docs/fr/link.md")
    link.create_system, link.external_attr = 3, (kind | 0o777) << 16

    path = packed(tmp_path / "a.zip", [*members(FILES), (link, b"/etc/passwd")])

    assert code(lambda: taken(path)) == "zip_link"


@pytest.mark.parametrize(
    "name",
    [
        "Makefile",
        "conftest.py",
        ".env",
        ".envrc",
        ".github/workflows/a.yml",
        ".gitlab-ci.yml",
        "docs",
        "docs/.env",
        "docs/fr/.hidden/.gitkeep",
        "hooks/a.py",
        "mkdocs.yml/a",
    ],
)
def test_of_an_instance_nothing_is_taken_that_runs_or_hides(tmp_path, name):
    files = {key: data for key, data in FILES.items() if not key.startswith(f"instance/{name}/")}
    if name == "docs":
        files = {key: data for key, data in files.items() if "/docs/" not in key}
    if name == "mkdocs.yml/a":
        del files["instance/mkdocs.yml"]

    path = packed(tmp_path / "a.zip", members({**files, f"instance/{name}": b"x"}))

    assert code(lambda: taken(path)) == "zip_not_data"


@pytest.mark.parametrize("name", ["site/index.html", "instance/docs/fr/index.md", "handover.json"])
def test_a_file_that_is_not_as_it_was_is_refused_wherever_it_is(tmp_path, name):
    held = {**FILES, name: FILES[name] + b" "}
    other = [*members(held)[:-1], ("handover/SHA256SUMS", sums(FILES))]

    assert code(lambda: taken(packed(tmp_path / "a.zip", other))) == "zip_altered"


def test_a_file_that_no_checksum_names_and_one_that_is_not_there_are_refused(tmp_path):
    more = [*members(FILES), ("handover/more.md", b"x")]
    less = [row for row in members(FILES) if "index.html" not in str(row[0])]

    assert code(lambda: taken(packed(tmp_path / "a.zip", more))) == "zip_not_stated"
    assert code(lambda: taken(packed(tmp_path / "b.zip", less))) == "zip_lacks"


@pytest.mark.parametrize("name", ["instance/mkdocs.yml", "instance/watch_sources.yml"])
def test_without_its_settings_there_is_no_instance(tmp_path, name):
    files = {key: data for key, data in FILES.items() if key != name}

    assert code(lambda: taken(packed(tmp_path / "a.zip", members(files)))) == "zip_lacks"


@pytest.mark.parametrize(
    "facts",
    [
        b"{}",
        b"[" * 100_000,
        b"\xff",
        FACTS.replace(b"1,", b"2,", 1),
        FACTS.replace(b"https://a.example/", b"https://a.example/;touch x"),
        FACTS.replace(b"https://a.example/", b"$(touch x)"),
        FACTS.replace(b"0.1.0", b"0.1.0 && touch x"),
        FACTS.replace(b"2026-11-27", b"2026-02-30"),
    ],
)
def test_facts_that_this_program_cannot_read_are_refused(tmp_path, facts):
    path = packed(tmp_path / "a.zip", members({**FILES, "handover.json": facts}))

    assert code(lambda: taken(path)) == "zip_format"


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (ZipLimits(files=5), "zip_many"),
        (ZipLimits(size=100), "zip_large"),
        (ZipLimits(listing=100), "zip_large"),
    ],
)
def test_too_many_files_too_much_and_too_long_a_list_are_refused(tmp_path, limits, expected):
    path = packed(tmp_path / "a.zip", members(FILES))

    assert code(lambda: taken(path, limits)) == expected


def test_a_file_that_unpacks_to_far_more_than_it_holds_is_refused(tmp_path):
    bomb = {**FILES, "instance/docs/fr/a.bin": bytes(5_000_000)}

    assert code(lambda: taken(packed(tmp_path / "a.zip", members(bomb)))) == "zip_bomb"


def test_encrypted_files_and_other_ways_of_packing_are_refused(tmp_path):
    odd = zipfile.ZipInfo("handover/odd.md")
    odd.compress_type = zipfile.ZIP_BZIP2
    locked = packed(tmp_path / "b.zip", members(FILES))
    body = bytearray(locked.read_bytes())
    body[body.rindex(b"PK\x01\x02") + 8] |= 1
    locked.write_bytes(body)

    assert code(lambda: taken(packed(tmp_path / "a.zip", [*members(FILES), (odd, b"x")]))) == (
        "zip_packed"
    )
    assert code(lambda: taken(locked)) == "zip_packed"


def test_what_is_no_zip_and_what_is_not_there_is_told(tmp_path):
    path = packed(tmp_path / "a.zip", members(FILES))
    short = tmp_path / "short.zip"
    short.write_bytes(path.read_bytes()[:-40])
    empty = tmp_path / "empty.zip"
    empty.write_bytes(b"")

    assert code(lambda: taken(tmp_path / "none.zip")) == "zip_absent"
    assert code(lambda: taken(tmp_path)) == "zip_absent"
    assert code(lambda: taken(short)) == "zip_broken"
    assert code(lambda: taken(empty)) == "zip_broken"
    assert code(lambda: taken(packed(tmp_path / "b.zip", [("a.md", b"x")]))) == "zip_format"


def test_a_zip_with_any_byte_changed_gives_the_same_data_or_is_refused(tmp_path):
    path = packed(tmp_path / "a.zip", members(FILES))
    whole, expected = path.read_bytes(), taken(path)
    dice = random.Random(11)
    refused = 0

    for _ in range(120):
        body = bytearray(whole)
        for _ in range(dice.randint(1, 3)):
            body[dice.randrange(len(body))] = dice.randrange(256)
        path.write_bytes(body)
        try:
            assert taken(path) == expected
        except SheetError:
            refused += 1

    assert refused > 60  # the rest are dates, attributes and the like, which nobody takes
