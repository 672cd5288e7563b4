"""The one way out: HTTPS with limits on time and size, patience with a busy source, and proper manners.

Only HTTPS is spoken, and plain HTTP to this machine (for a recorded source in tests and a local copy).
A source that asks for time (429, Retry-After: RFC 9110, 10.2.3) or fails (5xx) is asked again, each time
after a longer pause; so is one that breaks off.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import TYPE_CHECKING
from typing import Any
from urllib.error import HTTPError
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler
from urllib.request import OpenerDirector
from urllib.request import Request
from urllib.request import build_opener

from roder.sources.faults import SourceAddressError
from roder.sources.faults import SourceAnswerError
from roder.sources.faults import SourceBusyError
from roder.sources.faults import SourceError
from roder.sources.faults import SourceRefusedError
from roder.sources.faults import SourceUnreachableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from http.client import HTTPResponse

LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "::1")
TIMEOUT_SECONDS = 20
LONGEST_ANSWER_SECONDS = 45
LARGEST = 50 * 1024 * 1024
PAUSES = (1, 2, 4, 8)
LONGEST_PAUSE = 120
SLICE = 10
"""A pause is taken in pieces of so many seconds, so that whoever waits can say that they live."""

TOO_MANY_REQUESTS = 429
SERVER_ERRORS = 500
PIECE = 64 * 1024
SHOWN = 200


def is_safe(address: str) -> bool:
    """Return whether nobody on the way can change what comes: HTTPS, or this machine.

    >>> is_safe("https://api.kolada.se/v3"), is_safe("http://127.0.0.1:8001"), is_safe("http://api.kolada.se")
    (True, True, False)
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return (parts.scheme == "https" and bool(host)) or (parts.scheme == "http" and host in LOOPBACK_HOSTS)


def seconds_to_wait(retry_after: str | None, answered: str | None) -> int:
    """Return how long a Retry-After asks us to wait, in whole seconds; 0 when it says nothing.

    A moment is set against the answer's own Date, so that no two clocks need agree.

    >>> seconds_to_wait("7", None)
    7
    >>> seconds_to_wait("Sat, 01 Sep 2018 00:00:09 GMT", "Sat, 01 Sep 2018 00:00:00 GMT")
    9
    """
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return int(text[:SLICE])
    until, now = _moment(text), _moment(answered or "")
    return max(0, int((until - now).total_seconds())) if until and now else 0


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


class _SafeRedirects(HTTPRedirectHandler):
    """Follows a source that has moved, but never to where others could change what comes."""

    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        if not is_safe(newurl):
            raise SourceAddressError(req.full_url, f"sends us on to {newurl[:SHOWN]}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _TryAgainError(Exception):
    """The source may answer a little later: after ``seconds``, or when it likes."""

    def __init__(self, fault: SourceError, seconds: int = 0) -> None:
        super().__init__(str(fault))
        self.fault = fault
        self.seconds = seconds


def _nothing() -> None:
    pass


def _sleep(seconds: float) -> None:
    time.sleep(seconds)


@dataclass(frozen=True)
class Web:
    """Asks for documents. ``beat`` is called whenever time has passed, so that a job can show that it lives.

    ``wait`` and ``clock`` are handed in where time must not pass; ``pauses`` are fewer where a person waits.
    """

    user_agent: str
    beat: Callable[[], None] = _nothing
    wait: Callable[[float], None] = _sleep
    clock: Callable[[], float] = time.monotonic
    pauses: tuple[int, ...] = PAUSES
    largest: int = LARGEST
    timeout: int = TIMEOUT_SECONDS
    _opener: OpenerDirector = field(default_factory=lambda: build_opener(_SafeRedirects), repr=False)

    def get(self, address: str) -> bytes:
        """Return the document at an address; raises ``SourceError``."""
        return self._ask(self._request(address))

    def post(self, address: str, body: bytes) -> bytes:
        """Return the answer to a question in JSON; raises ``SourceError``."""
        return self._ask(self._request(address, body))

    def pause(self, seconds: float) -> None:
        """Let so many seconds pass, with a sign of life in between."""
        left = seconds
        while left > 0:
            piece = min(left, SLICE)
            self.wait(piece)
            self.beat()
            left -= piece

    def _request(self, address: str, body: bytes | None = None) -> Request:
        if not is_safe(address):
            raise SourceAddressError(address, "neither https nor this machine")
        headers = {"User-Agent": self.user_agent, "Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        return Request(address, data=body, headers=headers)  # noqa: S310 - is_safe has seen it

    def _ask(self, request: Request) -> bytes:
        for pause in (*self.pauses, None):
            self.beat()
            try:
                return self._answer(request)
            except _TryAgainError as again:
                if pause is None or again.seconds > LONGEST_PAUSE:
                    raise again.fault from None
                self.pause(max(pause, again.seconds))
        raise AssertionError(
            "the last try has no pause after it"
        )  # pragma: no cover - the loop has ended before

    def _answer(self, request: Request) -> bytes:
        where = request.full_url
        try:
            with self._opener.open(request, timeout=self.timeout) as answer:
                return self._body(answer, where)
        except HTTPError as error:
            with error:
                said = error.read(SHOWN).decode("utf-8", "replace").strip()
            detail = f"{error.code} {said or error.reason}"
            if error.code == TOO_MANY_REQUESTS or error.code >= SERVER_ERRORS:
                seconds = seconds_to_wait(error.headers.get("Retry-After"), error.headers.get("Date"))
                raise _TryAgainError(SourceBusyError(where, detail), seconds) from None
            raise SourceRefusedError(where, detail) from None
        except (HTTPException, OSError) as error:
            reason = error.reason if isinstance(error, URLError) else error
            detail = str(reason) or type(reason).__name__
            raise _TryAgainError(SourceUnreachableError(where, detail)) from None

    def _body(self, answer: HTTPResponse, where: str) -> bytes:
        declared = answer.headers.get("Content-Length", "")
        promised = int(declared) if declared.isascii() and declared.isdigit() else None
        until = self.clock() + LONGEST_ANSWER_SECONDS
        pieces: list[bytes] = []
        size = 0
        while promised is None or size < promised:
            if size > self.largest or (promised or 0) > self.largest:
                raise SourceAnswerError(where, f"larger than {self.largest} bytes")
            if self.clock() > until:
                raise _TryAgainError(SourceUnreachableError(where, "the answer did not come to its end"))
            piece = answer.read1(PIECE)
            if not piece:
                break
            pieces.append(piece)
            size += len(piece)
        if promised is not None and size < promised:
            raise _TryAgainError(SourceAnswerError(where, f"cut off after {size} of {promised} bytes"))
        return b"".join(pieces)
