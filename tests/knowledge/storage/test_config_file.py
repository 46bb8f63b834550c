import json
from datetime import date
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.errors import ConfigError
from knowledge.storage import config_file


class Rights(BaseModel):
    model_config = ConfigDict(extra="forbid")

    regime: Literal["free-reuse", "unknown"] = "unknown"


class Place(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    url: str
    rights: Rights = Rights()
    detail: bool | Rights | None = None


class File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sources: tuple[Place, ...]
    labels: dict[str, Rights] = {}


def written(tmp_path, text):
    path = tmp_path / "watch.yml"
    path.write_text(text, encoding="utf-8")
    return config_file.load(path)


def faults_of(tmp_path, text):
    found = written(tmp_path, text)
    with pytest.raises(ValidationError) as caught:
        File.model_validate(found.data)
    return list(ConfigError(found.problems(caught.value, File)).faults)


def refused(tmp_path, text):
    with pytest.raises(ConfigError) as caught:
        written(tmp_path, text)
    return caught.value.faults


def test_each_key_and_each_element_has_its_line(tmp_path):
    found = written(tmp_path, "# a comment\nsources:\n  - id: inrs\n    url: x\n  - id: two\n")

    assert found.data == {"sources": [{"id": "inrs", "url": "x"}, {"id": "two"}]}
    assert found.lines[("sources",)] == 2
    assert found.lines[("sources", 0, "url")] == 4
    assert found.lines[("sources", 1)] == 5


def test_a_key_is_the_word_that_stands_there(tmp_path):
    assert written(tmp_path, "no: 1\n2026: {on: yes}\n").data == {"no": 1, "2026": {"on": True}}


def test_values_have_their_yaml_type(tmp_path):
    assert written(tmp_path, "a: 2026-11-22\nb: 3\nc: null\nd: '3'\n").data == {
        "a": date(2026, 11, 22),
        "b": 3,
        "c": None,
        "d": "3",
    }


def test_an_empty_file_holds_nothing(tmp_path):
    assert written(tmp_path, "# nothing yet\n").data == {}


def test_a_typo_in_a_key_names_file_line_source_and_the_nearest_key(tmp_path):
    assert faults_of(tmp_path, "sources:\n  - id: inrs\n    url: x\n    rigths: {}\n") == [
        'watch.yml:4: sources[inrs].rigths: unknown key; allowed: detail, id, rights, url; did you mean "rights"?'
    ]


def test_a_wrong_value_tells_what_was_found_and_what_is_allowed(tmp_path):
    assert faults_of(
        tmp_path, "sources:\n  - id: inrs\n    url: x\n    rights:\n      regime: free-resue\n"
    ) == [
        "watch.yml:5: sources[inrs].rights.regime: found 'free-resue'; allowed: free-reuse, unknown; "
        'did you mean "free-reuse"?'
    ]


def test_all_faults_are_told_at_once(tmp_path):
    told = faults_of(tmp_path, "sources:\n  - id: 3\n  - url: x\nlabel: {}\n")

    assert [one.split(": ")[0:2] for one in told] == [
        ["watch.yml:2", "sources[#1].id"],
        ["watch.yml:2", "sources[#1].url"],
        ["watch.yml:3", "sources[#2].id"],
        ["watch.yml:4", "label"],
    ]


def test_a_key_inside_one_member_of_a_union_is_found(tmp_path):
    told = faults_of(
        tmp_path, "sources:\n  - id: inrs\n    url: x\n    detail:\n      regmie: unknown\n"
    )

    assert any(
        one.startswith("watch.yml:5: sources[inrs].detail.regmie: unknown key; allowed: regime")
        for one in told
    )


def test_a_key_inside_a_table_by_name_is_found(tmp_path):
    told = faults_of(tmp_path, "sources: []\nlabels:\n  fr:\n    regme: unknown\n")

    assert told == [
        'watch.yml:4: labels.fr.regme: unknown key; allowed: regime; did you mean "regime"?'
    ]


def test_a_part_validated_apart_is_placed_in_the_file(tmp_path):
    found = written(tmp_path, "sources:\n  - id: inrs\n    options:\n      regme: unknown\n")
    with pytest.raises(ValidationError) as caught:
        Rights.model_validate(found.data["sources"][0]["options"])

    told = found.problems(caught.value, Rights, at=("sources", 0, "options"))

    assert [*ConfigError(told).faults] == [
        'watch.yml:4: sources[inrs].options.regme: unknown key; allowed: regime; did you mean "regime"?'
    ]


def test_a_key_that_stands_twice_is_refused_with_both_lines(tmp_path):
    assert refused(tmp_path, "a: 1\nb: 2\na: 3\nb: 4\n") == (
        'watch.yml:3: the key "a" stands twice (first on line 1)',
        'watch.yml:4: the key "b" stands twice (first on line 2)',
    )


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: &x [1]\nb: *x\n", 1, "anchors and aliases"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, "tags are not allowed"),
        ("a: 1\n---\nb: 2\n", 2, "document"),
        ("a: [\n", 2, "not valid YAML"),
        ("a: b: c\n", 1, "not valid YAML"),
        ("day: 2026-02-30\n", 1, '"2026-02-30" is no day or hour that exists'),
        ("? [1, 2]\n: x\n", 1, "a key must be a word"),
        ("[" * 5000, 1, "nested more than"),
        ("a: \x00\n", None, "not valid YAML"),
    ],
)
def test_a_fault_of_form_is_refused_with_its_line(tmp_path, text, line, what):
    (fault, *_) = refused(tmp_path, text)

    assert what in fault
    assert line is None or fault.startswith(f"watch.yml:{line}: ")


def test_an_absent_file_is_a_fault_and_no_crash(tmp_path):
    with pytest.raises(ConfigError, match=r"watch\.yml: cannot be read"):
        config_file.load(tmp_path / "watch.yml")


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path):
    path = tmp_path / "watch.yml"
    path.write_bytes("a: 1\nb: é\n".encode("latin-1"))

    with pytest.raises(ConfigError, match=r"watch\.yml:2: is not UTF-8"):
        config_file.load(path)


def test_a_file_too_large_for_people_is_refused(tmp_path):
    path = tmp_path / "watch.yml"
    path.write_text("a: 1\n" * 500_000)

    with pytest.raises(ConfigError, match="not a file that people write"):
        config_file.load(path)


@pytest.mark.parametrize("strange", ["a]b", "x" * 81, "a\nb"])
def test_an_element_whose_id_cannot_be_told_in_a_line_is_told_by_its_number(tmp_path, strange):
    file = tmp_path / "feeds.yml"
    file.write_text(json.dumps({"searches": [{"id": strange}, {"id": "my id"}]}), "utf-8")

    written = config_file.load(file)

    assert written.name(("searches", 0, "id")) == "searches[#1].id"
    assert written.name(("searches", 1, "id")) == "searches[my id].id"
