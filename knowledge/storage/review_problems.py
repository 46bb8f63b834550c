"""What can be wrong with the block `review:` of an entry, and how to mend it."""

from collections.abc import Mapping

REVIEWS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "review_shape": {
        "en": (
            "{path}, line {line}: “review:” holds no keys that can be read.",
            "Write each key on its own line, indented by two spaces, as in “  in_force: 2027-01-31”.",
        ),
        "fr": (
            "{path}, ligne {line} : « review: » ne contient aucune clé lisible.",
            "Écrivez chaque clé sur sa ligne, décalée de deux espaces, comme « in_force: 2027-01-31 ».",
        ),
        "nl": (
            "{path}, regel {line}: „review:” bevat geen leesbare sleutels.",
            "Schrijf elke sleutel op een eigen regel, met twee spaties ervoor, zoals „in_force: 2027-01-31”.",
        ),
    },
    "review_key_unknown": {
        "en": (
            "{path}, line {line}: “review:” has no key “{key}”.",
            "Write one of these, or take the line out: {allowed}. The guide docs/guide/entries.md explains each.",
        ),
        "fr": (
            "{path}, ligne {line} : « review: » ne connaît pas la clé « {key} ».",
            "Employez l’une de celles-ci, ou supprimez la ligne : {allowed}. "
            "Le guide docs/guide/entries.md les explique.",
        ),
        "nl": (
            "{path}, regel {line}: „review:” kent de sleutel „{key}” niet.",
            "Gebruik een van deze, of schrap de regel: {allowed}. De gids docs/guide/entries.md legt ze uit.",
        ),
    },
    "review_value": {
        "en": (
            "{path}, line {line}: “{found}” is no value for “{key}”; the rest of “review:” is used.",
            "Write it like this: {expected}",
        ),
        "fr": (
            "{path}, ligne {line} : « {found} » n’est pas une valeur possible de « {key} » ; "
            "le reste de « review: » est pris en compte.",
            "Écrivez par exemple : {expected}",
        ),
        "nl": (
            "{path}, regel {line}: „{found}” is geen mogelijke waarde van „{key}”; de rest van „review:” telt wel.",
            "Schrijf bijvoorbeeld: {expected}",
        ),
    },
    "review_term": {
        "en": (
            "{path}, line {line}: “{found}”, given as “{key}”, does not stand in taxonomy.yml.",
            "Use an identifier that stands there: {allowed}.",
        ),
        "fr": (
            "{path}, ligne {line} : « {found} », donné comme « {key} », ne figure pas dans taxonomy.yml.",
            "Employez un identifiant qui y figure : {allowed}.",
        ),
        "nl": (
            "{path}, regel {line}: „{found}”, opgegeven als „{key}”, staat niet in taxonomy.yml.",
            "Gebruik een term die daar staat: {allowed}.",
        ),
    },
}
