"""An instance's settings, over those of every instance."""

from publish import library


def test_an_instance_says_what_differs_and_inherits_the_rest(tmp_path):
    (tmp_path / "mkdocs.yml").write_text(
        "INHERIT: !ENV [VIGIE_BASE, base.yml]\nextra:\n  bulletin_order: [law, tool]\n  secret: !ENV [HOME]\n"
    )

    found = library.settings(tmp_path)

    assert found["bulletin_order"] == ["law", "tool"]
    assert found["meetings_per_year"] == 3
    assert "secret" not in found


def test_a_folder_without_settings_has_those_of_the_program(tmp_path):
    assert library.settings(tmp_path)["meetings_per_year"] == 3
