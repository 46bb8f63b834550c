"""A page asks for one style sheet and one script of the theme's."""

from mkdocs import plugins
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from hooks import asset_bundle


def site(tmp_path, styles, scripts, **held):
    """Give the settings and the files of a site that has these."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "site_dir": str(tmp_path), "docs_dir": str(tmp_path)})
    config.plugins = plugins.PluginCollection()
    config.plugins._current_plugin = "hooks"  # as MkDocs does while it calls one
    config.extra_css = styles
    config.extra_javascript = scripts
    made = [
        File.generated(config, f"assets/{name.replace('__', '/').replace('_', '.')}", content=text)
        for name, text in held.items()
    ]
    return config, Files(made)


def deferred(path):
    script = ExtraScriptValue(path)
    script.defer = True
    return script


def test_the_themes_own_files_become_one_in_their_order(tmp_path):
    config, files = site(
        tmp_path,
        ["assets/a.css", "assets/b.css"],
        [deferred(asset_bundle.SCRIPTS)],
        a_css="a",
        b_css="b",
        scripts__site_js='import { b } from "./b.js";\nb();\n',
        scripts__b_js="export function b() {}\n",
        scripts__types_d_ts="interface Window {}\n",
    )

    asset_bundle.join(files, config)

    told = {file.src_uri: file.content_string for file in files}
    assert told.keys() == {asset_bundle.STYLES, asset_bundle.SCRIPTS}
    assert told[asset_bundle.STYLES] == "a\nb\n"
    script = told[asset_bundle.SCRIPTS]
    assert script.index("function b() {}") < script.index("b();")
    assert config.extra_css == [asset_bundle.STYLES]
    assert [(str(script), script.defer) for script in config.extra_javascript] == [
        (asset_bundle.SCRIPTS, True)
    ]


def test_what_an_instance_adds_stays_and_comes_after(tmp_path):
    config, files = site(
        tmp_path, ["own.css", "assets/a.css"], ["https://else.example/x.js"], a_css="a"
    )

    asset_bundle.join(files, config)

    assert config.extra_css == [asset_bundle.STYLES, "own.css"]
    assert config.extra_javascript == ["https://else.example/x.js"]
