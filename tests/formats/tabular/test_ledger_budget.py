from __future__ import annotations

from roder.formats.tabular.ledger_budget import write_ledger_budget
from roder.formats.tabular.ledger_rows import scan_table

CELLS = {
    (201801, "5020", "4110", "407", "", "81"): 100_00,
    (201801, "3130", "0411", "", "9", ""): -7_05,
    (201812, "5020", "", "=1+1", "", ""): 3,
}


def test_the_table_is_read_back_without_a_mapping() -> None:
    scan = scan_table(write_ledger_budget(CELLS, "212000-0159").content, None, filename="b.csv")
    assert [batch.num_rows for batch in scan.batches()] == []
    assert scan.problems == []
    assert scan.organisation_number == "212000-0159"
    found = {
        (
            row.month.number,
            row.account,
            row.responsibility,
            row.activity,
            row.project,
            row.counterparty,
        ): row.amount_ore
        for row in scan.budget_rows
    }
    assert found == CELLS
    assert all(proof.ok for proof in scan.proofs())
