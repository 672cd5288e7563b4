from __future__ import annotations

from django.db import models

from roder.apps.meetings.models.items import MeetingItem
from roder.apps.meetings.models.meetings import MeetingMember
from roder.domain.meeting_order import Question
from roder.domain.votes import DecidedBy
from roder.domain.votes import VoteChoice
from roder.domain.votes import VoteCount
from roder.domain.votes import VoteMethod
from roder.domain.votes import count_votes

CHOICES = [(choice.value, choice.value) for choice in VoteChoice]


class BallotRound(models.Model):
    """A question that was put and settled: what yes and no stood for, how it was settled, and what won.

    An option is the key of a ``PutProposal`` or one of the words of ``meeting_order``. The numbers are never stored
    here: they are the sum of the votes.
    """

    QUESTIONS = [(question.value, question.value) for question in Question]
    METHODS = [(method.value, method.value) for method in VoteMethod]
    DECIDED_BY = [(way.value, way.value) for way in DecidedBy]

    item = models.ForeignKey(MeetingItem, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=20, choices=QUESTIONS)
    method = models.CharField(max_length=20, choices=METHODS)
    yes_option = models.CharField(max_length=20)
    no_option = models.CharField(max_length=20, blank=True)
    winner = models.CharField(max_length=20)
    decided_by = models.CharField(max_length=20, choices=DECIDED_BY)
    casting_vote = models.CharField(max_length=20, choices=CHOICES, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="one_round_of_a_number_in_a_matter")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.question}: {self.winner}"

    @property
    def count(self) -> VoteCount:
        """The votes, summed."""
        return count_votes((VoteChoice(vote.choice), vote.number) for vote in self.votes.all())


class VoteCast(models.Model):
    """How a member voted, or how many of a party did: votes by name are public records (KL 5 ch. 53 §)."""

    ballot_round = models.ForeignKey(BallotRound, on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey(
        MeetingMember, on_delete=models.PROTECT, null=True, blank=True, related_name="votes"
    )
    party = models.CharField(max_length=80)
    choice = models.CharField(max_length=20, choices=CHOICES)
    number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ballot_round", "member"],
                condition=models.Q(member__isnull=False),
                name="a_member_votes_once",
            ),
            models.UniqueConstraint(
                fields=["ballot_round", "party", "choice"],
                condition=models.Q(member__isnull=True),
                name="a_party_votes_once_for_each_choice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member or self.party}: {self.choice} {self.number}"
