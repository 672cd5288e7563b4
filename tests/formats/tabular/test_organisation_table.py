from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from roder.domain.budget_lines import ProfileKind
from roder.domain.frame_changes import FrameProposal
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.organisation_checks import organisation_problems
from roder.domain.organisation_differences import differences
from roder.formats.tabular.frame_table import FRAME_FIELDS
from roder.formats.tabular.frame_table import read_frames
from roder.formats.tabular.frame_table import write_frames
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.mapping import parse_mapping
from roder.formats.tabular.organisation_table import ORGANISATION_FIELDS
from roder.formats.tabular.organisation_table import read_organisation
from roder.formats.tabular.organisation_table import write_organisation

DATA = Path(__file__).parents[3] / "src/roder/devtools/data"

names = (
    st.text(
        st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\ufeff"),
        min_size=1,
        max_size=30,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text.isprintable() and bool(text))
)
days = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2040, 12, 31)))


@st.composite
def trees(draw: st.DrawFn) -> list[Body]:
    count = draw(st.integers(1, 6))
    return [
        Body(
            code=f"{100 + at}",
            name=draw(names),
            kind=draw(st.sampled_from(BodyKind)),
            parent=f"{100 + draw(st.integers(0, at - 1))}" if at else "",
            prefixes=tuple(sorted(draw(st.sets(st.sampled_from([f"{at}{end}" for end in "0123-_"]))))),
            valid_from=date(2011, 1, 1),
            valid_to=None,
            organisation_number=draw(st.sampled_from(["", f"55600{at}-0001"])),
        )
        for at in range(count)
    ]


@given(trees(), st.booleans())
@settings(deadline=None)
def test_a_tree_that_goes_out_comes_in_without_a_difference(bodies: list[Body], as_workbook: bool) -> None:  # noqa: FBT001
    assert organisation_problems(bodies) == []
    written = write_organisation(bodies, as_workbook=as_workbook)
    found = read_organisation(written.content)
    assert found.problems == []
    assert differences(bodies, found.bodies) == []
    assert read_organisation(written.content, written.mapping).bodies == bodies


@given(
    st.dictionaries(
        st.from_regex(r"[1-9]0[0-9]", fullmatch=True),
        st.tuples(
            st.integers(0, 10**13),
            names,
            st.one_of(
                st.tuples(st.sampled_from([ProfileKind.FLAT, ProfileKind.LAST_YEAR]), st.just(())),
                st.tuples(
                    st.just(ProfileKind.GIVEN),
                    st.lists(st.integers(0, 99), min_size=12, max_size=12).map(tuple),
                ),
            ),
        ),
        min_size=1,
        max_size=6,
    ),
    st.booleans(),
)
@settings(deadline=None)
def test_frames_that_go_out_come_in_without_a_difference(
    rows: dict[str, tuple[int, str, tuple[ProfileKind, tuple[int, ...]]]],
    as_workbook: bool,  # noqa: FBT001
) -> None:
    frames = [
        FrameProposal(code, ore, "Name", status, profile, weights)
        for code, (ore, status, (profile, weights)) in rows.items()
    ]
    found = read_frames(write_frames(frames, as_workbook=as_workbook).content)
    assert found.problems == []
    assert [(f.body, f.amount_ore, f.status, f.profile, f.weights) for f in found.proposals] == [
        (f.body, f.amount_ore, f.status, f.profile, f.weights) for f in frames
    ]


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=60)
def test_no_bytes_make_the_readers_fall(content: bytes) -> None:
    assert read_organisation(content).problems or read_organisation(content).bodies
    assert read_frames(content).problems or read_frames(content).proposals


def test_the_examples_own_files_are_recognised() -> None:
    table = read_organisation(DATA / "organisation.csv")
    assert (len(table.bodies), table.problems) == (272, [])
    frames = read_frames(DATA / "frames_2018.csv")
    assert frames.problems == []
    assert sum(each.amount_ore for each in frames.proposals) == 5_450_000 * 100_000


def test_swedish_headers_and_words_are_recognised() -> None:
    text = "KOD;Namn;Slag;Överordnad;Ansvar;Från;Till\n100;KF;Kommunfullmäktige;;10;2011-01-01;\n"
    text += "300;Skolor;NÄMND;100;30, 31;2011-01-01;2018-12-31\n"
    table = read_organisation(text.encode("cp1252"))
    assert table.problems == []
    assert table.bodies[1] == Body(
        "300", "Skolor", BodyKind.COMMITTEE, "100", ("30", "31"), date(2011, 1, 1), date(2018, 12, 31)
    )
    (frame,) = read_frames("nämnd;belopp\n300;1 000,50\n".encode()).proposals
    assert (frame.body, frame.amount_ore) == ("300", 1_000_50)


def test_every_fault_is_listed_with_its_line_and_nothing_is_guessed() -> None:
    text = "kod;namn;slag;överordnad;från\n100;KF;fullmäktige;;2011-13-01\n;X;nämnd;100;\n300;Y;grupp;100;\n"
    table = read_organisation(text.encode())
    assert [(each.line, each.code) for each in table.problems] == [
        (2, "bad_date"),
        (3, "missing_value"),
        (4, "bad_choice"),
    ]
    assert "kommunfullmäktige, kommunstyrelse" in table.problems[2].message_sv
    assert table.refused


def test_a_row_that_cannot_be_read_does_not_make_orphans_of_those_below() -> None:
    text = "kod;namn;slag;överordnad;från\n100;KF;fullmäktige;;i går\n300;Y;nämnd;100;\n"
    assert [each.code for each in read_organisation(text.encode()).problems] == ["bad_date"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("300;5,005", "bad_amount"),
        ("300;mycket", "bad_amount"),
        ("300;5\nSumma;6", "frame_total_differs"),
        ("300;5\n;6;Totalt", "frame_total_differs"),
    ],
)
def test_bad_frames_are_refused(rows: str, code: str) -> None:
    table = read_frames(f"kod;ram;status\n{rows}\n".encode())
    assert code in [each.code for each in table.problems]
    assert table.refused


def test_sums_that_agree_pass_also_as_parts() -> None:
    rows = "kod;ram\n300;5\n400;7\nDelsumma;12\n500;1\nSumma;13\n"
    table = read_frames(rows.encode())
    assert table.problems == []
    assert len(table.proposals) == 3


def test_the_mapping_states_unit_and_sign() -> None:
    toml = '[columns]\nbody = 1\namount = 2\n[amount]\nunit = "mnkr"\nsign = "report"\n'
    form, faults = parse_mapping(toml, FRAME_FIELDS)
    assert faults == []
    (frame,) = read_frames(b"300;-1,5\n", form).proposals
    assert frame.amount_ore == 150_000_000
    assert (
        parse_mapping('[columns]\nledger = "x"\n', ORGANISATION_FIELDS)[1][0].code == "mapping_unknown_name"
    )


def test_no_cell_is_a_formula_in_either_form() -> None:
    body = Body("100", "=1+1", BodyKind.COUNCIL)
    for as_workbook in (False, True):
        content = write_organisation([body], as_workbook=as_workbook).content
        assert read_organisation(content).bodies == [body]
    assert b"'=1+1" in write_organisation([body]).content


def test_the_same_rows_give_the_same_workbook() -> None:
    bodies = [Body("100", "A & <B>", BodyKind.COUNCIL)]
    first = write_organisation(bodies, as_workbook=True)
    assert first.content == write_organisation(bodies, as_workbook=True).content
    assert first.mapping == Mapping(first.mapping.columns, decimal=",", header=True, sheet="Organisation")
