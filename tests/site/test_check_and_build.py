"""What `check` passes, `build` builds; what `build` refuses, `check` told: over instances that lack
what the first one has.
"""

import re
from datetime import UTC, datetime

import pytest

from hooks import build
from knowledge.errors import SiteError
from tests.vigie.sheets import put
from vigie import checking, cli_locale, instance
from vigie.commands import init
from vigie.commands.init import Wanted

pytestmark = pytest.mark.site
TODAY = datetime(2026, 11, 25, tzinfo=UTC).date()
WORDS = cli_locale.words("en")
OPTIONAL = ("steps", "fields", "audiences", "regions")
LINKS = {
    "map": "[Carte](map.md)",
    "month": "[Mois](months/2026-01.md)",
    "folder": "[Agenda](events/)",
    "root": "[À propos](/fr/about/)",
    "image": "![Une image](nope.png)",
    "outside": "[README](../../README.md)",
    "reference": "[Texte][là]\n\n[là]: nulle-part.md",
}


def started(folder, *languages, without=()):
    init.write(Wanted("Un réseau", languages, "mailto:a@example.org"), folder, WORDS)
    lists = folder / "taxonomy.yml"
    for name in without:
        text = re.sub(rf"(?ms)^{name}:.*?(?=^[a-z]+:|\Z)", "", lists.read_text(encoding="utf-8"))
        lists.write_text(text, encoding="utf-8")
    return folder


def checked(root):
    return checking.whole(root, lambda: instance.load(root), TODAY)


@pytest.mark.parametrize("languages", [("fr",), ("nl", "fr")], ids="-".join)
@pytest.mark.parametrize("without", [(), ("steps",), OPTIONAL], ids="-".join)
def test_an_instance_that_passes_is_built(tmp_path, languages, without):
    root = started(tmp_path / "new", *languages, without=without)

    assert checked(root).errors == 0
    build.build(root, tmp_path / "site", today=TODAY)


def test_what_the_build_refuses_the_check_told(tmp_path):
    root = started(tmp_path / "new", "fr", without=("steps",))
    for name, link in LINKS.items():
        put(root, f"docs/fr/{name}-page.md", f"# Page\n\n{link}\n")

    told = {finding.path for finding in checked(root).findings if finding.level == "error"}
    with pytest.raises(SiteError) as refused:
        build.build(root, tmp_path / "site", today=TODAY)

    pages = {
        f"docs/fr/{page}" for page in re.findall(r"'([\w-]+\.md)' contains", str(refused.value))
    }
    assert pages
    assert pages <= told
    assert told == {f"docs/fr/{name}-page.md" for name in LINKS}
