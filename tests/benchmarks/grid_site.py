"""A site with one unit of 2,000 lines and a person who may write them, for the measure of the grid."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

LINES = 2_000
GRID = "/budget/2019/internbudget/300/enhet/300/rutnat/"
PREPARE = """
import json, sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.writing import begin_internal_budget, put_unit_lines
from roder.apps.organisation.actions.imports import replace_organisation
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.internal_budgets import InternalLine, LinePlace
from roder.domain.mandates import Mandate, Role
from roder.domain.organisation import Body, BodyKind
by = system_user()
replace_organisation("2120000159", [Body("300", "Education", BodyKind.COMMITTEE)], acting_user=by)
budget = begin_internal_budget("2120000159", "300", 2019, acting_user=by)
places = [LinePlace("300", str(5000 + number // 10), str(number % 10)) for number in range(int(sys.argv[1]))]
lines = [InternalLine(place, (-12_345_00,) * 12) for place in places]
put_unit_lines(budget.parts.get(), lines, acting_user=by)
person = User.objects.create(username="person")
grant_mandate(person, Mandate(Role.CENTRAL_CONTROLLER), acting_user=by)
client = Client(HTTP_HOST="127.0.0.1")
client.force_login(person)
print(json.dumps({name: morsel.value for name, morsel in client.cookies.items()}))
"""


def environment_of(home: str) -> dict[str, str]:
    """Return the environment of the site's processes."""
    return {
        **os.environ,
        "RODER_HOME": home,
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "roder.config.settings.base",
    }


def make_site(environment: dict[str, str]) -> list[dict[str, Any]]:
    """Make the site and return the cookies of its person, as a browser takes them."""
    command = [sys.executable, "-c", PREPARE, str(LINES)]
    made = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    cookies = json.loads(made.stdout.splitlines()[-1])
    return [
        {"name": name, "value": value, "domain": "127.0.0.1", "path": "/"} for name, value in cookies.items()
    ]
