from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Claims:
    """What a proved answer says of a person. Issuer and subject are who it is; the rest is how to show them.

    ``proof`` is the answer's own identity: it may sign in once.
    """

    issuer: str
    subject: str
    proof: str
    username: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    groups: frozenset[str] = frozenset()
