"""To call a meeting, put a matter on its list, write down its members and open it: what keeps each from being done.

Sources: KL 5 ch. 45 § (quorum) and 11 ch. 8-10 §§ (who decides on a budget). Worked tables: docs/algorithms/votes.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.domain.budget_decisions import BudgetDecisionKind
from roder.domain.meeting_order import MeetingState
from roder.domain.organisation import BodyKind
from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.domain.votes import has_quorum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.domain.votes import VoteCount

SEPARATORS = ("\t", ";", ",")
CHAIR = frozenset({"ordf", "ordförande", "chair"})


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """Who has a seat: a name with one seat, or a party with all of its seats and no names."""

    party: str
    name: str = ""
    seats: int = 1
    stands_in_for: str = ""
    is_chair: bool = False


def members_from_text(text: str) -> list[MemberFacts]:
    r"""Return the members that a text gives, one a line: name, party; or party, number of seats.

    Parts are separated by tabs, semicolons or commas, so a selection copied from a spreadsheet can be pasted. After
    the party may stand "ordförande" for the chair, or the name of the member whose place a substitute has.

    >>> members_from_text("M; 11; chair")[0]
    MemberFacts(party='M', name='', seats=11, stands_in_for='', is_chair=True)
    """
    return [_member(line) for line in text.splitlines() if line.strip()]


def _member(line: str) -> MemberFacts:
    mark = next((mark for mark in SEPARATORS if mark in line), SEPARATORS[0])
    first, second, third, *_rest = [*(part.strip() for part in line.split(mark)), "", ""]
    is_chair = third.lower().rstrip(".") in CHAIR
    if second.isdecimal():
        return MemberFacts(first, seats=int(second), is_chair=is_chair)
    return MemberFacts(second, first, stands_in_for="" if is_chair else third, is_chair=is_chair)


def calling_faults(body: BodyKind | None, *, exists: bool) -> list[Problem]:
    """Return why a meeting cannot be called: the council and the board decide on budgets, once a day.

    >>> [fault.code for fault in calling_faults(BodyKind.COMPANY, exists=False)]
    ['meeting_of_another_body']
    """
    checks = [
        (body not in {BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD}, _ANOTHER_BODY),
        (exists, _EXISTS),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def item_faults(
    state: MeetingState, kind: BudgetDecisionKind, title: str, *, is_council: bool, is_taken: bool
) -> list[Problem]:
    """Return why a matter cannot be put on a meeting's list.

    >>> [fault.code for fault in item_faults(
    ...     MeetingState.CALLED, BudgetDecisionKind.BUDGET, "Budget", is_council=False, is_taken=False)]
    ['matter_of_another_body']
    """
    is_board = kind is BudgetDecisionKind.BOARD_PROPOSAL
    checks = [
        (state is MeetingState.ADJUSTED, _OVER),
        (not title.strip(), _NO_TITLE),
        (is_board is is_council, _MATTER_OF_ANOTHER_BODY),
        (is_taken, _TAKEN),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def member_faults(state: MeetingState, members: Sequence[MemberFacts]) -> list[Problem]:
    """Return what is wrong with a list of members: each has a party, a name stands once, one is the chair.

    >>> [fault.code for fault in member_faults(MeetingState.CALLED, [MemberFacts("S", "Ada"), MemberFacts("M", "Ada")])]
    ['member_twice', 'member_chairs']
    """
    names = [each.name for each in members if each.name]
    parties = [each.party for each in members if not each.name]
    chairs = sum(each.is_chair for each in members)
    checks = [
        (state is not MeetingState.CALLED, _MEMBERS_FIXED),
        (not members, _NO_MEMBERS),
        (any(not each.party or each.seats < 1 for each in members), _NO_PARTY),
        (len(set(names)) < len(names) or len(set(parties)) < len(parties), _TWICE),
        (bool(names) and chairs != 1, _CHAIRS),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def opening_faults(state: MeetingState, count: VoteCount, *, fits: bool = True) -> list[Problem]:
    """Return why a meeting cannot be opened; ``fits`` is whether nobody is missing who has no seat.

    >>> from roder.domain.votes import VoteCount
    >>> [fault.code for fault in opening_faults(MeetingState.CALLED, VoteCount(yes=1, absent=1))]
    ['meeting_without_quorum']
    """
    checks = [
        (state is not MeetingState.CALLED, _OPENED),
        (count.members == 0, _NO_MEMBERS),
        (not fits, _TOO_MANY_MISSING),
        (count.members > 0 and fits and not has_quorum(count), _NO_QUORUM),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def put_faults(proposals: Sequence[int], *, are_handed_in: bool) -> list[Problem]:
    """Return what is wrong with proposals that are to be put in a matter, by their keys.

    >>> [fault.code for fault in put_faults([], are_handed_in=True)]
    ['no_proposal_put']
    """
    checks = [
        (not proposals, _NONE_PUT),
        (len(set(proposals)) < len(proposals), _PUT_TWICE),
        (not are_handed_in, _NOT_HANDED_IN),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def _fault(code: str, english: str, swedish: str) -> Problem:
    return Problem(Severity.ERROR, code, None, english, swedish)


_ANOTHER_BODY = _fault(
    "meeting_of_another_body",
    "A budget is decided by the council, and its proposal by the executive board. Choose one of them.",
    "Budgeten beslutas av fullmäktige och förslaget av kommunstyrelsen. Välj ett av dem.",
)
_EXISTS = _fault(
    "meeting_called_already",
    "There is a meeting of that body on that day already.",
    "Det finns redan ett sammanträde för organet den dagen.",
)
_OVER = _fault(
    "meeting_is_over",
    "The minutes are adjusted. Put the matter on another meeting's list.",
    "Protokollet är justerat. Sätt upp ärendet på ett annat sammanträde.",
)
_NO_TITLE = _fault("matter_without_title", "Write what the matter is about.", "Skriv vad ärendet gäller.")
_MATTER_OF_ANOTHER_BODY = _fault(
    "matter_of_another_body",
    "The board decides its proposal, the council everything else.",
    "Styrelsen beslutar om sitt förslag, fullmäktige om allt annat.",
)
_TAKEN = _fault(
    "matter_on_the_list",
    "That matter stands on the meeting's list already.",
    "Det ärendet står redan på sammanträdets lista.",
)
_MEMBERS_FIXED = _fault(
    "members_fixed",
    "The meeting has been opened, so its members are fixed.",
    "Sammanträdet är öppnat, så ledamöterna ligger fast.",
)
_NO_MEMBERS = _fault("meeting_without_members", "Write down the members.", "Skriv in ledamöterna.")
_NO_PARTY = _fault(
    "member_without_party",
    "Each line needs a party, and at least one seat.",
    "Varje rad behöver ett parti och minst ett mandat.",
)
_TWICE = _fault(
    "member_twice",
    "A name or a party stands twice.",
    "Ett namn eller ett parti står två gånger.",
)
_CHAIRS = _fault(
    "member_chairs",
    "Mark one member as the chair: the chair has the casting vote.",
    "Markera en ledamot som ordförande: ordföranden har utslagsröst.",
)
_OPENED = _fault("meeting_opened", "The meeting is opened already.", "Sammanträdet är redan öppnat.")
_TOO_MANY_MISSING = _fault(
    "more_missing_than_seats",
    "More are missing than there are seats.",
    "Fler saknas än det finns mandat.",
)
_NO_QUORUM = _fault(
    "meeting_without_quorum",
    "No more than half of the members are present, so nothing can be decided (KL 5 ch. 45 §).",
    "Högst hälften av ledamöterna är närvarande, så inget kan beslutas (KL 5 kap. 45 §).",
)
_PUT_TWICE = _fault("proposal_put_twice", "A proposal is put once.", "Ett förslag ställs en gång.")
_NONE_PUT = _fault("no_proposal_put", "Choose at least one proposal.", "Välj minst ett förslag.")
_NOT_HANDED_IN = _fault(
    "put_proposal_not_handed_in",
    "Only proposals for the year that have been handed in can be put.",
    "Bara förslag för året som är inlämnade kan ställas.",
)
