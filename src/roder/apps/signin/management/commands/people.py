from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils import timezone

from roder.apps.console import ConsoleCommand
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.organisation.actions.mandates import MandateRefusedError
from roder.apps.signin.actions.links import LIFETIMES
from roder.apps.signin.actions.links import LinkRefusedError
from roder.apps.signin.actions.links import issue_link
from roder.apps.signin.actions.people import UsernameTakenError
from roder.apps.signin.actions.people import invite_person
from roder.apps.signin.models import OneTimeLink
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role

if TYPE_CHECKING:
    from argparse import ArgumentParser

LOCAL_URL = "http://localhost:8000"


class Command(ConsoleCommand):
    help = "People: invite one, or issue a one-time link to one who has lost the password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        invite = acts.add_parser("invite", help="make an account and print the one-time link that opens it")
        invite.add_argument("username")
        invite.add_argument("--name", required=True, help="first and last name")
        invite.add_argument("--role", required=True, choices=[role.value for role in Role])
        invite.add_argument("--organisation", default="", help="key of the organisation; without: the whole")
        invite.add_argument("--body", default="", help="code of the body that the role is for")
        invite.add_argument("--party", default="", help="a politician's party")
        invite.add_argument("--title", default="")
        invite.add_argument("--email", default="")
        link = acts.add_parser("link", help="print a one-time link that sets a new password")
        link.add_argument("username")
        link.add_argument(
            "--remove-second-factor", action="store_true", help="for one who has lost that as well"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        secret, purpose = self._invite(options) if options["act"] == "invite" else self._link(options)
        hours = int(LIFETIMES[purpose].total_seconds()) // 3600
        self.stderr.write(f"The link can be used once, within {hours} h. Hand it over in person.")
        self.stdout.write(f"{settings.PUBLIC_URL or LOCAL_URL}/logga-in/engangslank/{secret}/")

    def _invite(self, options: dict[str, Any]) -> tuple[str, OneTimeLink.Purpose]:
        role, organisation = Role(options["role"]), options["organisation"]
        mandate = Mandate(role, organisation, options["body"], options["party"])
        try:
            _user, secret = invite_person(
                options["username"],
                options["name"],
                [mandate],
                title=options["title"],
                email=options["email"],
                now=timezone.now(),
                acting_user=system_user(),
            )
        except UsernameTakenError:
            raise CommandError(
                f"{options['username']} exists already. For a new link: roder people link {options['username']}"
            ) from None
        except (ValidationError, MandateRefusedError) as error:
            raise CommandError("; ".join(getattr(error, "messages", [str(error)]))) from None
        return secret, OneTimeLink.Purpose.INVITATION

    def _link(self, options: dict[str, Any]) -> tuple[str, OneTimeLink.Purpose]:
        purposes = OneTimeLink.Purpose
        purpose = purposes.RECOVERY_OF_ALL if options["remove_second_factor"] else purposes.RECOVERY
        try:
            user = User.objects.get(username=options["username"])
            return issue_link(user, purpose, now=timezone.now(), acting_user=system_user()), purpose
        except (User.DoesNotExist, LinkRefusedError):
            raise CommandError(
                f"There is no open account {options['username']} with a password of its own."
            ) from None
