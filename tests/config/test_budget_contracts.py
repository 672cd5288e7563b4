"""The contracts of the budget's files and comparisons (docs/commands.md), kept by the real command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.config.test_contracts import DONE
from tests.config.test_contracts import PROBLEM
from tests.config.test_contracts import REFUSED
from tests.config.test_contracts import run

if TYPE_CHECKING:
    from pathlib import Path

BUDGET_MAPPING = """
[source]
encoding = "iso-8859-1"
delimiter = ";"
decimal = ","
header = false
[columns]
body = 1
account = 2
text = 3
amount = 4
[constants]
year = 2018
[amount]
sign = "report"
"""


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_another_countrys_budget_comes_in_to_a_fresh_installation_and_is_compared(tmp_path: Path) -> None:
    home = tmp_path / "home"
    mapping = written(tmp_path / "map.toml", BUDGET_MAPPING.encode())
    plan = written(
        tmp_path / "a.csv", "0101;0410;Löhne;-1.000,50\n0102;0500;Steuern;900,00\n".encode("latin-1")
    )
    later = written(
        tmp_path / "b.csv", "0101;0410;Löhne;-1.100,00\n0103;0500;Steuern;950\n".encode("latin-1")
    )
    arguments = ("--mapping", mapping, "--as")
    first = run(home, "budget", "import", plan, *arguments, "A", "--json")
    assert first.code == DONE
    found = first.document
    assert (found["name"], found["rows"], found["total_ore"]) == ("A", 2, -10_050)
    assert found["by_body"] == {"0101": -100_050, "0102": 90_000}
    assert [problem["code"] for problem in found["problems"]] == ["budget_unbalanced"]
    assert set(found["problems"][0]) >= PROBLEM
    assert run(home, "budget", "import", later, *arguments, "B", "--json").code == DONE
    assert not run(home, "budget", "import", later, *arguments, "B", "--json").document["changed"]
    asked = ("budget", "compare", "A", "B", "--by", "body", "--year", 2018)
    compared = run(home, *asked, "--json").document
    assert compared["rows"] == [
        {"key": "0101", "name": "", "a_ore": -100_050, "b_ore": -110_000, "difference_ore": -9_950},
        {"key": "0102", "name": "", "a_ore": 90_000, "b_ore": 0, "difference_ore": -90_000},
        {"key": "0103", "name": "", "a_ore": 0, "b_ore": 95_000, "difference_ore": 95_000},
    ]
    assert (compared["a_total_ore"], compared["b_total_ore"]) == (-10_050, -15_000)
    assert "0103: –" not in run(home, *asked, "--largest", 1).out
    unknown = run(home, "budget", "compare", "A", "C", "--by", "body", "--year", 2018, "--json")
    assert (unknown.code, unknown.document["problems"][0]["code"]) == (REFUSED, "budget_version_unknown")
    assert "A, B" in unknown.document["problems"][0]["message"]


def test_a_refused_budget_stores_nothing_and_one_goes_out_as_it_goes_in(tmp_path: Path) -> None:
    home = tmp_path / "home"
    mapping = written(tmp_path / "map.toml", BUDGET_MAPPING.encode())
    good = written(tmp_path / "a.csv", b"0101;0410;x;-1,50\n")
    bad = written(tmp_path / "b.csv", b"0101;0410;x;-1,50\n0101;0410;x;ein\n")
    refused = run(home, "budget", "import", bad, "--mapping", mapping, "--as", "A", "--json")
    assert (refused.code, refused.document["ok"]) == (REFUSED, False)
    assert [(each["code"], each["line"]) for each in refused.document["problems"]] == [
        ("bad_amount", 2), ("budget_unbalanced", None),
    ][::-1]  # fmt: skip
    assert run(home, "budget", "versions", "--json").document == {"versions": []}
    trial = run(home, "budget", "import", good, "--mapping", mapping, "--as", "A", "--dry-run")
    assert trial.code == DONE
    assert run(home, "budget", "import", good, "--mapping", mapping, "--as", "A").code == DONE
    out = tmp_path / "ut.xlsx"
    assert run(home, "budget", "export", "A", out).code == DONE
    again = run(home, "budget", "import", out, "--as", "A", "--json")
    assert (again.code, again.document["changed"]) == (DONE, False)
    assert "A (imported" in run(home, "budget", "versions").out
    assert run(home, "budget", "remove", "A").code == DONE
    assert run(home, "budget", "remove", "A").code == REFUSED
