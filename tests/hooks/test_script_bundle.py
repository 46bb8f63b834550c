"""Modules become one script that runs as they would."""

import shutil
import subprocess
from pathlib import Path

import pytest

from hooks import asset_bundle

THEME = Path(__file__).parents[2] / "overrides"
PARTS = {
    "a/entry.js": 'import { said } from "./inner/said.js";\n'
    'import "./told.js";\n'
    'import {\n  more,\n  Thing,\n} from "./more.js";\n\n'
    "console.log(said, more(2), new Thing().name);\n",
    "a/told.js": 'import { said } from "./inner/said.js";\nconsole.log(`told ${said}`);\n',
    "a/inner/said.js": '// A word.\nexport const said = "said";\nconsole.log("once");\n',
    "a/more.js": "/**\n * Twice.\n * @param {number} n\n */\nexport function more(n) {\n"
    "  return hidden * /** @type {number} */ (n);\n}\nconst hidden = 21;\n"
    'export class Thing {\n  name = "// thing";\n}\nexport async function later() {}\n',
}


def sources() -> dict[str, str]:
    found = sorted((THEME / asset_bundle.MODULES).rglob("*.js"))
    return {path.relative_to(THEME).as_posix(): path.read_text() for path in found}


@pytest.fixture
def node() -> str:
    return shutil.which("node") or pytest.fail("Node.js is not installed")


def test_each_module_runs_once_after_those_it_imports(node):
    script = asset_bundle.bundle("a/entry.js", PARTS)

    done = subprocess.run([node], input=script, capture_output=True, text=True, check=True)

    assert done.stdout.splitlines() == ["once", "told said", "said 42 // thing"]


def test_comments_types_and_indentation_stay_behind():
    script = asset_bundle.bundle("a/more.js", PARTS)

    assert "Twice" not in script
    assert "@type" not in script
    assert all(line and line == line.strip() for line in script.splitlines())


def test_a_script_leaves_no_name_outside_itself():
    script = asset_bundle.bundle("a/entry.js", PARTS)

    assert script.startswith("(() => {\n")
    assert script.endswith("})();\n")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('import all from "./b.js";\n', "a.js: not a form that can be bundled: import all"),
        ('import * as b from "./b.js";\n', r"a.js: not a form that can be bundled: import \*"),
        ('import { b as c } from "./b.js";\n', "a.js: not a form that can be bundled: .* b as c"),
        ('import { b } from "elsewhere";\n', "a.js: not a form that can be bundled: import"),
        ("export default 1;\n", "a.js: not a form that can be bundled: export default 1;"),
        ("export let a = 1;\n", "a.js: not a form that can be bundled: export let"),
        ("const a = 1;\nexport { a };\n", "a.js: not a form that can be bundled: export { a }"),
        ('export { b } from "./b.js";\n', "a.js: not a form that can be bundled: export { b }"),
        ('import { b } from "./c.js";\n', "c.js: no such file, imported by a.js"),
        ('import { c } from "./b.js";\n', "a.js: b.js does not export c"),
        ('import { d } from "./d.js";\n', "a.js: imports itself by a.js -> d.js -> a.js"),
    ],
)
def test_what_cannot_be_bundled_is_refused_with_its_place(text, reason):
    held = {
        "a.js": text,
        "b.js": "export const b = 1;\n",
        "d.js": 'import { a } from "./a.js";\nexport const d = a;\n',
    }

    with pytest.raises(ValueError, match=reason):
        asset_bundle.bundle("a.js", held)


def test_what_is_loaded_within_a_function_stays_a_module_of_its_own():
    script = asset_bundle.bundle(
        "a.js", {"a.js": 'const load = () => import("./b.js");\nload();\n'}
    )

    assert 'import("./b.js")' in script


@pytest.mark.parametrize("name", asset_bundle.BUNDLES)
def test_the_theme_s_scripts_can_be_read(node, tmp_path, name):
    script = tmp_path / "script.js"
    script.write_text(asset_bundle.bundle(asset_bundle.BUNDLES[name], sources()))

    done = subprocess.run([node, "--check", script], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_every_module_of_the_theme_is_in_one_script_at_least():
    texts = sources()
    modules: dict[str, asset_bundle.Module] = {}
    for entry in asset_bundle.BUNDLES.values():
        asset_bundle._collect(entry, texts, modules, ())

    assert set(modules) == set(texts)
