"""An instance is handed over in one zip, and taken in elsewhere: the same bytes, and no secret."""

import hashlib
import os
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hooks import build
from knowledge import problems
from knowledge.errors import ConfigError, SheetError
from tests.vigie.handover.test_archive import FILES, members, packed
from vigie import cli, cli_locale, repository, site
from vigie.commands import handover, init
from vigie.commands.init import Wanted

WORDS = cli_locale.words("en")
DAY = "2026-11-27"
ADDRESS = "https://example.org/watch/"
SECRET = "hunter2-is-the-value"


def vigie(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli.app, ["--root", str(root), *words])


def git(root: Path, *words: str) -> str:
    person = ("-c", "user.name=A person", "-c", "user.email=person@town.example")
    done = subprocess.run(
        ["git", *person, *words], cwd=root, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an instance in git, with an ignored file that holds a secret."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    made = tmp_path / "house"
    init.write(Wanted("House", ("en",), "https://a.example/", address=ADDRESS), made, WORDS)
    (made / ".gitignore").write_text("/site/\nhandover.zip\n.env\nsecret.md\n")
    git(made, "init", "--quiet", "-b", "trunk")
    git(made, "add", "--all")
    git(made, "commit", "--quiet", "-m", "Begin")
    for name in (".env", "docs/en/secret.md", "docs/en/.env"):
        (made / name).write_text(SECRET)
    return made


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no site be built: a page and a copy stand for it."""

    def built(common: object, root: Path, folder: Path, *, copy: Path, **_: object) -> Path:
        (folder / "empty").mkdir(parents=True)
        (folder / "index.html").write_text((root / "mkdocs.yml").read_text("utf-8"))
        copy.write_bytes(b"a zip")
        return folder

    monkeypatch.setattr(site, "build", built)


def held(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def tree(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        found[name] = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
    return found


@pytest.mark.site
def test_an_english_site_is_handed_over_and_builds_the_same_bytes_elsewhere(root, tmp_path):
    zipped, elsewhere = tmp_path / "handover.zip", tmp_path / "elsewhere"

    made = vigie(root, "handover", str(zipped), "--today", DAY)
    taken = CliRunner().invoke(cli.app, ["init", "--from", str(zipped), str(elsewhere)])
    built = build.build(elsewhere, tmp_path / "site", today=date.fromisoformat(DAY))

    assert (made.exception, taken.exception, built.notices) == (None, None, ())
    assert '<html lang="en"' in (built.folder / "en" / "index.html").read_text(encoding="utf-8")
    assert not (built.folder / "fr").exists()
    shutil.unpack_archive(zipped, tmp_path / "out")
    assert tree(tmp_path / "site") == tree(tmp_path / "out" / "handover" / "site")


@pytest.mark.usefixtures("quick")
def test_the_same_commit_gives_the_same_zip_from_any_clone(root, tmp_path):
    git(tmp_path, "clone", "--quiet", str(root), "clone")

    vigie(root, "handover", str(tmp_path / "a.zip"), "--today", DAY)
    vigie(tmp_path / "clone", "handover", str(tmp_path / "b.zip"), "--today", DAY)

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


@pytest.mark.usefixtures("quick")
def test_nothing_that_is_ignored_or_not_committed_goes_along(root, tmp_path):
    (root / "docs" / "en" / "draft.md").write_text("# Draft\n")

    made = vigie(root, "handover", "--today", DAY)

    files = held(root / "handover.zip")
    assert "docs/en/draft.md: what is not committed" in made.output
    assert not any(SECRET.encode() in data for data in files.values())
    assert not [name for name in files if "secret" in name or ".env" in name or "draft" in name]
    assert "handover/instance/docs/en/index.md" in files
    assert "handover/site/empty/" in files


@pytest.mark.usefixtures("quick")
def test_the_history_comes_back_whole_with_git_and_can_be_read_without(root, tmp_path):
    (root / "docs" / "en" / "index.md").write_text("# Second\n")
    git(root, "commit", "--quiet", "--all", "-m", "Go on")

    vigie(root, "handover", str(tmp_path / "a.zip"), "--today", DAY)

    shutil.unpack_archive(tmp_path / "a.zip", tmp_path / "out")
    history = tmp_path / "out" / "handover" / "history"
    git(tmp_path, "clone", "--quiet", str(history / "history.bundle"), "back")
    assert git(tmp_path / "back", "rev-parse", "main") == git(root, "rev-parse", "HEAD")
    assert git(tmp_path / "back", "fsck", "--strict") == ""
    lines = history.joinpath("log.txt").read_text().splitlines()
    assert [line.split(" ", 2)[2] for line in lines] == ["Go on", "Begin"]


@pytest.mark.usefixtures("quick")
def test_the_checksums_are_those_that_sha256sum_reads(root, tmp_path):
    vigie(root, "handover", str(tmp_path / "a.zip"), "--today", DAY)

    shutil.unpack_archive(tmp_path / "a.zip", tmp_path / "out")
    folder = tmp_path / "out" / "handover"
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=folder, check=False
    )
    assert done.returncode == 0
    named = {line.split("  ", 1)[1] for line in (folder / "SHA256SUMS").read_text().splitlines()}
    assert named == {name for name, sum_ in tree(folder).items() if sum_ != "folder"} - {
        "SHA256SUMS"
    }


@pytest.mark.parametrize(
    "path",
    [
        ".env",
        "deploy/.env.production",
        "id_rsa",
        "a/.ssh/id_ed25519",
        "tls/site.key",
        "A.PEM",
        "tests/.env",
    ],
)
def test_what_people_keep_secrets_in_is_known_by_its_name(monkeypatch, path):
    paths = {
        path,
        ".env.example",
        "docs/fr/key.md",
        "docs/environment.md",
        "keys/monkey",
        "tests/http/server.pem",
    }
    monkeypatch.setattr(repository, "paths_ever", lambda _: paths)
    monkeypatch.setattr(repository, "paths_that_held", lambda *_: set())

    assert handover.secrets_in_history(Path()) == (path,)


@pytest.mark.usefixtures("quick")
def test_a_history_in_which_a_file_of_secrets_ever_stood_stays_out_and_it_is_told(root, tmp_path):
    name = "deploy/.env"
    (root / name).parent.mkdir()
    (root / name).write_text(SECRET)
    git(root, "add", "--force", name)
    git(root, "commit", "--quiet", "-m", "Oops")
    git(root, "rm", "--quiet", "--cached", name)
    git(root, "commit", "--quiet", "-m", "Take it out")

    made = vigie(root, "handover", str(tmp_path / "a.zip"), "--today", DAY)

    assert f"{name}: it stands in the history" in made.output
    files = held(tmp_path / "a.zip")
    assert not [path for path in files if "/history/" in path]
    assert name.encode() in files["handover/checklist.txt"]
    assert not any(SECRET.encode() in data for data in files.values())


def test_a_sample_of_an_environment_is_no_secret_until_it_is_filled_in(root):
    sample = root / "deploy" / "mail.env"
    sample.parent.mkdir()
    sample.write_text("VIGIE_SMTP_USER=\nVIGIE_SMTP_PASSWORD=\n")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "Sample")
    before = handover.secrets_in_history(root)
    sample.write_text("VIGIE_SMTP_USER=me\nVIGIE_SMTP_PASSWORD=hunter2\n")
    git(root, "commit", "--quiet", "--all", "-m", "Oops")
    git(root, "rm", "--quiet", "deploy/mail.env")
    git(root, "commit", "--quiet", "-m", "Take it out")

    assert before == ()
    assert handover.secrets_in_history(root) == ("deploy/mail.env",)


@pytest.mark.usefixtures("quick")
def test_an_instance_in_a_folder_of_a_repository_is_handed_over_alone(root, tmp_path):
    above = tmp_path / "above"
    shutil.copytree(root, above / "house", ignore=shutil.ignore_patterns(".git"))
    (above / "taxonomy.yml").write_text("another: 1\n")
    git(above, "init", "--quiet")
    git(above, "add", "--all")
    git(above, "commit", "--quiet", "-m", "Begin")

    vigie(above / "house", "handover", str(tmp_path / "a.zip"), "--today", DAY)

    files = held(tmp_path / "a.zip")
    expected = (root / "taxonomy.yml").read_bytes()
    assert files["handover/instance/taxonomy.yml"] == expected


@pytest.mark.usefixtures("quick")
def test_without_git_the_data_go_as_they_stand_save_what_is_ignored(root, tmp_path):
    shutil.rmtree(root / ".git")

    made = vigie(root, "handover", str(tmp_path / "a.zip"), "--today", DAY)

    files = held(tmp_path / "a.zip")
    assert "without a history" in made.output
    assert "handover/instance/docs/en/index.md" in files
    assert not any(SECRET.encode() in data for data in files.values())
    assert b"no git repository" in files["handover/read-me-first.txt"]


@pytest.mark.usefixtures("quick")
def test_a_clone_without_the_older_history_is_refused(root, tmp_path):
    git(root, "commit", "--quiet", "--allow-empty", "-m", "Second")
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{root}", "shallow")

    refused = vigie(tmp_path / "shallow", "handover", str(tmp_path / "a.zip"))

    assert isinstance(refused.exception, ConfigError)
    assert "--unshallow" in str(refused.exception)
    assert not (tmp_path / "a.zip").exists()


@pytest.mark.usefixtures("quick")
def test_a_page_whose_name_no_disk_elsewhere_bears_is_told_before_anything_is_written(
    root, tmp_path
):
    (root / "docs" / "en" / "a:b.md").write_text("# A\n")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "Name")

    refused = vigie(root, "handover", str(tmp_path / "a.zip"))

    assert isinstance(refused.exception, SheetError)
    assert not list(tmp_path.glob("a.zip*"))


def test_what_runs_it_every_week_is_the_program_s_own_and_not_the_zip_s(tmp_path):
    zipped = packed(tmp_path / "a.zip", members(FILES))

    taken = vigie(tmp_path / "new", "init", "--from", str(zipped), "--ci", "github")
    wrong = vigie(tmp_path / "other", "init", "--from", str(zipped), "--ci", "jenkins")

    assert taken.exception is None
    assert (tmp_path / "new" / ".github" / "workflows" / "refresh.yml").is_file()
    assert isinstance(wrong.exception, ConfigError)
    assert not (tmp_path / "other").exists()


def test_executable_bits_and_hooks_do_not_come_along(tmp_path):
    rows = []
    for name, data in members(FILES):
        row = zipfile.ZipInfo(str(name))
        row.create_system, row.external_attr = 3, 0o100777 << 16
        rows.append((row, data))

    vigie(tmp_path / "new", "init", "--from", str(packed(tmp_path / "a.zip", rows)))

    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "new").rglob("*.yml")}
    assert modes == {0o644}


def test_the_folder_may_hold_the_zip_and_what_is_hidden_and_nothing_else(tmp_path):
    folder = tmp_path / "new"
    (folder / ".git").mkdir(parents=True)
    zipped = packed(folder / "handover.zip", members(FILES))

    taken = vigie(folder, "init", "--from", str(zipped))
    again = vigie(folder, "init", "--from", str(zipped))

    assert taken.exception is None
    assert (folder / "docs" / "fr" / "index.md").read_bytes() == b"# A\n"
    assert isinstance(again.exception, ConfigError)
    assert "choose an empty folder" in str(again.exception)


def test_a_hidden_file_that_is_there_is_not_written_over(tmp_path):
    files = {**FILES, "instance/.gitignore": b"site/\n"}
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / ".gitignore").write_text("mine\n")

    refused = vigie(
        tmp_path / "new", "init", "--from", str(packed(tmp_path / "a.zip", members(files)))
    )

    assert isinstance(refused.exception, ConfigError)
    assert [path.name for path in (tmp_path / "new").iterdir()] == [".gitignore"]


def test_a_zip_that_is_refused_leaves_nothing_behind(tmp_path):
    held = [*members(FILES), ("handover/../../out.md", b"x")]

    refused = vigie(tmp_path / "new", "init", "--from", str(packed(tmp_path / "a.zip", held)))

    assert isinstance(refused.exception, SheetError)
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize("locale", ["en", "fr", "nl"])
def test_in_an_empty_folder_the_terminal_s_language_is_spoken(tmp_path, monkeypatch, locale):
    monkeypatch.chdir(tmp_path)
    broken = tmp_path / "a.zip"
    broken.write_bytes(b"no zip")
    monkeypatch.setenv("LC_ALL", f"{locale}_BE.UTF-8")

    refused = CliRunner().invoke(cli.app, ["init", "--from", str(broken), "new"])

    assert isinstance(refused.exception, SheetError)
    (told,) = cli.failures(refused.exception, [])
    assert told.startswith(problems.what(refused.exception.faults[0], locale))


def test_the_files_of_the_newest_commit_are_those_of_git(root):
    assert set(repository.tracked(root)) == set(git(root, "ls-files").splitlines())
