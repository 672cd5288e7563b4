"""The one place where a ledger amount becomes a report amount."""

from __future__ import annotations


def report_sign(ledger_ore: int) -> int:
    """Return a result account's amount in report sign: income +, cost −.

    The ledger (SIE) counts debit as + and credit as −, so income is negative there. Source:
    DOMAIN 3.7; SIE filformat 4B, "kreditsaldon anges med minustecken".

    >>> report_sign(-125_00), report_sign(0)
    (12500, 0)
    """
    return -ledger_ore


def ledger_sign(report_ore: int) -> int:
    """Return a report amount in ledger sign; the inverse of ``report_sign``.

    >>> ledger_sign(report_sign(7))
    7
    """
    return -report_ore
