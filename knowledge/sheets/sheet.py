"""What the sheets of all kinds in `docs/<lang>/` have in common, and what makes a kind."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import StringConstraints

from knowledge.sheets.field_info import Model, Pair, Said, of
from knowledge.sheets.values import Line, Terms

Texts = Mapping[str, Mapping[str, tuple[str, str]]]


class Translation(Model):
    """Of what a sheet is a translation, and of which state of it: written by `vigie translated`."""

    of: Annotated[
        str,
        StringConstraints(pattern=r"^[a-z]{2}$"),
        Said(
            ("Langue de l’original", "Taal van het origineel"),
            ("La langue traduite.", "De vertaalde taal."),
            "fr",
        ),
    ]
    hash: Annotated[
        str,
        StringConstraints(pattern=r"^[0-9a-f]{12}$"),
        Said(
            ("Empreinte de l’original", "Vingerafdruk van het origineel"),
            (
                "Écrite par la commande vigie translated.",
                "Geschreven door het commando vigie translated.",
            ),
            "3f2a9c01b7de",
        ),
    ]


class Keys(Model):
    """The keys that every sheet has."""

    title: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=120),
        Said(
            ("Titre", "Titel"),
            (
                "Un titre clair, sans sigle, de 120 caractères au plus.",
                "Een duidelijke titel, hoogstens 120 tekens.",
            ),
            (
                "Une réunion courte et debout chaque lundi",
                "Elke maandag een korte vergadering, staand",
            ),
        ),
    ]
    description: Annotated[
        Line,
        Said(
            ("Résumé", "Samenvatting"),
            (
                "Une phrase : de quoi il s’agit et pour qui.",
                "Eén zin: waarover het gaat en voor wie.",
            ),
            (
                "Dix minutes pour se coordonner, sans ordinateur.",
                "Tien minuten om af te stemmen, zonder computer.",
            ),
        ),
    ]
    themes: Annotated[
        Terms,
        Said(
            ("Thèmes", "Thema’s"),
            (
                "Les thèmes de la veille dont la fiche parle.",
                "De thema’s van de watch waarover de fiche gaat.",
            ),
            "[telework, workload]",
            terms="themes",
        ),
    ] = ()
    translation: Annotated[
        Translation | None,
        Said(
            ("Traduction", "Vertaling"),
            (
                "À ne pas remplir à la main : la commande vigie translated l’écrit dans la traduction.",
                "Niet met de hand in te vullen: het commando vigie translated schrijft het in de vertaling.",
            ),
        ),
    ] = None


@dataclass(frozen=True)
class Mistake:
    """A rule that a sheet breaks: the key where it shows, its code in the kind's `texts`, and the
    facts it names.

    `within` leads from the key to the very place, as (2, "file") does in a list.
    """

    key: str
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    within: tuple[str | int, ...] = ()


def no_rules(_: Mapping[str, Any]) -> Iterator[Mistake]:
    """Break none."""
    yield from ()


def no_files(_: Model, __: Path) -> Iterator[Mistake]:
    """Find nothing wrong with the files beside a sheet."""
    yield from ()


@dataclass(frozen=True)
class Kind:
    """A kind of sheet: its id, the folder of `docs/<lang>/` it stands in, its model, its name and
    that of many.

    `rules` are those that hold between keys: given those that are right by themselves (what is not
    written has its default; what is wrong is not there), it yields what they break. `beside` holds
    a sheet's keys against the files of its folder; those that are absent are told of without it.
    `texts` says each of its mistakes in English, French and Dutch: what happened, how to mend it.
    `shared` names the keys that must say the same in every language. Where `suffix` is ".yml", one
    file holds all languages and stands in `docs/<folder>/`. A person writes the page of an `opened`
    folder too, index.md, as a sheet.
    """

    id: str
    folder: str
    model: type[Model]
    label: Pair
    plural: Pair
    rules: Callable[[Mapping[str, Any]], Iterator[Mistake]] = no_rules
    texts: Texts = field(default_factory=dict)
    shared: tuple[str, ...] = ()
    suffix: str = ".md"
    beside: Callable[[Model, Path], Iterator[Mistake]] = no_files
    opened: bool = False

    @property
    def sections(self) -> dict[str, Said]:
        """Give what is said of each key that stands below the front matter, in their order."""
        return {name: said for name, said in self.said.items() if said.section}

    @property
    def said(self) -> dict[str, Said]:
        """Give what is said of each key, in their order."""
        return {name: of(info) for name, info in self.model.model_fields.items()}
