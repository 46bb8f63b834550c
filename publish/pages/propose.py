"""What anybody may propose -> the page of all forms, and one for each, with what its script needs.

A form's script makes the file in the reader's browser (overrides/assets/scripts/propose/); these
pages send nothing (docs/decisions/taking-part.md).
"""

import hashlib
from collections.abc import Iterator, Mapping
from functools import partial
from urllib.parse import quote

from knowledge.sheets import by_language, form_fields, persons
from knowledge.sheets.field_info import SheetModel
from knowledge.sheets.form_fields import FormField
from knowledge.sheets.kinds import communication_kit, organisation, tool, toolkit
from knowledge.sheets.proposals import FORM, PROPOSALS, ProposalForm
from knowledge.sheets.reading import Sheet
from knowledge.sheets.schema_fields import BODY, Key
from publish.exports.serialise import json_document
from publish.generated_page import GeneratedPage
from publish.library import NamedTerm
from publish.pages import directory, render, word_form
from publish.site_context import SiteContext

FOLDER = "propose"
# The form that can be filled in as a document of Word too.
WORD = "practice"
_WORD_FILE = f"{FOLDER}/{WORD}.docx"
# Of what a file is named after, the first that is filled in.
_NAMED = ("title", "name", "organisation", "note", "wrong", "entry")
# Where a forge makes a new file with what an address says; another takes it as an issue.
_NEW_FILE = {
    "GitHub": "{url}/new/{branch}?filename={{path}}&value={{text}}",
    "Codeberg": "{url}/_new/{branch}?filename={{path}}&value={{text}}",
}
_NEW_ISSUE = {
    "GitHub": "{url}/issues/new?title={{title}}&body={{text}}",
    "Codeberg": "{url}/issues/new?title={{title}}&body={{text}}",
    "GitLab": "{url}/-/issues/new?issue[title]={{title}}&issue[description]={{text}}",
}
_EDIT = {
    "GitHub": "{url}/edit/{branch}/{{path}}",
    "Codeberg": "{url}/_edit/{branch}/{{path}}",
    "GitLab": "{url}/-/edit/{branch}/{{path}}",
}
_BRANCH = "main"


def pages(context: SiteContext) -> Iterator[GeneratedPage]:
    """Yield the page of the forms, and each form that the instance can fill."""
    translate = context.catalogue.translate
    forms = _forms(context)
    title = translate("site.propose_title")
    yield GeneratedPage(
        f"{FOLDER}/index.md",
        title,
        "propose.html",
        {"forms": list(filter(_is_new, forms)), "title_of": partial(_title, context=context)},
        translate("site.propose_lead"),
    )
    for proposal, fields in forms:
        yield GeneratedPage(
            f"{FOLDER}/{proposal.id}.md",
            _title(proposal, context),
            "propose-form.html",
            {
                "form": _data(proposal, fields, context),
                "proposal": proposal.id,
                "word": word_template(context) if proposal.id == WORD else "",
            },
            context.about(
                _title(proposal, context),
                context.catalogue.choice("site.propose_about", proposal.id),
            ),
            crumbs=((title, f"{FOLDER}/index.md"),),
        )


def address(name: str, context: SiteContext) -> str:
    """Return the path of a form, or that of all where the instance cannot have it."""
    known = {proposal.id for proposal, _ in _forms(context)}
    return f"{FOLDER}/{name}/" if name in known else f"{FOLDER}/"


def correction(path: str, context: SiteContext) -> tuple[str, str]:
    """Return where a page is corrected, by its path under its language's folder, and what the form
    begins with: what the sheet holds, or else the address.
    """
    folder, _, name = path.removesuffix(".md").rpartition("/")
    for proposal, _ in _forms(context):
        if _holds(proposal, folder, name, context):
            return f"{FOLDER}/{proposal.id}/", f"sheet={folder}/{name}"
    return f"{FOLDER}/correction/", f"page={quote(render.page_url(path))}"


def _holds(proposal: ProposalForm, folder: str, name: str, context: SiteContext) -> bool:
    """Return whether a form is that of the sheet at a path."""
    kind = proposal.kind
    if kind is None or kind.folder != folder:
        return False
    return context.library.sheets.find(kind, name, context.locale) is not None


def files(context: SiteContext) -> dict[str, bytes]:
    """Return what each sheet that has a form holds, and the sum of its file, by path."""
    made = {}
    for proposal, fields in _forms(context):
        if proposal.kind:
            for sheet in context.library.sheets.of(proposal.kind, context.locale):
                path = f"{sheet.kind.folder}/{sheet.id}.json"
                made[path] = json_document(_held(sheet, fields, context))
        if proposal.id == WORD:
            title = _title(proposal, context)
            made[_WORD_FILE] = word_form.document(WORD, title, fields, context)
    return made


def word_template(context: SiteContext) -> str:
    """Return the path of the template of Word, "" where the instance cannot have its form."""
    return _WORD_FILE if any(proposal.id == WORD for proposal, _ in _forms(context)) else ""


def _held(
    sheet: Sheet[SheetModel], fields: list[FormField], context: SiteContext
) -> dict[str, object]:
    # A name stands on its role's page and card, and in no other file: a form begins without it.
    keys = persons.unnamed(sheet.keys)
    held = form_fields.values(fields, keys, context.locale)
    if fields[-1]["name"] == BODY.name:
        held[BODY.name] = sheet.body.strip()
    raw = (context.library.root / sheet.path).read_bytes()
    return {"name": sheet.id, "of": hashlib.sha256(raw).hexdigest(), "values": held}


def _title(proposal: ProposalForm, context: SiteContext) -> str:
    return context.catalogue.choice("site.propose_titles", proposal.id)


def _forms(context: SiteContext) -> list[tuple[ProposalForm, list[FormField]]]:
    """Return each proposal that can be made here, with its fields, once a build."""
    return context.cache.get(FOLDER, lambda: list(_fillable(context)))


def _fillable(context: SiteContext) -> Iterator[tuple[ProposalForm, list[FormField]]]:
    """Yield each proposal of which what must be chosen can be."""
    options = partial(_options, context=context, living=_living(context))
    for proposal in PROPOSALS.values():
        fields = form_fields.fields(proposal.keys, context.locale, options)
        for field in filter(partial(_is_later, proposal=proposal), fields):
            field["later"] = True
        if all(map(_can_be_filled, fields)):
            yield proposal, fields


def _is_new(form: tuple[ProposalForm, list[FormField]]) -> bool:
    """Return whether a form is for something new, and not for corrections alone."""
    proposal, _ = form
    return not proposal.corrects


def _is_later(field: FormField, proposal: ProposalForm) -> bool:
    """Return whether a field is asked only of those who correct a sheet."""
    return field["name"] in proposal.later


def _can_be_filled(field: FormField) -> bool:
    if field["shape"] not in {"choice", "choices"} or not field["required"]:
        return True
    return bool(field.get("options") or field.get("other"))


def _options(key: Key, context: SiteContext, living: Mapping[str, Mapping[str, str]]) -> FormField:
    """Return what a field offers to choose from; another organisation can always be named."""
    name = key.field.terms
    if key.field.choices:
        return {"options": list(key.field.choices.labels(context.locale).items())}
    if name == "organisations":
        return {"options": list(living[name].items()), "other": True}
    if name in living:
        return {"options": list(living[name].items())}
    return {"options": [(term.id, term.label(context.locale)) for term in _terms(name, context)]}


def _terms(name: str, context: SiteContext) -> list[NamedTerm]:
    library = context.library
    ids = library.fields if name == "fields" else library.lists.get(name, {})
    return library.terms(name, ids)


def _living(context: SiteContext) -> Mapping[str, Mapping[str, str]]:
    """Return the names of what the lists that grow hold, by list and id."""
    sheets, lang = context.library.sheets, context.locale
    organisations = sheets.of(organisation.KIND)
    named = {sheet.id: by_language.read(sheet.keys.names, lang)[0] for sheet in organisations}
    roles = (held.id for held in persons.roles(organisations))
    return {
        "organisations": named,
        "roles": {name: _role(name, context) for name in roles},
        "tools": {sheet.id: sheet.keys.title for sheet in sheets.of(tool.KIND, lang)},
        "kits": dict(_kits(context)),
    }


def _kits(context: SiteContext) -> Iterator[tuple[str, str]]:
    for kind in (toolkit.KIND, communication_kit.KIND):
        for kit in context.library.sheets.of(kind, context.locale):
            yield f"{kind.folder}/{kit.id}", kit.keys.title


def _role(name: str, context: SiteContext) -> str:
    """Return what a role is called, "organisation/role", with its organisation."""
    owner = directory.named(name.partition("/")[0], context.library, context.locale).name
    return f"{owner}, {directory.role(name, context.library, context.locale)}"


def _data(
    proposal: ProposalForm, fields: list[FormField], context: SiteContext
) -> dict[str, object]:
    """Return what the script of a form reads."""
    catalogue, readers = context.catalogue, context.metadata.readers
    say = catalogue.choices("site.propose_say")
    mark = f" {catalogue.translate('site.contact_example')}" if readers.example else ""
    return {
        "form": FORM,
        "id": proposal.id,
        "lang": context.locale,
        "title": _title(proposal, context),
        "head": proposal.head(),
        "folder": _folder(proposal, context),
        "ending": proposal.kind.suffix if proposal.kind else ".md",
        "corrects": proposal.corrects,
        "begun": proposal.begun,
        "colon": catalogue.translate("site.colon"),
        "contact": readers.url,
        "contactShown": readers.shown,
        "contactMark": mark,
        "forge": _forge(proposal, context),
        "named": _NAMED,
        "faults": catalogue.forms("site.propose_faults"),
        "say": say,
        "fields": [*fields, *_beside(proposal, say)],
    }


def _folder(proposal: ProposalForm, context: SiteContext) -> str:
    """Return the folder of a sheet of this kind, "" for what is none."""
    if proposal.kind is None:
        return ""
    lang = "" if proposal.kind.one_file else f"{context.locale}/"
    return f"docs/{lang}{proposal.kind.folder}"


def _beside(proposal: ProposalForm, say: Mapping[str, str]) -> Iterator[FormField]:
    """Yield the field for files that no key of the sheet names."""
    if proposal.files:
        told = {"label": say["files"], "help": say["files_help"]}
        yield {"name": "", "shape": "file", "required": False, **told}


def _forge(proposal: ProposalForm, context: SiteContext) -> dict[str, str] | None:
    """Return where a forge takes a file, or what is none as an issue; None where it cannot."""
    files = context.metadata.repository
    ways: Mapping[str, str] = _NEW_FILE if proposal.kind else {}
    shape = ways.get(files.name) or _NEW_ISSUE.get(files.name)
    if not shape:
        return None
    told = {"url": files.url, "branch": _BRANCH}
    return {
        "address": shape.format(**told),
        "edit": _EDIT[files.name].format(**told),
        "label": context.catalogue.translate("site.propose_forge", forge=files.name),
    }
