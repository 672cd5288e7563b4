"""How a vote is counted: who is present, what a majority is, the chair's casting vote, and one third that is enough.

A vote is between two options, yes and no. Sources: KL (2017:725) 5 ch. 45 § (quorum), 47 § (disqualification), 50 §
(a minority of one third), 54 § (simple majority, casting vote). Worked tables: docs/algorithms/votes.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

THIRD = 3


class VoteChoice(StrEnum):
    """What a member did in a vote. One who is disqualified (jäv) is not counted as present."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    ABSENT = "absent"
    DISQUALIFIED = "disqualified"


class VoteMethod(StrEnum):
    """How a question is settled: by acclamation, or in a vote recorded by name or by party."""

    ACCLAMATION = "acclamation"
    ROLL_CALL = "roll_call"
    BY_PARTY = "by_party"


class DecidedBy(StrEnum):
    """What settled a question."""

    ACCLAMATION = "acclamation"
    MAJORITY = "majority"
    MINORITY = "minority"
    CASTING_VOTE = "casting_vote"


@dataclass(frozen=True, slots=True)
class VoteCount:
    """How many did what; all members are in one of the five."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    absent: int = 0
    disqualified: int = 0

    @property
    def present(self) -> int:
        """Those who took part in the matter, those who abstained too."""
        return self.yes + self.no + self.abstain

    @property
    def members(self) -> int:
        """All members of the body."""
        return self.present + self.absent + self.disqualified


@dataclass(frozen=True, slots=True)
class VoteOutcome:
    """Whether yes won, and by what."""

    is_yes: bool
    decided_by: DecidedBy


def count_votes(votes: Iterable[tuple[VoteChoice, int]]) -> VoteCount:
    """Return the sum of votes, each a choice and how many made it.

    >>> count_votes([(VoteChoice.YES, 2), (VoteChoice.NO, 1), (VoteChoice.YES, 1)]).yes
    3
    """
    found = dict.fromkeys(VoteChoice, 0)
    for choice, number in votes:
        found[choice] += number
    return VoteCount(*found.values())


def has_quorum(count: VoteCount) -> bool:
    """Return whether the body may handle the matter: more than half of the members are present (KL 5 ch. 45 §).

    Who is missing because of disqualification does not keep the others from deciding.

    >>> has_quorum(VoteCount(yes=33, absent=32)), has_quorum(VoteCount(yes=32, absent=32))
    (True, False)
    """
    return 2 * (count.present + count.disqualified) > count.members


def third_of(present: int) -> int:
    """Return how many members one third of those present is: what a minority needs.

    >>> third_of(65), third_of(63)
    (22, 21)
    """
    return -(-present // THIRD)


def vote_outcome(
    count: VoteCount, casting_vote: VoteChoice | None = None, *, third_is_enough_for_no: bool = False
) -> VoteOutcome | None:
    """Return what a vote led to; ``None`` when it is a tie and the chair has cast no vote (KL 5 ch. 54 §).

    ``third_is_enough_for_no`` is for the question whether the council decides today: no by one third of those
    present is enough, also against a majority (KL 5 ch. 50 §). It counts as the minority's when no more than half
    of those present are behind it, whoever abstained.

    >>> vote_outcome(VoteCount(yes=43, no=22), third_is_enough_for_no=True).decided_by.value
    'minority'
    """
    if third_is_enough_for_no and count.no and third_of(count.present) <= count.no <= count.present / 2:
        return VoteOutcome(is_yes=False, decided_by=DecidedBy.MINORITY)
    if count.yes != count.no:
        return VoteOutcome(is_yes=count.yes > count.no, decided_by=DecidedBy.MAJORITY)
    if casting_vote in {VoteChoice.YES, VoteChoice.NO}:
        return VoteOutcome(is_yes=casting_vote is VoteChoice.YES, decided_by=DecidedBy.CASTING_VOTE)
    return None


def vote_faults(count: VoteCount, outcome: VoteOutcome | None) -> list[Problem]:
    """Return what keeps a counted vote from being recorded.

    >>> [fault.code for fault in vote_faults(VoteCount(yes=1, no=1), None)]
    ['vote_tied']
    """
    checks = [
        (count.members == 0, _NO_MEMBERS),
        (count.members > 0 and not has_quorum(count), _NO_QUORUM),
        (count.members > 0 and outcome is None, _TIED),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def party_faults(seats: Mapping[str, int], votes: Mapping[str, VoteCount]) -> list[Problem]:
    """Return what is wrong with votes by party: each party's add up to its seats, and no other party votes.

    >>> [fault.code for fault in party_faults({"S": 22}, {"S": VoteCount(yes=21)})]
    ['vote_party_does_not_add_up']
    """
    found = [_unknown_party(party) for party in votes if party not in seats]
    for party, number in seats.items():
        counted = votes.get(party, VoteCount()).members
        if counted != number:
            found.append(_does_not_add_up(party, number, counted))
    return found


def member_faults(missing: Sequence[str]) -> list[Problem]:
    """Return what is wrong with a roll call in which these members have not been put down.

    >>> [fault.code for fault in member_faults(["Ada"])]
    ['vote_members_missing']
    """
    names = ", ".join(missing)
    fault = _fault(
        "vote_members_missing",
        f"Put down what each member did, also those absent. Missing: {names}.",
        f"Ange vad varje ledamot gjorde, även de frånvarande. Det saknas för: {names}.",
    )
    return [fault] if missing else []


def acclamation_faults(winner: str, options: Collection[str]) -> list[Problem]:
    """Return what is wrong with a question settled by acclamation: the chair finds one of the options adopted.

    >>> [fault.code for fault in acclamation_faults("", ("a", "b"))]
    ['vote_without_winner']
    """
    return [] if winner in options else [_NO_WINNER]


def _fault(code: str, english: str, swedish: str) -> Problem:
    return Problem(Severity.ERROR, code, None, english, swedish)


def _unknown_party(party: str) -> Problem:
    return _fault(
        "vote_of_unknown_party",
        f"The party {party} has no member at this meeting.",
        f"Partiet {party} har ingen ledamot vid sammanträdet.",
    )


def _does_not_add_up(party: str, seats: int, counted: int) -> Problem:
    return _fault(
        "vote_party_does_not_add_up",
        f"{party} has {seats} seats, but {counted} are accounted for. Put down those absent too.",
        f"{party} har {seats} mandat men {counted} är redovisade. Ta med även de frånvarande.",
    )


_NO_MEMBERS = _fault("vote_without_members", "Write down the members first.", "Skriv in ledamöterna först.")
_NO_WINNER = _fault(
    "vote_without_winner",
    "Choose what the chair found to be adopted.",
    "Välj vad ordföranden fann antaget.",
)
_NO_QUORUM = _fault(
    "vote_without_quorum",
    "No more than half of the members are present, so nothing can be decided (KL 5 ch. 45 §).",
    "Högst hälften av ledamöterna är närvarande, så inget kan beslutas (KL 5 kap. 45 §).",
)
_TIED = _fault(
    "vote_tied",
    "It is a tie. The chair has the casting vote: say how the chair voted (KL 5 ch. 54 §).",
    "Det är lika röstetal. Ordföranden har utslagsröst: ange hur ordföranden röstade (KL 5 kap. 54 §).",
)
