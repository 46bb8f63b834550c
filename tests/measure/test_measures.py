"""Each measure over a small tree: it counts what it says, and nothing besides."""

from pathlib import Path
from textwrap import dedent

import pytest

from tests.measure import code, expressions, files, functions, names


def tree(root: Path, **texts: str) -> code.Code:
    """Write files, named with `__` for `/`, and read them as product code."""
    for name, text in texts.items():
        write(root, f"{name.replace('__', '/')}.py", text)
    return code.read(root)


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(dedent(text).lstrip("\n"), encoding="utf-8")


def test_the_five_packages_are_read_and_tests_are_not(tmp_path):
    for package in ("knowledge", "scrapers", "hooks", "vigie", "publish", "tests"):
        write(tmp_path, f"{package}/inner/part.py", "x = 1\n\ny = 2\n")

    product = code.read(tmp_path)

    assert files.modules(product).value == 5
    assert files.lines(product).value == 15
    assert product.filled_lines == 10


def test_a_folder_restricts_what_is_measured_but_not_who_imports(tmp_path):
    write(tmp_path, "hooks/page.py", "import hooks.sheets.row")
    write(tmp_path, "hooks/sheets/row.py", "x = 1")
    write(tmp_path, "hooks/sheets_too.py", "x = 1")

    product = code.read(tmp_path, "hooks/sheets/")

    assert [module.path for module in product.modules] == ["hooks/sheets/row.py"]
    assert names.lone_importer(product).value == 1


FUNCTIONS = """
    @decorated
    def three():
        x = 1
        return x

    class Box:
        def one_line(self): ...

        async def five(self):
            def two():
                return 1

            return two
"""


def test_a_function_is_as_long_as_from_def_to_its_last_line(tmp_path):
    product = tree(tmp_path, hooks__page=FUNCTIONS)

    assert functions.count(product).value == 4
    assert functions.longest(product).value == 5
    assert [offender.what for offender in functions.longest(product).offenders] == [
        "five",
        "three",
        "two",
        "one_line",
    ]
    assert functions.median_length(product).value == 2.5


def test_nine_functions_in_ten_are_within_the_ninth_decile(tmp_path):
    short = "".join(f"def short_{number}(): ...\n" for number in range(8))
    product = tree(tmp_path, hooks__page=f"{short}def two():\n    pass\ndef three():\n\n    pass\n")

    assert functions.ninth_decile_length(product).value == 3


def test_complexity_counts_branches_and_the_conditions_inside_expressions(tmp_path):
    folded = "def folded(xs, a):\n    return [x if a else 0 for x in xs if x or a]\n"
    product = tree(tmp_path, hooks__page=f"{folded}def plain(): ...\n")

    assert functions.complexity(product).value == (5 + 1) / 2
    assert functions.complexity(product).offenders[0].what == "folded"


def test_the_mean_with_classes_takes_a_class_as_one_more_block(tmp_path):
    text = "def plain(): ...\nclass Box:\n    def method(self, a):\n        return a or 1\n"
    product = tree(tmp_path, hooks__page=text)

    assert functions.complexity(product).value == 1.5
    assert functions.complexity_with_classes(product).value == pytest.approx((1 + 2 + 3) / 3)


def test_only_a_complexity_over_ten_is_too_much(tmp_path):
    ten = "def ten(a):\n" + "    if a: pass\n" * 9
    eleven = "def eleven(a):\n" + "    if a: pass\n" * 10
    product = tree(tmp_path, hooks__page=ten + eleven)

    assert functions.too_complex(product).value == 1
    assert functions.too_complex(product).offenders[0].what == "eleven"
    assert functions.too_complex_share(product).value == 50


def test_returns_and_public_docstrings_are_shares(tmp_path):
    text = '''
        class Box:
            """Hold."""

            def typed(self) -> int:
                """Return."""

            def untyped(self):
                def inner() -> None: ...

        def _private() -> int: ...
    '''
    product = tree(tmp_path, hooks__page=text)

    assert functions.typed_returns(product).value == 75
    assert [offender.what for offender in functions.typed_returns(product).offenders] == ["untyped"]
    assert functions.public_docstrings(product).value == 50
    silent = [offender.what for offender in functions.public_docstrings(product).offenders]
    assert sorted(silent) == ["inner", "untyped"]


def test_nothing_to_type_and_to_document_is_all_of_it(tmp_path):
    product = tree(tmp_path, hooks__page="x = 1")

    assert functions.typed_returns(product).value == 100
    assert functions.public_docstrings(product).value == 100
    assert functions.longest(product).value == functions.complexity(product).value == 0


@pytest.mark.parametrize(
    ("docstring", "found"),
    [
        ("Give a day.", 1),
        ("Say whether it rains.", 1),
        ("Tell the day.", 1),
        ("Return what they give.", 0),
        ("Given a day, return it.", 0),
        ("Say a word.", 0),
    ],
)
def test_docstrings_that_open_with_a_spoken_verb_are_counted(tmp_path, docstring, found):
    product = tree(tmp_path, hooks__page=f'def day():\n    """{docstring}"""\n')

    assert functions.spoken_docstrings(product).value == found


def test_a_line_is_wide_from_101_characters_on_and_blank_lines_have_no_share(tmp_path):
    lines = ["#" * 100, "x = 2", "#" * 101, "", "", "x = 1"]
    product = tree(tmp_path, hooks__page="\n".join(lines))

    assert files.wide_lines(product).value == 25
    assert files.wide_lines(product).offenders[0].where == "hooks/page.py:3"


def test_characters_are_counted_and_not_bytes(tmp_path):
    product = tree(tmp_path, hooks__page="#" + "é" * 99)

    assert files.wide_lines(product).value == 0


def test_templates_may_be_120_wide_and_scripts_100(tmp_path):
    write(tmp_path, "overrides/sheets/row.html", "a" * 120 + "\n" + "a" * 121)
    write(tmp_path, "overrides/assets/page.js", "a" * 100 + "\n" + "a" * 101)
    write(tmp_path, "overrides/assets/library.js", "/** @license MIT */\n" + "a" * 9000)
    product = code.read(tmp_path)

    assert files.wide_template_lines(product).value == 1
    assert files.wide_script_lines(product).value == 1
    assert files.wide_script_lines(product).offenders[0].where == "overrides/assets/page.js:2"


def test_long_files_are_over_200_and_400_lines(tmp_path):
    sizes = {"hooks__a": 200, "hooks__b": 201, "hooks__c": 400, "hooks__d": 401}
    product = tree(tmp_path, **{name: "x = 1\n" * size for name, size in sizes.items()})

    assert files.long_files(product).value == 3
    assert files.too_long_files(product).value == 1


@pytest.mark.parametrize(
    ("line", "rate", "nested"),
    [
        ("[x for x in xs]", 1, 0),
        ("{x for x in xs}", 1, 0),
        ("{x: x for x in xs}", 1, 0),
        ("sum(x for x in xs)", 1, 0),
        ("[x for y in xs for x in y]", 1, 1),
        ("[[x for x in y] for y in xs]", 2, 1),
        ("[x for x in [y for y in xs]]", 2, 1),
        ("map(str, xs)", 0, 0),
    ],
)
def test_comprehensions_are_counted_and_nested_ones_apart(tmp_path, line, rate, nested):
    product = tree(tmp_path, hooks__page=f"{line}\n\n\nx = 1")

    assert expressions.comprehensions(product).value == 500 * rate
    assert expressions.nested_comprehensions(product).value == 500 * nested


@pytest.mark.parametrize(
    ("line", "crowded"),
    [
        ("[x for x in xs]", 0),
        ("[x for x in xs if x]", 0),
        ("[x or y for x in xs if x]", 0),
        ("[x for x in xs if x if y]", 1),
        ("[x for x in xs if x and y]", 1),
        ("[x for x in xs if x or y]", 1),
        ("[x for y in xs if y for x in y if x]", 1),
    ],
)
def test_a_comprehension_with_more_than_one_condition_is_crowded(tmp_path, line, crowded):
    product = tree(tmp_path, hooks__page=line)

    assert expressions.crowded_comprehensions(product).value == crowded


@pytest.mark.parametrize(
    ("line", "rate", "nested"),
    [
        ("a if b else c", 1, 0),
        ("a if b else c if d else e", 2, 1),
        ("f(a if b else c, d if e else g)", 2, 0),
        ("(a if b else c) if d else e", 2, 1),
    ],
)
def test_conditional_expressions_are_counted_and_nested_ones_apart(tmp_path, line, rate, nested):
    product = tree(tmp_path, hooks__page=f"{line}\n\n")

    assert expressions.conditionals(product).value == 1000 * rate
    assert expressions.nested_conditionals(product).value == nested


def test_the_variable_one_is_counted_where_it_is_read_and_set(tmp_path):
    text = 'one = 1\nprint(one, "one", f"{one}", ones, it.one, key(one=2))\ndef f(one): ...\n'
    product = tree(tmp_path, hooks__page=text)

    assert expressions.ones(product).value == 3
    assert expressions.ones(product).offenders[0].where == "hooks/page.py"


def test_any_is_set_against_all_lines_and_its_import_is_left_out(tmp_path):
    text = "import typing\nfrom typing import Any\n\nx: Any = 1\ny: dict[str, typing.Any] = any\n"
    product = tree(tmp_path, hooks__page=text)

    assert expressions.anys(product).value == 1000 * 2 / 5


IMPORTS = {
    "hooks/__init__.py": "",
    "hooks/lone.py": "",
    "hooks/shared.py": "",
    "hooks/unused.py": "import hooks.unused",
    "hooks/page.py": "from hooks import lone, shared\nfrom hooks.lone import name",
    "hooks/cards.py": "def late():\n    from . import shared",
    "vigie/cli.py": "import hooks.page\nimport hooks.cards\nfrom hooks.cards import card",
    "vigie/other.py": "from hooks.cards import card",
}


def test_modules_with_exactly_one_importer_are_named_with_it(tmp_path):
    for path, text in IMPORTS.items():
        write(tmp_path, path, text)
    product = code.read(tmp_path)

    found = {item.where: item.what for item in names.lone_importer(product).offenders}
    assert found == {
        "hooks/lone.py": "0 lines, for hooks.page",
        "hooks/page.py": "2 lines, for vigie.cli",
    }


def test_a_relative_import_from_a_package_starts_at_that_package(tmp_path):
    write(tmp_path, "hooks/sheets/__init__.py", "from .row import Row")
    write(tmp_path, "hooks/sheets/row.py", "from ..page import x")
    write(tmp_path, "hooks/page.py", "")

    importers = names.importers(code.read(tmp_path).product)
    assert importers["hooks.sheets.row"] == {"hooks.sheets"}
    assert importers["hooks.page"] == {"hooks.sheets.row"}


def test_a_public_name_of_two_classes_or_types_has_more_than_one_meaning(tmp_path):
    shared = "class Row: ...\nclass _Own: ...\nPlace = tuple[str, int]\n"
    product = tree(
        tmp_path,
        hooks__a=f"{shared}Lang = Literal['fr', 'nl']",
        hooks__b=f"{shared}Lang = Literal['nl', 'fr']",
        hooks__c="class Only: ...\nLang = Literal['en']\nROWS = 1\nrow = 2",
        hooks__d="ROWS = 2\nrow = 3",
    )

    found = {item.where: item.what for item in names.ambiguous_classes(product).offenders}
    assert found == {
        "Row": "hooks/a.py:1, hooks/b.py:1",
        "Lang": "hooks/a.py:4, hooks/c.py:2",
    }
