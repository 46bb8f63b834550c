"""What MkDocs is told of a site before it is built."""

from mkdocs.config.defaults import MkDocsConfig

from hooks import build_state, mkdocs_events
from hooks.build_state import BuildInput
from publish import site_metadata

ROOT = "https://watch.example/"


def test_the_address_of_the_site_is_the_environments_before_the_files():
    assert mkdocs_events.root_url(
        {"root_url": "https://a.example/x", "default_root_url": "https://b.example/"}
    ) == ("https://a.example/x/")
    assert (
        mkdocs_events.root_url({"root_url": "", "default_root_url": "https://b.example/"})
        == "https://b.example/"
    )
    assert mkdocs_events.root_url({}) == "/"


def test_a_build_starts_with_the_metadata_that_the_settings_state(library_of, tmp_path):
    extra = {"root_url": ROOT, "open_data": {"licence": "CC0"}}
    config = MkDocsConfig(str(tmp_path / "mkdocs.yml"))
    config.load_dict({"site_name": "Veille", "extra": extra})
    build_state.hand(config, BuildInput(library_of(), ("fr", "nl"), demo=True))

    state = mkdocs_events.initial_state(config, "fr")

    names = {"fr": "Français", "nl": "Nederlands"}
    assert state.context.metadata == site_metadata.of(
        extra | {"languages": names, "demo": True}, "fr", "Veille"
    )
    assert set(state.pages) >= {"watch/index.md", "radar.md", "health.md"}
