"""A small municipality with a person of every role, and what each address is asked with.

To add an address: a row in docs/access.md, and here its arguments (``ARGUMENTS``) and, for a POST, what is
sent (``SENT``). Both get the world and the place: ``here`` is within the mandates that are for a part,
``elsewhere`` is not, ``own`` belongs to the person who asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

from django.urls import NoReverseMatch
from django.urls import reverse
from django.utils import timezone
from tests.ledger_files import sie_file
from tests.workspace import access_assessments
from tests.workspace import access_assignments
from tests.workspace import access_budget_preparation
from tests.workspace import access_budget_process
from tests.workspace import access_budget_rules
from tests.workspace import access_budget_versions
from tests.workspace import access_documents
from tests.workspace import access_financing
from tests.workspace import access_forecasts
from tests.workspace import access_frame_bridge
from tests.workspace import access_goals
from tests.workspace import access_indicators
from tests.workspace import access_internal_budgets
from tests.workspace import access_investments
from tests.workspace import access_measures
from tests.workspace import access_meetings
from tests.workspace import access_plans
from tests.workspace import access_proposals
from tests.workspace import access_reports
from tests.workspace import access_rounds
from tests.workspace import access_scenarios
from tests.workspace import access_statistics
from tests.workspace import access_tables

from roder.apps.budgets.actions import FrameRow
from roder.apps.budgets.actions import set_frames
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.jobs.actions import carry_out
from roder.apps.jobs.actions import claim
from roder.apps.jobs.models import Job
from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.actions.uploads import receive_upload
from roder.apps.notices.actions.choices import make_calendar_address
from roder.apps.notices.models import Notice
from roder.apps.organisation.actions import replace_organisation
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.mandates import ROLES_OF_THE_WHOLE
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from pathlib import Path

    from roder.apps.ledger.models import Upload

KEY = "2120000159"
BODIES = [
    Body("100", "Council", BodyKind.COUNCIL, prefixes=("10",)),
    Body("400", "Preschool committee", BodyKind.COMMITTEE, "100", ("41",)),
    Body("411", "Northern preschools", BodyKind.UNIT, "400", ("4110",)),
    Body("412", "Southern preschools", BodyKind.UNIT, "400", ("4120",)),
    Body("500", "Elderly committee", BodyKind.COMMITTEE, "100", ("42",)),
]
SHARED_VOUCHER = (
    '#VER S 1 20180131 "Delad faktura"\n{\n'
    '#TRANS 5020 {1 "4110"} 30.00 20180131 "Nordens del"\n'
    '#TRANS 5020 {1 "4120"} 12.00 20180131 "Sunniva Hemlig"\n'
    '#TRANS 5020 {1 "4200"} 8.00 20180131 "Hemligt ärende"\n'
    '#TRANS 1930 {} -50.00 20180131 "Utbetalning till Sunniva Hemlig"\n}\n'
)
BEGAN = date(2017, 1, 1)


@dataclass
class World:
    """The people by column of docs/access.md, and the things that addresses lead to."""

    people: dict[str, User]
    upload: Upload

    def mandate_of(self, role: Role) -> int:
        return self.people[role].mandates.get().pk


BUDGET_AREAS = (
    access_budget_process.make_budget_process,
    access_budget_versions.make_budget_versions,
    access_frame_bridge.make_frame_bridge,
    access_investments.make_investments,
    access_meetings.make_meetings,
)
"""What makes the budget's areas, none of which asks for more than the municipality's key."""
FOLLOW_UP_AREAS = (
    access_forecasts.make_forecasts,
    access_measures.make_measures,
    access_assessments.make_assessments,
    access_rounds.make_rounds,
    access_reports.make_reports,
)


def make_world(home: Path) -> World:
    """Import the books, organise, set frames, and give every role a person; parts are the unit 411."""
    system = system_user()
    vouchers = [("20180131", "4110", 100), ("20180131", "4120", 40), ("20180131", "4200", 700)]
    import_file(
        sie_file(home, [*vouchers, ("20180131", "9999", 5)], extra=SHARED_VOUCHER), acting_user=system
    )
    company = sie_file(
        home,
        [("20180131", "", 60)],
        number="556639-1537",
        name="Bolaget AB",
        extra="#KPTYP EUBAS97\n",
        file_name="b.se",
    )
    import_file(company, acting_user=system)
    assert replace_organisation(KEY, BODIES, acting_user=system) == []
    tree = access_goals.make_goals(KEY)
    access_indicators.make_indicators(KEY)
    access_documents.make_documents(KEY, {"here": "411", "elsewhere": "500"})
    access_assignments.make_assignments(KEY)
    access_plans.make_money(tree)
    access_financing.make_financing(KEY)
    access_plans.make_plans(tree)
    _make_all(BUDGET_AREAS)
    set_frames(KEY, 2018, [FrameRow("400", 1200_00), FrameRow("500", 2400_00)], acting_user=system)
    access_proposals.make_proposals(KEY)
    access_internal_budgets.make_internal_budgets(KEY)
    _make_all(FOLLOW_UP_AREAS)
    access_budget_preparation.make_budget_preparation(KEY)
    people = {role.value: make_person(role.value, _mandate(role)) for role in Role}
    people["no_role"] = make_person("no_role")
    yesterday = timezone.localdate() - timedelta(days=1)
    ended = Mandate(Role.CENTRAL_CONTROLLER, valid_from=BEGAN, valid_to=yesterday)
    people["ended"] = make_person("ended", ended)
    content = b"Period;Ansvar;Konto;Belopp\n201801;4110;5020;1\n"
    upload = receive_upload("a.csv", [content], acting_user=people[Role.CENTRAL_CONTROLLER])
    while (job := claim()) is not None:
        carry_out(job)
    upload.refresh_from_db()
    return World(people, upload)


def _make_all(areas: Iterable[Callable[[str], None]]) -> None:
    for make in areas:
        make(KEY)


def make_person(username: str, *mandates: Mandate) -> User:
    """Return a person who holds the mandates."""
    person = User.objects.create(username=username, first_name=username.title(), title="Test")
    for mandate in mandates:
        grant_mandate(person, mandate, acting_user=system_user())
    return person


def _mandate(role: Role) -> Mandate:
    organisation, body = ("", "") if role in ROLES_OF_THE_WHOLE else (KEY, "411")
    return Mandate(role, organisation, body, "A" if role is Role.POLITICIAN else "", BEGAN)


def _body(place: str) -> str:
    return "411" if place == "here" else "500"


def _controller(world: World) -> User:
    return world.people[Role.CENTRAL_CONTROLLER]


def _failed_job(world: World) -> int:
    job, _made = Job.objects.get_or_create(
        kind="weekly_mail",
        created_by=_controller(world),
        state=Job.State.FAILED,
        arguments={"day": "2018-09-17"},
    )
    return job.pk


def _notice(world: World) -> int:
    made, _new = Notice.objects.get_or_create(person=_controller(world), kind="follow_up", subject="2018-08")
    return made.pk


def _secret(world: World, place: str) -> str:
    return make_calendar_address(acting_user=_controller(world)) if place == "own" else "x"


ARGUMENTS: dict[str, Callable[[World, str], list[Any]]] = {
    "workspace:sign_in_demo": lambda world, _place: [world.people["no_role"].pk],
    "workspace:sign_in_link": lambda _world, _place: ["x"],
    "workspace:one_time_link": lambda _world, _place: ["x"],
    "workspace:external": lambda _world, _place: ["x"],
    "workspace:external_answer": lambda _world, _place: ["x"],
    "workspace:external_acs": lambda _world, _place: ["x"],
    "workspace:external_metadata": lambda _world, _place: ["x"],
    "workspace:factor_remove": lambda _world, _place: [1],
    "workspace:sign_in_end": lambda _world, _place: [1],
    "workspace:follow_up_period": lambda _world, _place: ["2018-01"],
    "workspace:follow_up_unit": lambda _world, place: ["2018-01", _body(place)],
    "workspace:cell": lambda _world, place: ["2018-01", _body(place)],
    "workspace:organisation_export": lambda _world, _place: ["csv"],
    "workspace:body": lambda _world, _place: ["400"],
    "workspace:body_change": lambda _world, _place: ["400", "name"],
    "workspace:frames_year": lambda _world, _place: [2018],
    "workspace:frames_export": lambda _world, _place: [2018, "csv"],
    "workspace:frames_import": lambda _world, _place: [2018],
    "workspace:frames_import_confirm": lambda _world, _place: [2018],
    "workspace:upload": lambda world, _place: [world.upload.pk],
    "workspace:upload_mapping": lambda world, _place: [world.upload.pk],
    "workspace:upload_confirm": lambda world, _place: [world.upload.pk],
    "workspace:upload_discard": lambda world, _place: [world.upload.pk],
    "workspace:batch": lambda _world, _place: [1],
    "workspace:batch_undo": lambda _world, _place: [1],
    "workspace:person": lambda world, _place: [world.people["no_role"].pk],
    "workspace:mandate_grant": lambda world, _place: [world.people["no_role"].pk],
    "workspace:mandate_end": lambda world, _place: [world.mandate_of(Role.READER)],
    "workspace:notice": lambda world, _place: [_notice(world)],
    "workspace:calendar": lambda world, place: [_secret(world, place)],
    "workspace:legal_date_register": lambda _world, _place: ["annual_report", 2018],
    "workspace:job": lambda world, _place: [_failed_job(world)],
    "workspace:job_retry": lambda world, _place: [_failed_job(world)],
    "workspace:job_cancel": lambda world, _place: [_failed_job(world)],
    "workspace:follow_up_csv": lambda _world, _place: ["2018-01"],
    "workspace:months_csv": lambda _world, _place: ["2018-01"],
    "workspace:unit_csv": lambda _world, place: ["2018-01", _body(place)],
    "workspace:lines_csv": lambda _world, place: ["2018-01", _body(place)],
    "workspace:unit_months_csv": lambda _world, place: ["2018-01", _body(place)],
    "workspace:theme_css": lambda _world, _place: ["x"],
    "workspace:theme_mark": lambda _world, _place: ["x"],
    **access_goals.ARGUMENTS,
    **access_indicators.ARGUMENTS,
    **access_documents.ARGUMENTS,
    **access_tables.ARGUMENTS,
    **access_assignments.ARGUMENTS,
    **access_statistics.ARGUMENTS,
    **access_plans.ARGUMENTS,
    **access_budget_versions.ARGUMENTS,
    **access_financing.ARGUMENTS,
    **access_frame_bridge.ARGUMENTS,
    **access_budget_process.ARGUMENTS,
    **access_budget_preparation.ARGUMENTS,
    **access_proposals.ARGUMENTS,
    **access_internal_budgets.ARGUMENTS,
    **access_forecasts.ARGUMENTS,
    **access_measures.ARGUMENTS,
    **access_assessments.ARGUMENTS,
    **access_rounds.ARGUMENTS,
    **access_reports.ARGUMENTS,
    **access_meetings.ARGUMENTS,
    **access_investments.ARGUMENTS,
    **access_budget_rules.ARGUMENTS,
    **access_scenarios.ARGUMENTS,
}

SENT: dict[str, Callable[[World, str], dict[str, Any]]] = {
    "devtools:long_table": lambda _world, _place: {"rows": "2"},
    "workspace:language": lambda _world, _place: {"language": "sv"},
    "workspace:appearance": lambda _world, _place: {"appearance": "dark"},
    "workspace:start_body": lambda _world, place: {"body": _body(place)},
    "workspace:recovery_links": lambda world, _place: {"person": world.people["no_role"].pk},
    "workspace:voucher": lambda _world, place: {
        "organisation": KEY,
        "year": "2018",
        "series": "L",
        "number": "1" if place == "here" else "3",
    },
    "workspace:mandate_grant": lambda _world, _place: {
        "role": "reader",
        "part": "",
        "valid_from": "2018-01-01",
    },
    "workspace:legal_date_register": lambda _world, _place: {"handed_over_on": "2019-04-10"},
    **access_goals.SENT,
    **access_indicators.SENT,
    **access_documents.SENT,
    **access_assignments.SENT,
    **access_plans.SENT,
    **access_budget_versions.SENT,
    **access_financing.SENT,
    **access_frame_bridge.SENT,
    **access_budget_process.SENT,
    **access_budget_preparation.SENT,
    **access_proposals.SENT,
    **access_internal_budgets.SENT,
    **access_forecasts.SENT,
    **access_measures.SENT,
    **access_assessments.SENT,
    **access_rounds.SENT,
    **access_reports.SENT,
    **access_meetings.SENT,
    **access_investments.SENT,
    **access_budget_rules.SENT,
    **access_scenarios.SENT,
}
"""What is sent with the address: the query of a GET, the form of a POST."""


def address_of(world: World, address: str, place: str) -> str:
    """Return the address as it is asked, its arguments from the world."""
    try:
        return reverse(address, args=ARGUMENTS[address](world, place) if address in ARGUMENTS else [])
    except NoReverseMatch as error:
        raise AssertionError(
            f"give {address} its arguments in tests/workspace/access_world.py: {error}"
        ) from None


def sent_with(world: World, address: str, place: str) -> dict[str, Any]:
    """Return what is sent with the address."""
    return SENT[address](world, place) if address in SENT else {}
