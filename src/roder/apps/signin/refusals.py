"""Why a sign-in by an identity provider is refused. Each reason has a test that meets that one and no other."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """The reason as it stands in the audit log and before the operator."""

    NOTHING_WAITS = "nothing_waits"
    PROVIDER_SAID_NO = "provider_said_no"
    UNREACHABLE = "unreachable"
    MALFORMED = "malformed"
    UNSIGNED = "unsigned"
    WEAK_ALGORITHM = "weak_algorithm"
    UNKNOWN_KEY = "unknown_key"
    TAMPERED = "tampered"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    WRONG_AUDIENCE = "wrong_audience"
    WRONG_ISSUER = "wrong_issuer"
    WRONG_DESTINATION = "wrong_destination"
    ANOTHER_SIGN_IN = "another_sign_in"
    REPLAYED = "replayed"
    WRONG_SUBJECT = "wrong_subject"
    CLOSED_ACCOUNT = "closed_account"
    NO_ROLE = "no_role"


class SignInRefusedError(Exception):
    """The provider's answer does not sign anybody in; ``detail`` is for the operator's log, not the page."""

    def __init__(self, reason: Refusal, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail
