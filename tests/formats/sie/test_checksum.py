from __future__ import annotations

from pathlib import Path

import pytest

from roder.formats.sie.checks import prove
from roder.formats.sie.reader import read_sie

REAL = Path(__file__).parents[2] / "data" / "sie" / "norstedts_bokslut_4i_ksumma.si"

FIRST = """#FLAGGA 0
#KSUMMA
#PROGRAM "Styrning" 0.1
#FORMAT PC8
#GEN 20180518 AB
#SIETYP 2
#FNAMN "Södertälje kommun"
#ORGNR 212000-0159
#RAR 0 20180101 20181231
#KONTO 5011 "Löner \\"fasta\\""
#OMFATTN 20180430
#PSALDO 0 201801 5011 {} 1234.50
#KSUMMA 2933246284
"""

MUNICIPAL = """#FLAGGA 0
#KSUMMA
#PROGRAM "Exempelkommunen export" 1.0
#FORMAT PC8
#GEN 20180504 EKO
#SIETYP 4
#FTYP X
#ORGNR 212000-0159
#FNAMN "Södertälje kommun (exempeldata)"
#RAR 0 20180101 20181231
#VALUTA SEK
#KONTO 1930 "Bank"
#KTYP 1930 T
#KONTO 3133 "Taxor och avgifter barnomsorg"
#KTYP 3133 I
#KONTO 5020 "Löner tillsvidareanställda"
#KTYP 5020 K
#KONTO 5610 "Arbetsgivaravgifter"
#KTYP 5610 K
#DIM 1 "Ansvar"
#DIM 20 "Verksamhet"
#DIM 23 "Motpart"
#OBJEKT 1 "4110" "Förskola Centrum"
#OBJEKT 20 "407" "Förskola"
#OBJEKT 23 "81" "Enskilda"
#VER L 1 20180425 "Löner april"
{
#TRANS 5020 {1 "4110" 20 "407"} 250000.00
#TRANS 5610 {1 "4110" 20 "407"} 78550.00
#TRANS 1930 {} -328550.00
}
#VER K 1 20180427 "Barnomsorgsavgifter"
{
#TRANS 3133 {1 "4110" 20 "407" 23 "81"} -41250.00
#TRANS 1930 {} 41250.00
}
#KSUMMA 298778737
"""


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("text", [FIRST, MUNICIPAL])
def test_known_checksums_hold_in_every_encoding(text: str, encoding: str, newline: str) -> None:
    file = read_sie(text.replace("\n", newline).encode(encoding))
    assert file.computed_checksum == file.header.declared_checksum
    assert [proof.ok for proof in prove(file) if proof.name == "checksum"] == [True]
    assert not any(problem.refuses for problem in file.problems)


def test_a_real_file_carries_its_own_checksum() -> None:
    file = read_sie(REAL.read_bytes())
    assert file.header.declared_checksum == file.computed_checksum == 1573150874


def test_spaces_between_fields_do_not_count_but_spaces_in_texts_do() -> None:
    assert read_sie(FIRST.replace(" 0.1", "\t  0.1").encode("cp437")).computed_checksum == 2933246284
    changed = read_sie(FIRST.replace("Södertälje kommun", "Södertälje  kommun").encode("cp437"))
    assert changed.computed_checksum != 2933246284
    assert "checksum_mismatch" in [problem.code for problem in changed.problems]


def test_a_file_cut_off_after_the_first_ksumma_is_refused() -> None:
    cut = FIRST.encode("cp437")[:-30]
    assert "checksum_end_missing" in [problem.code for problem in read_sie(cut).problems if problem.refuses]
