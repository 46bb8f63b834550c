"""Questions and orders to git and gh -> their answers.

Standard library only, as `propose` says why.

Nothing here touches the branch, the index or the files that are checked out, but `merge`.
"""

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from knowledge.errors import VigieError
from vigie.plain_words import tell

FOLDER = "docs/watch"
_AUTHOR = (
    "-c",
    "user.name=Vigie",
    "-c",
    "user.email=vigie@users.noreply.github.com",
    "-c",
    "commit.gpgsign=false",
)
# Asked for at the moment of use, so that no file of the checked-out repository ever holds the
# token.
_SIGN_IN = ("-c", "credential.https://github.com.helper=!gh auth git-credential")
# Nothing of what git packed before is taken over: it differs from clone to clone.
_PACK = (
    *("-c", "core.commitGraph=false", "-c", "pack.compression=6", "-c", "pack.window=10"),
    *("-c", "pack.depth=50", "-c", "pack.indexVersion=2", "pack-objects", "--revs", "--quiet"),
    *("--no-reuse-delta", "--no-reuse-object", "--threads=1", "--no-use-bitmap-index"),
)
# GitLab's token is read by the shell that git asks, so that it stands in no argument either.
_GITLAB_ANSWER = '!f() { echo username=vigie; echo "password=$VIGIE_TOKEN"; }; f'
_COMMIT = re.compile(r"HEAD|[0-9a-f]{7,64}")
_SERVER = re.compile(r"https?://[\w.-]{1,200}(?::\d{1,5})?(?:/[\w./-]{0,200})?", re.ASCII)


class ProposalError(VigieError):
    """The coordinator: the change could not be proposed; nothing was overwritten.

    The text says what to do.
    """


@dataclass(frozen=True, slots=True)
class Touched:
    """A path that a change writes or removes.

    `mode` is git's own of the new file: "100644" is a plain one.
    """

    path: str
    mode: str
    removed: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """An open pull request: its number, the text of its body, its address."""

    number: int
    body: str
    url: str = ""


def git(
    root: Path, *arguments: str, given: bytes | None = None, env: Mapping[str, str] | None = None
) -> str:
    """Run git, in English whatever the machine speaks; return what it prints, stripped at its end.

    Raises ProposalError with git's own words where it refuses.
    """
    return _ask(root, "git", *_AUTHOR, *_sign_in(), *arguments, given=given, env=env)


def gh(root: Path, *arguments: str, given: str = "") -> str:
    """Run gh, with a text on its standard input; return what it prints.

    Raises ProposalError with its own words where it refuses.
    """
    return _ask(root, "gh", *arguments, given=given.encode())


def open_proposal(root: Path, branch: str) -> Proposal | None:
    """Return the open pull request of that branch; a fork's branch of the same name is not it."""
    fields = "number,body,isCrossRepository,url"
    answer = gh(root, "pr", "list", "--head", branch, "--state", "open", "--json", fields)
    for row in json.loads(answer or "[]"):
        if not row["isCrossRepository"]:
            return Proposal(int(row["number"]), str(row["body"]), str(row.get("url", "")))
    return None


def tip(root: Path, branch: str) -> str:
    """Return the branch's commit on the server, fetched; "" where there is no such branch."""
    answer = git(root, "ls-remote", "origin", f"refs/heads/{branch}")
    if not answer:
        return ""
    commit = answer.split()[0]
    git(root, "fetch", "--quiet", "origin", f"refs/heads/{branch}")
    return commit


def merge(root: Path, commit: str) -> None:
    """Bring a commit into what is checked out.

    Where lines collide, undo it all and raise ProposalError.
    """
    try:
        git(root, "merge", "--quiet", "--no-edit", commit)
    except ProposalError:
        if not (collided := git(root, "diff", "--name-only", "--diff-filter=U")):
            raise
        git(root, "merge", "--abort")
        files = ", ".join(collided.splitlines())
        raise ProposalError(tell("same_lines", files=files)) from None


def folder_diff(root: Path) -> bytes:
    """Return all that the working tree changes under FOLDER as a patch, new files included."""
    return diff_of(root, [FOLDER])


def diff_of(root: Path, paths: Sequence[str]) -> bytes:
    """Return what the working tree changes at some paths as a patch, new files included."""
    # diff-index, not diff: a person's own settings for showing differences do not reach it.
    order = ("diff-index", "--cached", "--binary", "--full-index", "-p", "HEAD", "--", *paths)
    with _scratch_index(root) as env:
        git(root, "add", "--all", "--", *paths, env=env)
        text = git(root, *order, env=env)
    if not text:
        return b""
    return f"{text}\n".encode(errors="surrogateescape")


def changed_paths(root: Path) -> set[str]:
    """Return every path under FOLDER that the working tree changes, new files included."""
    order = ("diff-index", "--cached", "--name-only", "-z", "HEAD", "--", FOLDER)
    with _scratch_index(root) as env:
        git(root, "add", "--all", "--", FOLDER, env=env)
        names = git(root, *order, env=env)
    return set(names.split("\0")) - {""}


def deleted_names(root: Path) -> set[str]:
    """Return the names of the entries' files that some commit of HEAD's history took out of FOLDER;
    none outside of a repository.
    """
    if not is_repository(root):
        return set()
    order = ("log", "--diff-filter=D", "--no-renames", "--name-only", "--format=", "-z")
    paths = map(PurePosixPath, git(root, *order, "--", FOLDER).split("\0"))
    return {path.name for path in paths if _is_entry(path)}


def _is_entry(path: PurePosixPath) -> bool:
    return path.suffix == ".md" and "_held" not in path.parts


def tracked(root: Path) -> list[str]:
    """Return each path of this folder as HEAD has it."""
    names = git(root, "ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0")
    return [name for name in names if name]


def export(root: Path, paths: Iterable[str], folder: Path) -> Path:
    """Write paths of this folder as HEAD has them below another; return where this folder's are."""
    asked = "\0".join(paths).encode(errors="surrogateescape")
    order = ("-c", "core.autocrlf=false", "checkout-index", f"--prefix={folder}/", "-z", "--stdin")
    with _scratch_index(root) as env:
        git(root, *order, given=asked, env=env)
    return folder / git(root, "rev-parse", "--show-prefix")


def is_shallow(root: Path) -> bool:
    """Return whether the clone lacks the older part of the history."""
    return git(root, "rev-parse", "--is-shallow-repository") == "true"


def uncommitted(root: Path) -> list[str]:
    """Return the paths of this folder that differ from HEAD or are new, those ignored apart."""
    order = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".")
    return [row[3:] for row in git(root, *order).split("\0") if row]


def paths_ever(root: Path) -> set[str]:
    """Return every path that a commit of HEAD's history holds."""
    rows = git(root, "-c", "core.quotePath=false", "rev-list", "--objects", "HEAD").splitlines()
    return {row.partition(" ")[2] for row in rows} - {""}


def paths_that_held(root: Path, expression: str, shape: str) -> set[str]:
    """Return the paths of a shape in which some commit of HEAD's history put a line that an
    expression finds (POSIX, extended).
    """
    order = ("-c", "log.showRoot=true", "log", "-m", "-G", expression, "--format=", "--name-only")
    names = git(root, *order, "-z", "--no-renames", "HEAD", "--", f":(top,glob){shape}")
    return set(names.split("\0")) - {""}


def log(root: Path) -> str:
    """Return the history of HEAD, a line a commit: its day, its name, its subject."""
    return git(root, "log", "--date=short", "--format=%cd %H %s", "--no-show-signature", "HEAD")


def bundle(root: Path, file: Path, branch: str) -> None:
    """Write the history of HEAD as a git bundle, which clones as that branch; the same bytes for
    the same history, whatever git packed before (gitformat-bundle).
    """
    commit = git(root, "rev-parse", "HEAD")
    with tempfile.TemporaryDirectory() as folder:
        name = git(root, *_PACK, str(Path(folder, "pack")), given=commit.encode())
        packed = Path(folder, f"pack-{name}.pack")
        with file.open("wb") as out, packed.open("rb") as pack:
            out.write(_bundle_head(root, commit, branch))
            shutil.copyfileobj(pack, out)


def last_published(root: Path) -> datetime | None:
    """Return when the published branch was last written to, None where that is not known.

    A job's checkout may stand on the merge of an open proposal; the forge says which commit of the
    published branch the job runs for.
    """
    if not is_repository(root):
        return None
    for commit in (os.environ.get("GITHUB_SHA", ""), "HEAD"):
        if _COMMIT.fullmatch(commit) and (found := _written_at(root, commit)):
            return found
    return None


def _written_at(root: Path, commit: str) -> datetime | None:
    """Return a commit's day and time, None where there is no such commit."""
    try:
        return datetime.fromisoformat(git(root, "log", "-1", "--format=%cI", commit))
    except (ProposalError, ValueError):
        return None


def is_repository(root: Path) -> bool:
    """Return whether git is there and has a commit of this folder."""
    try:
        git(root, "rev-parse", "--quiet", "--verify", "HEAD")
    except ProposalError:
        return False
    return True


def committed(root: Path, path: str, tree: str = "HEAD") -> str | None:
    """Return the text of a file as HEAD or another tree has it; None where it has no such file."""
    if not git(root, "ls-tree", "--name-only", tree, "--", path):
        return None
    return git(root, "cat-file", "blob", f"{tree}:{path}")


def patched_tree(root: Path, patch: bytes) -> tuple[str, list[Touched]]:
    """Apply a patch to HEAD, touching no file; return the tree's id and what it changes."""
    with _scratch_index(root) as env:
        git(root, "apply", "--cached", "--whitespace=nowarn", "-", given=patch, env=env)
        tree = git(root, "write-tree", env=env)
    raw = git(root, "diff-tree", "-r", "-z", "--no-renames", "HEAD", tree).split("\0")
    return tree, [_touched(*pair) for pair in zip(raw[::2], raw[1::2], strict=False)]


def commit(root: Path, tree: str, message: str) -> str:
    """Record a tree as the child of HEAD; return the commit's id."""
    return git(root, "commit-tree", tree, "-p", "HEAD", "-m", message)


def push(root: Path, commit: str, *, branch: str, seen: str) -> None:
    """Set the branch on the server to a commit, unless somebody moved it from where it was seen."""
    lease = f"--force-with-lease=refs/heads/{branch}:{seen}"
    git(root, "push", "--quiet", lease, "origin", f"{commit}:refs/heads/{branch}")


def checked_out(root: Path) -> str:
    """Return the branch that is checked out. Raises ProposalError where it is none."""
    return git(root, "symbolic-ref", "--short", "HEAD")


def has_server(root: Path) -> bool:
    """Return whether the repository has a server called origin."""
    return "origin" in git(root, "remote").split()


def advance(root: Path, commit: str) -> None:
    """Set the branch that is checked out to a commit whose FOLDER the files hold already; what a
    person has staged elsewhere stays.
    """
    git(root, "update-ref", "HEAD", commit)
    git(root, "reset", "--quiet", "--", FOLDER)


def push_checked_out(root: Path) -> None:
    """Push the branch that is checked out, unless somebody else moved it on the server."""
    branch = checked_out(root)
    git(root, "push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")


@contextmanager
def _scratch_index(root: Path) -> Iterator[Mapping[str, str]]:
    """Yield an environment in which git's index is a copy of HEAD that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        env = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
        git(root, "read-tree", "HEAD", env=env)
        yield env


def _bundle_head(root: Path, commit: str, branch: str) -> bytes:
    version = "# v2 git bundle\n"
    if (kind := git(root, "rev-parse", "--show-object-format")) != "sha1":
        version = f"# v3 git bundle\n@object-format={kind}\n"
    return f"{version}{commit} HEAD\n{commit} refs/heads/{branch}\n\n".encode()


def _touched(head: str, path: str) -> Touched:
    """Parse a pair of `git diff-tree --raw -z`.

    That is ":<old mode> <new mode> <old> <new> <letter>" and the path.
    """
    _, mode, _, _, letter = head.split()
    return Touched(path, mode, removed=letter == "D")


def _sign_in() -> tuple[str, ...]:
    """Return the settings by which git finds out who it is for a forge."""
    server = os.environ.get("CI_SERVER_URL", "")
    if "VIGIE_TOKEN" not in os.environ or not _SERVER.fullmatch(server):
        return _SIGN_IN
    return (*_SIGN_IN, "-c", f"credential.{server}.helper={_GITLAB_ANSWER}")


def _ask(
    root: Path,
    program: str,
    *arguments: str,
    given: bytes | None = None,
    env: Mapping[str, str] | None = None,
) -> str:
    if not (found := shutil.which(program)):
        raise ProposalError(tell("not_installed", program=program))
    # Every argument is this module's own or an id that git gave; text from outside goes in as
    # files.
    answer = subprocess.run(  # noqa: S603
        [found, *arguments],
        cwd=root,
        env={**os.environ, "LC_ALL": "C.UTF-8", "GIT_TERMINAL_PROMPT": "0", **(env or {})},
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        check=False,
    )
    if answer.returncode:
        said = (answer.stderr or answer.stdout).decode(errors="replace").strip()
        raise ProposalError(f"{program} {' '.join(arguments[-2:])}: {said}")
    return answer.stdout.decode(errors="surrogateescape").removesuffix("\n")
