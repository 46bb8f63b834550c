"""`vigie import`: what came back from a form stands in its place, as it was typed; or why not is told
to whom it concerns, and nothing is written.
"""

import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from knowledge import config
from knowledge.model import Entry
from knowledge.sheets import collection
from knowledge.sheets.registry import KINDS
from knowledge.storage import entry_store, review
from tests.vigie.intake import sent
from tests.vigie.sheets import ROOT, begin, put, vigie
from vigie import cli_locale
from vigie.commands import import_proposal
from vigie.intake import parcel

FR, NL = "docs/fr/practices/reunion-debout.md", "to-translate/docs/nl/practices/reunion-debout.md"
ENTRY = Entry(
    id="0a1b2c3d4e",
    title="Loi : été",
    url="https://example.org/loi",
    source="source",
    lang="fr",
    type="law",
    date=None,
    first_seen=datetime(2026, 11, 15, 18, tzinfo=UTC),
)
WORDS = [cli_locale.words("fr")]


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    return begin(tmp_path)


def taken(root: Path, raw: bytes | str, name: str = "a.md") -> list[str] | None:
    """Take a proposal in without the sandbox."""
    file = root.parent / name
    file.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return import_proposal.take_in(file, root, parcel.opened, WORDS)


def files(root: Path) -> dict[str, bytes]:
    """Return every file of an instance but the lock."""
    found = (path for path in root.rglob("*") if path.is_file() and ".vigie" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_a_proposal_is_taken_in_checked_and_answered(instance, tmp_path):
    file = put(tmp_path.parent, f"{tmp_path.name}.eml", "")
    file.write_bytes(sent.mail(f"=====\n{sent.a_practice()}=====\n"))

    done = vigie(instance, "import", str(file), "--lang", "en")

    written = (instance / FR).read_text(encoding="utf-8")
    assert done.exit_code == 0
    assert written == parcel.without_mark(sent.a_practice())
    assert f"Written: {FR}" in done.stdout
    assert "0 errors" in done.stdout
    assert "La réponse à envoyer à Léa Dubois <lea@example.org>" in done.stdout
    assert "Merci pour «\u00a0Réunion : debout 😀\u00a0»" in done.stdout


def test_what_is_to_be_translated_waits_and_is_a_sheet_once_it_is_moved(instance):
    assert taken(instance, sent.a_practice()) == [FR, NL]
    place = instance / NL.removeprefix("to-translate/")
    place.parent.mkdir(parents=True)
    (instance / NL).rename(place)

    held = collection.load(instance)

    own, other = (held.find(KINDS["practice"], sent.NAME, lang) for lang in ("fr", "nl"))
    assert held.problems == ()
    assert other.keys.translation.of == "fr"
    assert own.keys.context == other.keys.context
    assert list(held.sheets).count(own) == 1


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_files_stand_beside_the_sheet_without_their_authors(instance, lang):
    packed = {
        f"{sent.NAME}.md": sent.a_practice(lang).encode(),
        f"{sent.NAME}/Ete-2.pdf": sent.pdf(),
        f"{sent.NAME}/run.html": b"<script>",
    }

    paths = taken(instance, sent.archive(packed), "a.zip")

    pdf = f"docs/{lang}/practices/{sent.NAME}/Ete-2.pdf"
    assert paths[:2] == [f"docs/{lang}/practices/{sent.NAME}.md", pdf]
    assert b"Dupont" not in (instance / pdf).read_bytes()
    assert not list(instance.rglob("*.html"))


def test_a_file_of_an_e_mail_is_found_by_the_name_that_it_had(instance, capsys):
    tool = sent.form(
        'title: "no"\ndescription: "2026-01-01"\ntype: method\nsteps: [framing]\n'
        'file: "grille/Ete-n-2.pdf"\n',
        "tool",
        "Le texte. [La grille](grille/Ete-n-2.pdf)",
        name="grille",
    )
    body = f"=====\n{tool}=====\n"

    alone = taken(instance, sent.mail(body), "a.eml")
    lacks = capsys.readouterr().out
    paths = taken(instance, sent.mail(body, {"Été, n° 2.pdf": sent.pdf()}), "a.eml")

    assert alone is None
    assert "le fichier Ete-n-2.pdf n’était pas joint" in lacks
    assert paths[:2] == ["docs/fr/tools/grille.md", "docs/fr/tools/grille/Ete-n-2.pdf"]
    assert collection.load(instance).problems == ()


def test_a_file_that_is_refused_is_told_to_its_author_once_with_the_reason(instance, capsys):
    tool = sent.form(
        'title: "Grille"\ndescription: "x"\ntype: method\nsteps: [framing]\nfile: "grille/Ete.pdf"\n',
        "tool",
        "Texte.",
        name="grille",
    )

    taken(instance, sent.archive({"grille.md": tool.encode(), "grille/Ete.pdf": b"MZ\0"}), "a.zip")

    told, answer = capsys.readouterr().out.split("Bonjour")
    reason = "grille/Ete.pdf\u00a0: ce que contient ce fichier n’est rien de ce que nous publions"
    assert (told.count("Ete.pdf"), answer.count("Ete.pdf")) == (1, 1)
    assert reason in told.split("Pour qui l’a proposé")[1]
    assert reason in answer


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (sent.a_practice(substance="fun"), "Fond ou confort"),
        (sent.a_practice(title='""'), "Titre"),
        (sent.a_practice(title='"' + "x" * 121 + '"'), "Titre"),
        (sent.a_practice(life="[{state: kept, on: 2026-01-01}]"), "kept"),
        (sent.a_practice(organisation='"Une institution : nouvelle"'), "vigie new organisation"),
        (sent.a_practice(color="red"), "color"),
        (sent.a_practice().replace("## Contexte", "## Context"), "Contexte"),
        (sent.a_practice() + "\n<script>alert(1)</script>\n", "script"),
        (sent.a_practice(title="&a [*a]"), "a.md"),
        (sent.a_practice().replace("form: 1", "form: 2"), "form"),
        (sent.a_practice().replace("kind: practice", "kind: secret"), "kind"),
        (sent.a_practice().replace("lang: fr", "lang: de"), "lang"),
        (sent.a_practice(name="../x"), "name"),
        (sent.a_practice().replace("vigie-proposal: {", "vigie-proposal: {form: 1, "), "form"),
        ("Bonjour", "vigie-proposal"),
        (b"\xff\xfe\x00", "a.md"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(instance, capsys, raw, told):
    before = files(instance)

    assert taken(instance, raw) is None

    said = "".join(capsys.readouterr())
    assert told in said
    assert "Rien n’a été écrit" in said
    assert files(instance) == before


def test_the_line_of_a_mistake_is_that_of_the_file_which_came(instance, capsys):
    raw = "Bonjour,\n\n=====\n" + sent.a_practice(substance="fun")
    line = raw.split("\n").index("substance: fun") + 1

    taken(instance, raw, "a.txt")

    assert f"a.txt, ligne {line}" in capsys.readouterr().out.replace("\u00a0", " ")


def test_a_file_that_is_there_is_never_touched(instance, capsys):
    taken(instance, sent.a_practice())
    before = files(instance)

    assert taken(instance, sent.a_practice(title='"Autre"')) is None

    assert files(instance) == before
    assert f"{FR} existe déjà" in capsys.readouterr().out


def test_a_link_in_the_way_is_not_followed(instance, tmp_path):
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (instance / "docs" / "fr" / "practices").symlink_to(outside)

    done = vigie(instance, "import", str(put(outside.parent, "b.md", sent.a_practice())))

    assert done.exit_code != 0
    assert list(outside.iterdir()) == []


def test_nothing_is_left_half_written(instance, monkeypatch):
    def broken(path, body):
        raise KeyboardInterrupt

    before = files(instance)
    monkeypatch.setattr(import_proposal.atomic, "write", broken)
    with pytest.raises(KeyboardInterrupt):
        taken(instance, sent.a_practice())

    assert files(instance) == before


SOURCE = (
    'name: "Une source : été"\nurl: "https://example.org/a"\nlanguages: [nl, fr]\n'
    'publishes: "Des lois\\n# x"\n'
)


def test_a_source_is_drafted_off_and_tried_only_where_somebody_says_so(instance, capsys):
    before = files(instance)
    asked = []

    def probe(words):
        asked.append(words)
        return 0

    assert taken(instance, sent.form(SOURCE, "source")) == []
    said = capsys.readouterr().out
    file = put(instance.parent, "b.md", sent.form(SOURCE, "source"))
    import_proposal.take_in(file, instance, parcel.opened, WORDS, probe=probe)

    draft = said[said.index("sources:\n") : said.index("\n\n─")]
    sources = instance / "watch_sources.yml"
    assert files(instance) == before
    assert asked == [["probe", "--", "https://example.org/a"]]
    sources.write_text(sources.read_text() + draft.partition("\n")[2] + "\n")
    source = config.load(instance, readers=None).sources[-1]
    assert (source.id, source.lang, source.enabled) == ("une-source-ete", "nl", False)
    assert source.reason == "Des lois # x"


@pytest.mark.parametrize(
    "head", [SOURCE.replace("https:", "javascript:"), SOURCE.replace("languages", "language"), ""]
)
def test_a_source_that_is_none_is_told_and_tried_by_nobody(instance, capsys, head):
    file = put(instance.parent, "b.md", sent.form(head, "source"))

    def probe(words):
        raise AssertionError(words)

    taken_in = import_proposal.take_in(file, instance, parcel.opened, WORDS, probe=probe)

    assert taken_in is None
    assert "sources:" not in capsys.readouterr().out


def test_what_becomes_no_file_is_passed_on(instance, capsys):
    before = files(instance)

    assert taken(instance, sent.form('title: "Qui ? 😀"\n', "correction", "Texte")) == []

    said = capsys.readouterr().out
    assert "Qui" in said
    assert "Nous l’avons transmis" in said
    assert files(instance) == before


@pytest.mark.parametrize(("kind", "state"), [("question", "asked"), ("idea", "idea")])
def test_a_question_and_an_idea_are_sheets_of_one_kind(instance, kind, state):
    head = (
        f'title: "Qui ? 😀"\ndescription: "Une phrase : # ça"\n'
        f"life:\n  - {{state: {state}, on: 2026-11-28}}\n"
    )

    written = taken(instance, sent.form(head, kind, "## Précisions\n\nDu texte."))

    path = next(path for path in written if path.startswith("docs/fr/questions/"))
    assert f"to-translate/{path.replace('/fr/', '/nl/')}" in written
    assert head in (instance / path).read_text(encoding="utf-8")


def test_a_sheet_that_no_form_made_is_known_by_its_schema_and_its_headings(instance):
    raw = parcel.without_mark(sent.a_practice("nl"))

    assert taken(instance, raw, "Été.md")[0] == "docs/nl/practices/ete.md"


NOTED = (
    'entry: "https://example.org/loi"\nnote: "Ce qui change : 😀 # {x}"\naudience: [hr]\n'
    "obligation: true\nin_force: 2027-01-01\n"
)


def test_a_note_stands_on_its_entry_and_what_a_person_said_before_stays(instance, capsys):
    entry_store.write(ENTRY, instance)
    raw = sent.form(NOTED, "note", "Le texte : **gras**.")

    (path,) = taken(instance, raw)
    again = taken(instance, raw)
    (other,) = taken(
        instance,
        sent.form(
            'entry: "https://site.example/nl/months/2026-11/#0a1b2c3d4e"\nnote: "Nl"\n',
            "note",
            lang="nl",
        ),
    )

    (entry,) = entry_store.load(instance)
    said = review.read(entry.review)
    written = (instance / path).read_text(encoding="utf-8")
    assert "  obligation: true\n  in_force: 2027-01-01\n" in written
    assert path == other == f"docs/watch/source/loi-{ENTRY.id}.md"
    assert again is None
    assert said.note == {"fr": "Ce qui change : 😀 # {x}", "nl": "Nl"}
    assert (said.audience, said.obligation, str(said.in_force)) == (("hr",), True, "2027-01-01")
    assert entry.body.strip() == "Le texte : **gras**."
    assert "quelqu’un a déjà écrit" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ('entry: "https://example.org/none"\nnote: "x"\n', "https://example.org/none"),
        ('entry: "nowhere"\nnote: "x"\n', "nowhere"),
        ('entry: "https://example.org/loi"\n', "note"),
    ],
)
def test_a_note_on_nothing_is_told(instance, capsys, head, told):
    entry_store.write(ENTRY, instance)
    before = files(instance)

    assert taken(instance, sent.form(head, "note")) is None

    assert told in capsys.readouterr().out
    assert files(instance) == before


SHEET = parcel.without_mark(sent.a_practice()).replace(
    "fields: [health, equality]",
    "# A word of the editor.\nthemes: [telework]\nfields:  [health]  # as it is",
)


def correction(head: str, body: str = "", of: str = "") -> str:
    """Return what the form of a correction makes."""
    sum_of = of or hashlib.sha256(SHEET.encode()).hexdigest()
    return sent.form(head, "practice", body).replace("}\n", f', of: "{sum_of}"}}\n', 1)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_correction_changes_what_it_names_and_no_other_byte(instance, capsys, newline):
    before = SHEET.replace("\n", newline).encode()
    put(instance, FR, "").write_bytes(before)
    body = "## Moyens\n\nDeux heures : 😀\n\n## Résultats\n\nBien."
    raw = correction('title: "Autre : été"\nthemes: null\nstakes: [staff]\n', body, of="0" * 64)

    paths = taken(instance, raw)

    after = (instance / FR).read_bytes()
    gone = [line for line in before.split(b"\n") if line not in after.split(b"\n")]
    new = [line for line in after.split(b"\n") if line not in before.split(b"\n")]
    end = newline[:-1]
    assert paths == [FR]
    assert [line.decode() for line in gone] == [
        f'title: "Réunion : debout 😀"{end}',
        f"themes: [telework]{end}",
    ]
    assert [line.decode() for line in new] == [
        *(f'title: "Autre : été"{end}', f"stakes: [staff]{end}"),
        *(f"Deux heures : 😀{end}", f"## Résultats{end}", f"Bien.{end}"),
    ]
    assert f"{FR} a changé depuis" in capsys.readouterr().out


def test_a_correction_of_one_key_leaves_the_rest_and_one_that_breaks_a_rule_is_told(
    instance, capsys
):
    put(instance, FR, "").write_bytes(SHEET.encode())

    wrong = taken(instance, correction("substance: fun\n"))
    unchanged = (instance / FR).read_text(encoding="utf-8")
    lacks = taken(instance, correction("substance: comfort\n").replace(sent.NAME, "none"))
    right = taken(instance, correction("substance: substance\n"))

    assert (wrong, lacks, right) == (None, None, [FR])
    assert unchanged == SHEET
    assert (instance / FR).read_text(encoding="utf-8") == SHEET.replace(
        "substance: comfort", "substance: substance"
    )
    assert "a changé depuis" not in capsys.readouterr().out


def test_a_file_for_a_kit_stands_at_the_end_of_its_contents(instance, capsys):
    kit = (ROOT / "docs/fr/toolkits/experiment.md").read_text(encoding="utf-8")
    before = re.sub(r"  - sheet: .*\n", "", kit.split("\n## ")[0] + "\nTexte.\n")
    path = put(instance, "docs/fr/toolkits/experiment.md", before)
    put(instance, "docs/fr/toolkits/experiment/experiment-sheet.docx", "x")
    head = (
        'kit: toolkits/experiment\nfile: "experiment/Affiche-ete.pdf"\ntype: example\n'
        'title: "# 😀 : {x}"\nalternative: "no"\n'
    )
    raw = sent.mail(f"=====\n{sent.form(head, 'kit-file')}=====\n", {"Affiche été.pdf": sent.pdf()})

    lacks = taken(instance, sent.form(head, "kit-file"))
    nowhere = taken(instance, sent.form(head.replace("toolkits/", "../"), "kit-file"))
    paths = taken(instance, raw, "a.eml")

    after = path.read_text(encoding="utf-8")
    new = after.replace(before.split("\n---\n")[0], "").split("\n---\n")[0]
    assert (lacks, nowhere) == (None, None)
    assert paths == [
        "docs/fr/toolkits/experiment/Affiche-ete.pdf",
        "docs/fr/toolkits/experiment.md",
    ]
    assert yaml.safe_load(new) == [
        {
            "file": "experiment/Affiche-ete.pdf",
            "type": "example",
            "title": "# 😀 : {x}",
            "alternative": "no",
        }
    ]
    assert after.startswith(before.split("\n---\n")[0])
    assert after.endswith("\nTexte.\n")


ORGANISATION = """# A word of the house.
names: {fr: Une maison, nl: Een huis}
kind:  public-service  # as it is
scope: regional
member: yes
site: https://a.example/
description:
  fr: Un texte.
  nl: Een tekst.
roles:
  - id: permanent
    title: {fr: Membre effectif, nl: Effectief lid}
    seat: permanent
  - id: alternate
    title: {fr: Suppléant, nl: Plaatsvervanger}
    seat: alternate
"""


def organisation(head: str) -> str:
    """Return what the form of a correction of an organisation makes."""
    sum_of = hashlib.sha256(ORGANISATION.encode()).hexdigest()
    made = sent.form(head, "organisation", name="maison")
    return made.replace("}\n", f', of: "{sum_of}"}}\n', 1)


def test_a_correction_of_an_organisation_keeps_the_other_language_and_every_other_byte(instance):
    path = "docs/directory/maison.yml"
    put(instance, path, ORGANISATION)

    paths = taken(instance, organisation('description: {fr: "Autre : 😀"}\nsite: null\n'))

    after = (instance / path).read_text(encoding="utf-8")
    kept, gone = ORGANISATION.split("site:")[0], ORGANISATION[ORGANISATION.index("roles:") :]
    assert paths == [path]
    assert after.startswith(kept)
    assert after.endswith(gone)
    between = after.removeprefix(kept).removesuffix(gone)
    held = collection.load(instance).find(KINDS["organisation"], "maison").keys
    assert (held.description.fr, held.description.nl, held.site) == (
        *("Autre : 😀", "Een tekst."),
        None,
    )
    assert "site" not in between


def test_a_corrected_role_keeps_its_id_and_its_other_language_and_a_new_one_gets_an_id(instance):
    put(instance, "docs/directory/maison.yml", ORGANISATION)
    rows = (
        "roles:\n"
        '  - {id: permanent, title: {fr: "Membre : effectif"}, seat: permanent}\n'
        '  - {id: alternate, title: {fr: "Suppléant"}, seat: alternate, mailbox: "a@b.example"}\n'
        '  - {title: {fr: "Égalité : 😀"}, languages: [fr, nl]}\n'
    )

    assert taken(instance, organisation(rows))

    held = collection.load(instance).find(KINDS["organisation"], "maison").keys
    told = [(role.id, role.title.fr, role.title.nl, role.mailbox) for role in held.roles]
    assert told == [
        ("permanent", "Membre : effectif", "Effectief lid", None),
        ("alternate", "Suppléant", "Plaatsvervanger", "a@b.example"),
        ("egalite", "Égalité : 😀", None, None),
    ]
    after = (instance / "docs/directory/maison.yml").read_text(encoding="utf-8")
    assert after.startswith(ORGANISATION[: ORGANISATION.index("  - id: permanent")])


def test_a_corrected_role_keeps_the_person_that_no_form_shows(instance):
    person = (
        "    person: {id: ada, name: Ada Exemple, legal_basis: consent, given_on: 2026-11-01,"
        " last_verified: 2026-11-01, expires: 2099-11-01}\n"
    )
    before = ORGANISATION.replace("    seat: alternate\n", f"    seat: alternate\n{person}")
    put(instance, "docs/directory/maison.yml", before)
    rows = (
        "roles:\n"
        '  - {id: permanent, title: {fr: "Membre effectif"}, seat: permanent}\n'
        '  - {id: alternate, title: {fr: "Suppléant : 😀"}, seat: alternate}\n'
    )

    assert taken(instance, organisation(rows))

    held = collection.load(instance).find(KINDS["organisation"], "maison").keys
    assert [(role.title.fr, role.person and role.person.name) for role in held.roles] == [
        ("Membre effectif", None),
        ("Suppléant : 😀", "Ada Exemple"),
    ]


def test_a_role_that_is_not_corrected_keeps_its_bytes(instance):
    path = "docs/directory/maison.yml"
    put(instance, path, ORGANISATION)
    rows = (
        "roles:\n"
        '  - {id: permanent, title: {fr: "Membre effectif"}, seat: permanent}\n'
        '  - {id: alternate, title: {fr: "Suppléant"}, seat: alternate, mailbox: "a@b.example"}\n'
    )

    assert taken(instance, organisation(rows)) == [path]

    after = (instance / path).read_text(encoding="utf-8")
    same = ORGANISATION[: ORGANISATION.index("  - id: alternate")]
    assert after.startswith(same)
    assert "mailbox: a@b.example" in after.removeprefix(same)


def test_a_form_for_corrections_makes_nothing_new(instance, capsys):
    before = files(instance)

    assert taken(instance, sent.form('title: "x"\n', "action")) is None

    assert "of" in "".join(capsys.readouterr())
    assert files(instance) == before


DIRECTORY = "docs/directory/institution-a.yml"
PERSON = (
    'person:\n  name: "Léa Dubois"\n  legal_basis: mission\n'
    "  last_verified: 2026-11-01\n  expires: 2027-11-01\n"
)


def contact(head: str) -> str:
    """Return what the form of a contact makes."""
    return sent.form(f"organisation: institution-a\n{head}", "contact", name="contact")


def test_a_contact_is_a_role_more_and_the_others_keep_their_bytes(instance, capsys):
    before = (instance / DIRECTORY).read_text(encoding="utf-8")

    paths = taken(instance, contact('title: {fr: "Conseil : été"}\nlanguages: [fr]\n'))

    after = (instance / DIRECTORY).read_text(encoding="utf-8")
    role = yaml.safe_load(after)["roles"][-1]
    assert paths == [DIRECTORY]
    assert after.startswith(before.rstrip())
    assert role == {"id": "conseil-ete", "title": {"fr": "Conseil : été"}, "languages": ["fr"]}
    assert "Merci pour «\u00a0Conseil : été\u00a0»" in capsys.readouterr().out
    assert collection.load(instance).problems == ()


def test_a_name_for_a_vacant_seat_is_put_into_it_once(instance, capsys):
    head = 'title: {fr: "Membre"}\nseat: permanent\n'

    taken(instance, contact(f"{head}{PERSON}"))
    held = files(instance)
    again = taken(instance, contact(head + PERSON.replace("Léa", "Ann")))

    seat, other = yaml.safe_load(held[DIRECTORY])["roles"]
    assert (seat["title"]["nl"], seat["person"]["name"]) == ("Effectief lid", "Léa Dubois")
    assert seat["person"]["id"] == "lea-dubois"
    assert other["id"] == "alternate"
    assert again is None
    assert files(instance) == held
    assert "quelqu’un a déjà écrit ceci\u00a0: person" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ('organisation: "../x"\ntitle: {fr: "A"}\n', "vigie new organisation"),
        ('organisation: "Une nouvelle"\ntitle: {fr: "A"}\n', "vigie new organisation"),
        ('organisation: institution-a\ntitle: {fr: "A"}\nmailbox: "x"\n', "électronique"),
        ('organisation: institution-a\nseat: third\ntitle: {fr: "A"}\n', "third"),
        ('title: {fr: "A"}\n', "Institution"),
    ],
)
def test_a_contact_that_cannot_be_placed_is_told(instance, capsys, head, told):
    before = files(instance)

    assert taken(instance, sent.form(head, "contact", name="contact")) is None

    assert told in capsys.readouterr().out
    assert files(instance) == before


NEW = "docs/directory/une-institution-nouvelle.yml"


def test_a_person_says_yes_to_a_new_organisation_with_a_proposal_or_with_none_of_it(instance):
    raw = sent.a_practice(organisation='"Une institution : nouvelle"')
    file = put(instance.parent, f"{instance.name}.md", raw)
    before = files(instance)

    strange = vigie(instance, "import", str(file), "--new-organisation", "club/external")
    broken = put(instance.parent, f"{instance.name}-b.md", raw.replace("comfort", "fun"))
    wrong = vigie(instance, "import", str(broken), "--new-organisation", "agency/external")
    after = files(instance)
    done = vigie(instance, "import", str(file), "--new-organisation", "agency/external")

    assert (strange.exit_code, wrong.exit_code, done.exit_code) == (2, 2, 0)
    assert after == before
    assert yaml.safe_load((instance / NEW).read_text(encoding="utf-8")) == {
        "names": {"fr": "Une institution : nouvelle"},
        "kind": "agency",
        "scope": "external",
    }
    assert "organisation: une-institution-nouvelle\n" in (instance / FR).read_text(encoding="utf-8")
    assert collection.load(instance).problems == ()
