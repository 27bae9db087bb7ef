import resource
import time
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from avtalegen import textfile, yamlfile
from avtalegen.problems import AvtalegenError, sort_problems
from tests.support import ROOT, parse

BAD = ROOT / "tests" / "bad_inputs"
LIBYAML = tuple(map(int, yaml._yaml.get_version_string().split(".")))

# What each file must do: "ok", or the place and code of each problem.
EXPECTED = {
    "01-types.yaml": "ok",
    "01b-types-bang.yaml": ["1:4 yaml-tag"],
    "01c-at.yaml": ["1:4 yaml-character"],
    "01d-colon.yaml": ["1:10 yaml-colon"],
    "01e-hash.yaml": ["1:10 yaml-comment"],
    "01f-eq.yaml": "ok",
    "01g-date-invalid.yaml": "ok",  # refused by the type, in test_values
    "01h-leading-star.yaml": ["1:4 yaml-alias"],
    "01i-amp.yaml": ["1:4 yaml-alias"],
    "01j-quote.yaml": ["1:14 yaml-after-quote"],
    "01k-pct.yaml": ["1:4 yaml-character"],
    "01l-backtick.yaml": ["1:4 yaml-character"],
    "01m-apostrophe.yaml": ["1:10 yaml-after-quote"],
    "01n-bracket.yaml": ["1:27 yaml-after-quote"],
    "01o-brace.yaml": ["1:5 yaml-key"],
    "01p-dash.yaml": ["1:4 yaml-character"],
    "02-duplicate.yaml": ["4:3 yaml-duplicate"],
    "02b-duplicate-top.yaml": ["3:1 yaml-duplicate"],
    "02c-merge.yaml": ["1:7 yaml-alias"],
    "02d-dup-unicode.yaml": ["3:1 yaml-duplicate"],
    "02e-dup-type.yaml": ["2:1 yaml-duplicate"],
    "03-bomb.yaml": ["1:5 yaml-alias"],
    "03b-recursive.yaml": ["1:4 yaml-alias"],
    # From libyaml 0.2.6 on, the parser reads ahead to a limit of its own and stops there.
    "03c-deep.yaml": [f"1:{1003 if LIBYAML >= (0, 2, 6) else 44} yaml-too-deep"],
    "03d-bomb-map.yaml": ["1:5 yaml-alias"],
    "03e-bigint.yaml": ["1:4 yaml-too-long"],
    "03f-python-tag.yaml": ["1:4 yaml-tag"],
    "03g-quadratic.yaml": ["1:4 yaml-alias"],
    "04-tab-indent.yaml": ["2:1 yaml-tab"],
    "04b-tab-after.yaml": "ok",
    "04c-bom.yaml": "ok",
    "04d-bom-mid.yaml": ["2:1 file-character"],
    "04e-crlf.yaml": "ok",
    "04f-cr.yaml": "ok",
    "04g-latin1.yaml": ["1:5 file-encoding"],
    "04h-cp1252.yaml": ["1:4 file-encoding"],
    "04i-utf16.yaml": ["1:1 file-encoding"],
    "04j-nul.yaml": ["1:5 file-character"],
    "04k-esc-nul.yaml": ["1:4 file-character"],
    "04l-nbsp.yaml": ["2:1 yaml-space"],
    "04m-nbsp-key.yaml": ["1:3 yaml-space"],
    "04n-nel.yaml": ["1:5 file-character", "2:5 file-character"],
    "04o-empty.yaml": ["1:1 file-empty"],
    "04p-comment-only.yaml": ["1:1 file-empty"],
    "04q-multidoc.yaml": ["2:1 yaml-documents"],
    "04r-scalar.yaml": ["1:1 yaml-not-mapping"],
    "04s-list.yaml": ["1:1 yaml-not-mapping"],
    "04t-truncated.yaml": ["4:20 yaml-unclosed"],
    "04u-indent-shift.yaml": ["3:4 yaml-nested"],
    "04v-indent-lost.yaml": "ok",  # refused by the schema: an unknown key
    "04w-mojibake.yaml": "ok",  # with a warning
    "04x-folded.yaml": "ok",
    "05-control.yaml": ["10:11 file-character"],
    "05b-raw-control.yaml": ["1:5 file-character"],
    "05c-raw-del.yaml": ["1:5 file-character"],
    "05d-raw-surrogate.yaml": ["1:5 file-encoding"],
    "06-markdown.yaml": "ok",
    "07-jinja-in-data.yaml": "ok",
    "13-urls.yaml": "ok",  # refused by the type, in test_values
}


def test_every_bad_input_has_an_expectation():
    assert {path.name for path in BAD.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_bad_input_is_read_as_typed_or_refused_in_its_place(name):
    start, memory = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        yamlfile.read_yaml(BAD / name, name)
        found = "ok"
    except AvtalegenError as error:
        found = [
            f"{str(p.location).removeprefix(name + ':')} {p.code}"
            for p in sort_problems(error.problems)
        ]
        assert all(p.hint for p in error.problems)
    assert found == EXPECTED[name]
    # Bombs are refused before they are built: the bound is far above what reading needs.
    assert time.process_time() - start < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 100_000


def test_every_plain_value_is_the_text_that_was_typed():
    source = (BAD / "01-types.yaml").read_text(encoding="utf-8")
    typed = dict(line.split(":", 1) for line in source.splitlines())
    tree = yamlfile.read_yaml(BAD / "01-types.yaml", "01-types.yaml")
    assert tree.data == {key: value.strip().strip("'\"") for key, value in typed.items()}


def test_every_kind_of_control_character_in_an_escape_is_refused():
    refused = []
    for line in (BAD / "05-control.yaml").read_text(encoding="utf-8").splitlines():
        try:
            parse(line)
        except AvtalegenError:
            refused.append(line.split(":")[0])
    accepted = {"zwsp", "astral", "tab", "nl", "shy", "nfd"}
    everything = {line.split(":")[0] for line in (BAD / "05-control.yaml").read_text().splitlines()}
    assert set(refused) == everything - accepted


@pytest.mark.parametrize("escape", [r"a\u200Bb", r"person\u00ADopplysning"])
def test_an_invisible_character_in_an_escape_is_a_warning(escape):
    tree = parse(f'a: 1\nb: "{escape}"')
    assert [(str(p.location), p.code, p.field) for p in tree.warnings] == [
        ("kommuner/prøve.yaml:2:4", "file-invisible", "b")
    ]


def test_every_value_and_key_has_its_place():
    tree = parse("mål: 1\nliste:\n  - navn: æ\n    tall: 2\n  - {navn: ø, tall: 3}\n")
    assert tree.values["liste", 0, "tall"] == (4, 11)
    assert tree.keys["liste", 1, "tall"] == (5, 15)
    assert str(tree.locate(("liste", 1, "navn"))) == "kommuner/prøve.yaml:5:12"
    assert str(tree.locate(("liste", 1, "borte", "vekk"))) == "kommuner/prøve.yaml:5:5"
    assert str(tree.locate(("borte",))) == "kommuner/prøve.yaml:1:1"
    assert tree.find(("liste", 1, "navn")) == "ø"
    assert tree.find(("liste", 7, "navn")) is None


def test_a_comment_after_a_value_is_no_problem_with_a_space_after_the_hash():
    assert parse("a: verdi # en kommentar\nb: x#y\nc: 'x #y' # z\n#d\n  #e").data == {
        "a": "verdi", "b": "x#y", "c": "x #y",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a: "b" #3 er med', "1:7 a"),
        ("a: 'b' #3 er med", "1:7 a"),
        ("a: [b] #3 er med", "1:7 a[1]"),
        ("a: {b: c} #3 er med", "1:10 a.b"),
        ("a: | #Avtalen\n  b", "1:5 a"),
        ("a: >- #Avtalen\n  b", "1:6 a"),
        ("a: #b", "1:3 a"),
        ("a: #b\n  - c", "1:3 a"),
        ("a:\n  - #b\n  - c", "2:4 a[1]"),
        ('a: [b, #c\n  "d", e]', "1:7 a[1]"),
    ],
)
def test_words_right_after_a_hash_may_belong_to_the_value_whatever_comes_before(text, place):
    with pytest.raises(AvtalegenError) as caught:
        parse(text)
    (problem,) = caught.value.problems
    assert problem.code == "yaml-comment"
    assert f"{problem.location.line}:{problem.location.column} {problem.field}" == place


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  b #c\n  #d",
        'a: "b #c\n  #d"',
        "a: b # c #d",
        "a: | # b #c\n  d",
        "a: b\n\n#c\nd: e",
    ],
)
def test_a_hash_inside_a_text_or_a_comment_begins_none(text):
    assert parse(text).data["a"]


def test_several_mistakes_are_told_at_once():
    with pytest.raises(AvtalegenError) as caught:
        parse("a: x #1\nb: 1\nb: 2\nc: y #2\n")
    assert [p.code for p in sort_problems(caught.value.problems)] == [
        "yaml-comment",
        "yaml-duplicate",
        "yaml-comment",
    ]


def test_a_file_with_too_many_values_is_refused(monkeypatch):
    monkeypatch.setattr(yamlfile, "MOST_NODES", 10)
    with pytest.raises(AvtalegenError) as caught:
        parse("a: [1, 2, 3, 4, 5, 6, 7, 8, 9]")
    assert [p.code for p in caught.value.problems] == ["yaml-too-many"]


def test_list_positions_are_counted_from_one_in_messages():
    assert yamlfile.name_field(("rådet", "medlemmer", 1, "rolle")) == "rådet.medlemmer[2].rolle"


def test_the_parser_of_libyaml_is_the_one_in_use():
    assert yaml.__with_libyaml__


def test_without_libyaml_the_error_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    with pytest.raises(AvtalegenError) as caught:
        yamlfile.read_yaml(tmp_path / "fil.yaml", "fil.yaml")
    assert [p.code for p in caught.value.problems] == ["library-missing"]


@given(st.text(max_size=80).filter(textfile.is_printable))
def test_any_text_is_read_or_refused_with_a_place(text):
    try:
        tree = parse(text)
    except AvtalegenError as error:
        assert all(p.location.line for p in error.problems)
    else:
        assert isinstance(tree.data, dict)


@given(
    st.dictionaries(
        st.from_regex(r"[a-zæøå]{1,8}", fullmatch=True),
        st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1).map(
            lambda text: unicodedata.normalize("NFC", text).strip()
        ),
        min_size=1,
    )
)
def test_any_quoted_text_is_read_as_it_was_meant(values):
    written = yaml.safe_dump(values, allow_unicode=True, default_style='"', width=10_000)
    assert parse(written).data == values


def test_reading_a_file_keeps_its_name_in_messages(tmp_path: Path):
    path = tmp_path / "x.yaml"
    path.write_text("a: [", encoding="utf-8")
    with pytest.raises(AvtalegenError) as caught:
        yamlfile.read_yaml(path, "kommuner/x.yaml")
    assert caught.value.problems[0].location.file == "kommuner/x.yaml"
