from __future__ import annotations

from typing import Any
from typing import NoReturn

from django.conf import settings
from django.db import models

from roder.domain.audit_chain import GENESIS
from roder.domain.audit_chain import ChainRow


class AppendOnlyError(TypeError):
    """An audit row was to be changed or removed; it never is."""

    def __init__(self) -> None:
        super().__init__("audit rows are only ever added: record a new act instead")


class AppendOnlyQuerySet(models.QuerySet["AuditEntry"]):
    def update(self, **_kwargs: Any) -> NoReturn:
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError

    def bulk_create(self, *_args: Any, **_options: Any) -> NoReturn:
        raise AppendOnlyError


class AuditEntry(models.Model):
    """One act: who, when, what, on which object, from what to what. Rows are only ever added.

    ``number`` and ``chain_hash`` are the row's place in the chain (docs/algorithms/audit-chain.md);
    ``person`` is the user name that ``acting_user`` had then.
    """

    class Event(models.IntegerChoices):
        """Numbered by area, with room: the number fixes what ``subject`` names."""

        LEDGER_IMPORTED = 100, "ledger file imported"
        LEDGER_UNDONE = 101, "ledger import undone"
        LEDGER_TOTALS_REBUILT = 102, "kept totals rebuilt"
        MARKED_AS_EXAMPLE = 103, "books marked as example data"
        ORGANISATION_REPLACED = 200, "organisation replaced"
        BODY_ADDED = 210, "body added"
        BODY_RENAMED = 211, "body renamed"
        BODY_MOVED = 212, "body moved"
        BODY_LEDGER_CODES_CHANGED = 213, "ledger codes of a body changed"
        BODY_NUMBER_CHANGED = 214, "organisation number of a body changed"
        BODY_ENDED = 215, "body ended"
        FRAMES_SET = 300, "frames set"
        BUDGET_IMPORTED = 310, "budget imported"
        BUDGET_VERSION_MADE = 311, "budget version made"
        BUDGET_VERSION_FROZEN = 312, "budget version frozen"
        BUDGET_VERSION_REMOVED = 313, "budget version removed"
        BUDGET_LINES_PUT = 314, "lines of a budget version written"
        BUDGET_RESTED_ON_ROUND = 320, "budget version set to rest on a financing round"
        BRIDGE_CHANGED = 330, "bridge of the frames changed"
        BRIDGE_CARRIED = 331, "last frames carried into a base"
        BRIDGE_RECKONED = 332, "step of the bridge reckoned"
        VOLUMES_IMPORTED = 333, "volume model imported"
        VOLUME_ROW_CHANGED = 334, "row of the volume model changed"
        INDEX_CHANGED = 335, "index changed"
        BODY_INDEX_CHOSEN = 336, "index of a body chosen"
        FIGURES_BUILT = 340, "figures of a version kept"
        LATE_CHANGES_SIGNED = 341, "late changes signed"
        FRAME_AMENDED = 350, "frame amended after the vote"
        BALANCE_YEAR_SET = 360, "balance requirement of a year set"
        FILE_UPLOADED = 400, "file uploaded"
        UPLOAD_DISCARDED = 401, "uploaded file discarded"
        TABLE_UPLOADED = 450, "table of goals or indicators sent in"
        TABLE_DISCARDED = 451, "table of goals or indicators discarded"
        MANDATE_GRANTED = 600, "mandate granted"
        MANDATE_ENDED = 601, "mandate ended"
        MAPPING_SAVED = 700, "column mapping saved"
        ACCOUNT_CREATED = 800, "account created"
        SIGNED_IN = 801, "signed in"
        SIGN_INS_ENDED = 802, "sign-ins ended"
        PASSWORD_SET = 803, "password set"
        LINK_ISSUED = 804, "one-time link issued"
        LINK_USED = 805, "one-time link used"
        SECOND_FACTOR_ADDED = 806, "second factor added"
        SECOND_FACTOR_REMOVED = 807, "second factor removed"
        RECOVERY_CODES_MADE = 808, "recovery codes made"
        RECOVERY_CODE_USED = 809, "recovery code used"
        GUESSES_EXHAUSTED = 810, "too many guesses"
        SIGN_IN_REFUSED = 811, "single sign-on refused"
        READ_PROTECTED = 900, "protected texts read"
        HISTORY_EXPORTED = 901, "history exported"
        JOB_RETRIED = 1000, "job tried again"
        JOB_CANCELLED = 1001, "job cancelled"
        CALENDAR_ADDRESS_MADE = 1100, "calendar address made"
        CALENDAR_ADDRESS_REVOKED = 1101, "calendar address revoked"
        LEGAL_DATE_REGISTERED = 1200, "date of a report registered"
        DECISION_REGISTERED = 1300, "decision registered"
        GOAL_TREE_MADE = 1400, "goal tree made"
        GOAL_TREE_CHANGED = 1401, "goal tree changed"
        GOAL_LEVELS_NAMED = 1402, "levels of a goal tree named"
        GOAL_TREE_ADOPTED = 1403, "goal tree adopted"
        GOAL_TREE_ARCHIVED = 1404, "goal tree archived"
        GOAL_TREE_COPIED = 1405, "goal tree copied to the next version"
        PLATFORM_SECTION_ADDED = 1410, "section of the platform added"
        PLATFORM_SECTION_CHANGED = 1411, "section of the platform changed"
        PLATFORM_SECTION_REMOVED = 1412, "section of the platform removed"
        PLATFORM_SECTION_MOVED = 1413, "section of the platform moved"
        GOAL_ADDED = 1420, "goal added"
        GOAL_CHANGED = 1421, "goal changed"
        GOAL_REMOVED = 1422, "goal removed"
        GOAL_MOVED = 1423, "goal moved"
        GOAL_DECIDED = 1424, "goal decided"
        GOAL_LINEAGE_LINKED = 1430, "goal linked to an earlier goal"
        GOAL_LINEAGE_UNLINKED = 1431, "link to an earlier goal removed"
        GOAL_ANSWERED = 1435, "goal answered"
        GOAL_ANSWER_WITHDRAWN = 1436, "answer to a goal withdrawn"
        GOAL_INDICATOR_LINKED = 1440, "indicator linked to a goal"
        GOAL_INDICATOR_UNLINKED = 1441, "indicator unlinked from a goal"
        GOAL_DOCUMENT_LINKED = 1442, "document linked to a goal"
        GOAL_DOCUMENT_UNLINKED = 1443, "document unlinked from a goal"
        GOAL_JUDGED = 1445, "goal judged"
        GOALS_IMPORTED = 1449, "goals imported"
        ASSIGNMENT_REGISTERED = 1450, "assignment registered"
        ASSIGNMENT_CHANGED = 1451, "assignment changed"
        ASSIGNMENT_LINKED = 1452, "assignment linked to goals"
        ASSIGNMENT_HANDED_OVER = 1453, "assignment handed over"
        ASSIGNMENT_REPORTED = 1454, "assignment reported"
        ACTIVITY_PLANNED = 1470, "activity planned"
        ACTIVITY_CHANGED = 1471, "activity changed"
        ACTIVITY_REPORTED = 1472, "activity reported"
        FUNDING_ADDED = 1480, "money for a goal added"
        FUNDING_CHANGED = 1481, "money for a goal changed"
        FUNDING_REMOVED = 1482, "money for a goal removed"
        INDICATOR_DEFINED = 1500, "indicator defined"
        INDICATOR_CHANGED = 1501, "indicator changed"
        INDICATOR_RETIRED = 1502, "indicator retired"
        INDICATOR_RESUMED = 1503, "indicator taken up again"
        TARGET_SET = 1504, "target set"
        TARGET_CLEARED = 1505, "target cleared"
        VALUES_ENTERED = 1506, "values entered"
        INDICATOR_JUDGED = 1507, "indicator judged"
        VERDICT_SCALE_SET = 1520, "verdict scale set"
        INDICATORS_IMPORTED = 1540, "indicators imported"
        STATISTICS_FETCHED = 1550, "statistics fetched"
        STATISTICS_FOLLOWED = 1551, "statistics followed"
        PLACES_CHOSEN = 1552, "places of comparison chosen"
        DOCUMENT_REGISTERED = 1600, "steering document registered"
        DOCUMENT_CHANGED = 1601, "steering document changed"
        EDITION_ADDED = 1602, "edition added"
        EDITION_CHANGED = 1603, "draft edition changed"
        EDITION_ADOPTED = 1604, "edition adopted"
        EDITION_DISCARDED = 1605, "draft edition discarded"
        EDITION_FILE_ADDED = 1606, "file of an edition added"
        DOCUMENT_ENDED = 1607, "steering document ended"
        DOCUMENT_REPLACED = 1608, "steering document replaced"
        DOCUMENTS_IMPORTED = 1609, "steering documents imported"
        FINANCING_ROUND_MADE = 1800, "financing round made"
        FINANCING_FIGURES_SET = 1802, "figures of a financing round set"
        FINANCING_ROUND_LOCKED = 1803, "financing round locked"
        FINANCING_ROUND_REMOVED = 1804, "financing round removed"
        PROCESS_YEAR_OPENED = 1900, "budget year opened"
        LEGAL_DAYS_REGISTERED = 1901, "legal days of a budget year registered"
        LATE_CHANGE_SIGNED = 1902, "late change signed"
        LATE_CHANGE_CLOSED = 1903, "late change closed"
        PROCESS_STEP_PLANNED = 1910, "step of a budget year planned"
        PROCESS_STEP_ARTEFACT_SET = 1911, "artefact of a step set"
        PROCESS_STEP_BEGUN = 1912, "step of a budget year begun"
        PROCESS_STEP_DONE = 1913, "step of a budget year done"
        PROCESS_STEP_SKIPPED = 1914, "step of a budget year skipped"
        PROCESS_STEP_REOPENED = 1915, "step of a budget year taken up again"
        TREND_ADDED = 1930, "trend of the environmental scan added"
        TREND_CHANGED = 1931, "trend of the environmental scan changed"
        CONSEQUENCE_WRITTEN = 1935, "what a trend means for a committee written"
        CONSEQUENCE_APPROVED = 1936, "what a trend means for a committee approved"
        ANALYSIS_WRITTEN = 1940, "analysis of cost and quality written"
        CONSULTATION_DRAFTED = 1950, "consultation drafted"
        CONSULTATION_CHANGED = 1951, "draft consultation changed"
        CONSULTATION_SENT = 1952, "consultation sent"
        CONSULTATION_EXTENDED = 1953, "more time given to answer a consultation"
        CONSULTATION_CLOSED = 1954, "consultation closed"
        ANSWER_WRITTEN = 1960, "answer to a consultation written"
        ANSWER_HANDED_IN = 1961, "answer to a consultation handed in"
        ANSWER_TAKEN_BACK = 1962, "answer to a consultation taken back"
        IDEA_HANDED_OVER = 1970, "idea handed over"
        IDEA_CHANGED = 1971, "idea changed"
        IDEA_SUPPORTED = 1972, "idea supported"
        IDEA_SUPPORT_WITHDRAWN = 1973, "support of an idea withdrawn"
        IDEA_REPLIED = 1974, "idea answered"
        IDEA_TRACED = 1975, "idea traced"
        IDEA_UNTRACED = 1976, "trace of an idea removed"
        PROPOSAL_BEGUN = 2000, "proposal begun"
        PROPOSAL_CHANGED = 2001, "draft proposal written"
        PROPOSAL_HANDED_IN = 2002, "proposal handed in"
        PROPOSAL_WITHDRAWN = 2003, "proposal taken back"
        PROPOSAL_REBASED = 2004, "draft proposal set against a new base"
        PROPOSAL_DISCARDED = 2005, "draft proposal discarded"
        PROPOSAL_VOTED_ON = 2006, "proposal voted on"
        MEETING_CALLED = 2100, "meeting called"
        MEETING_MEMBERS_SET = 2101, "members of a meeting written down"
        MEETING_OPENED = 2102, "meeting opened"
        MATTER_PUT = 2103, "matter put on the list of a meeting"
        PROPOSALS_PUT = 2104, "proposals put in a matter"
        MOTION_MADE = 2105, "motion to remit or postpone"
        ORDER_APPROVED = 2106, "order of propositions approved"
        BALLOT_RECORDED = 2107, "question settled"
        BALLOT_TAKEN_BACK = 2108, "question taken back"
        MATTER_SETTLED = 2110, "matter decided, remitted or postponed"
        STATEMENT_REGISTERED = 2111, "reservation or special statement registered"
        MINUTES_ADJUSTED = 2112, "minutes adjusted"
        TAX_NOTICE_REGISTERED = 2113, "tax authority told of the tax rate"
        PROJECT_REGISTERED = 2200, "investment project registered"
        PROJECT_CHANGED = 2201, "investment project changed"
        PROJECT_REMOVED = 2202, "investment project removed"
        PROJECTS_PUT_IN = 2205, "investments put into a budget version"
        FEE_REGISTERED = 2210, "fee registered"
        FEE_CHANGED = 2211, "fee changed"
        FEE_REMOVED = 2212, "fee removed"
        COMPANY_BUDGET_REGISTERED = 2220, "budget of a company registered"
        COMPANY_BUDGET_CHANGED = 2221, "budget of a company changed"
        COMPANY_BUDGET_REMOVED = 2222, "budget of a company removed"
        DIRECTIVE_REGISTERED = 2230, "owner directive registered"
        DIRECTIVE_CHANGED = 2231, "owner directive changed"
        DIRECTIVE_REMOVED = 2232, "owner directive removed"
        REGISTER_IMPORTED = 2240, "register of the budget imported"
        STATEMENT_BASIS_SET = 2250, "basis of a version's statements set"
        INTERNAL_BUDGET_BEGUN = 2300, "internal budget begun"
        INTERNAL_LINES_PUT = 2301, "lines of an internal budget put in"
        INTERNAL_CELLS_WRITTEN = 2310, "cells of an internal budget written"
        INTERNAL_FILE_IMPORTED = 2350, "file read into an internal budget"
        CELL_COMMENTED = 2311, "number of an internal budget commented on"
        CELL_COMMENT_ANSWERED = 2312, "comment on a number answered"
        CELL_COMMENT_SETTLED = 2313, "comment on a number settled"
        INTERNAL_BASE_FILLED = 2320, "internal budget filled from a base"
        MONTH_PROFILE_PUT = 2321, "month profile put in"
        MONTH_PROFILE_REMOVED = 2322, "month profile removed"
        STAFF_LIST_PUT = 2330, "staff list of a unit put in"
        BUDGET_DRIVERS_PUT = 2331, "drivers of a unit put in"
        BUDGET_ASSUMPTIONS_PUT = 2332, "assumptions of an internal budget put in"
        LINES_RECKONED = 2333, "lines of a unit reckoned"
        INTERNAL_FRAME_DIVIDED = 2360, "frame divided to units"
        INTERNAL_DEADLINES_SET = 2361, "deadlines of an internal budget set"
        UNIT_PART_SUBMITTED = 2362, "unit's part handed in"
        UNIT_PART_TAKEN_BACK = 2363, "unit's part taken back"
        UNIT_PART_APPROVED = 2364, "unit's part approved"
        UNIT_PART_RETURNED = 2365, "unit's part sent back"
        INTERNAL_BUDGET_APPROVED = 2366, "internal budget approved"
        INTERNAL_BUDGET_SENT_BACK = 2367, "internal budget sent back"
        INTERNAL_BUDGET_ADOPTED = 2368, "internal budget adopted"
        INTERNAL_BUDGET_IN_FORCE = 2369, "internal budget in force"
        INTERNAL_BUDGET_ENDED = 2370, "internal budget ended"
        INTERNAL_CHANGE_MADE = 2371, "change of an internal budget made"
        INTERNAL_CHANGE_DECIDED = 2372, "change of an internal budget decided"
        INTERNAL_CHANGE_WITHDRAWN = 2373, "change of an internal budget withdrawn"
        INTERNAL_COLUMNS_REBUILT = 2380, "columns of internal budgets made anew"
        PLAN_BUILT = 1700, "plan built"
        PLAN_REVISION_BEGUN = 1701, "revision of a plan begun"
        PLAN_SECTION_ADDED = 1702, "section of a plan added"
        PLAN_SECTION_WRITTEN = 1703, "section of a plan written"
        PLAN_SECTION_REMOVED = 1704, "section of a plan removed"
        PLAN_FRAME_DISTRIBUTED = 1705, "frame of a plan distributed"
        PLAN_REVIEWED = 1710, "plan examined"
        PLAN_APPROVED = 1711, "plan approved"
        PLAN_RETURNED = 1712, "plan returned"
        PLAN_ADOPTED = 1713, "plan adopted"
        PLAN_IN_FORCE = 1714, "plan in force"
        PLAN_REVISED = 1715, "plan replaced by its revision"
        PLAN_ENDED = 1716, "plan ended"

    number = models.PositiveBigIntegerField(unique=True)
    # The numbers are not given to the field as its choices: a new event is no change of the table.
    event = models.PositiveIntegerField()
    subject = models.CharField(max_length=200)
    acting_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=150)
    at = models.DateTimeField()
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)
    chain_hash = models.CharField(max_length=64)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["event", "subject"], name="audit_by_event_and_subject"),
            models.Index(fields=["acting_user", "number"], name="audit_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.Event(self.event).label}: {self.subject}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        # house: allow write-outside-action: the one way in, for the action that records
        super().save(*args, **{**options, "force_insert": True})

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        raise AppendOnlyError

    @property
    def chain_row(self) -> ChainRow:
        """What the row's hash covers."""
        return ChainRow(
            self.number,
            self.at,
            self.person,
            self.acting_user_id,
            self.event,
            self.subject,
            self.old,
            self.new,
        )


class ChainHead(models.Model):
    """The last number and hash of the audit chain, in the one row that whoever appends locks."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    number = models.PositiveBigIntegerField(default=0)
    chain_hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_head_of_the_chain")]

    def __str__(self) -> str:
        return f"{self.number} {self.chain_hash}"
