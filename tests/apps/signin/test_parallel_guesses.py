"""A thousand guesses at one account, from many addresses at once, against the real server."""

from __future__ import annotations

import http.client
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tests.own_site import own_site

if TYPE_CHECKING:
    from pathlib import Path

    from tests.own_site import OwnSite

GUESSES = 1000
AT_ONCE = 16


def post(site: OwnSite, number: int, path: str, form: dict[str, str]) -> tuple[int, str]:
    """Post from an address of its own on this machine; loopback has sixteen million."""
    source = (f"127.0.{number // 250}.{number % 250 + 1}", 0)
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60, source_address=source)
    connection.request("GET", path)
    page = connection.getresponse()
    text = page.read().decode()
    cookie = (page.getheader("Set-Cookie") or "").split(";")[0]
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
    assert found is not None
    body = urlencode({"csrfmiddlewaretoken": found[1], **form})
    head = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    connection.request("POST", path, body, head)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.getheader("Location") or ""


def test_a_thousand_guesses_at_once_from_many_addresses_evaluate_five(tmp_path: Path) -> None:
    right = "korrekt häst batteri häftklammer"
    with own_site(tmp_path / "home") as site:
        link = site.invite("karin", "Karin Ek", "reader")
        status, _ = post(site, 0, link, {"password": right, "repeated": right})
        assert status == 302

        def guess(number: int) -> int:
            return post(site, number, "/logga-in/", {"username": "karin", "password": f"gissning {number}"})[
                0
            ]

        with ThreadPoolExecutor(AT_ONCE) as pool:
            counted = Counter(pool.map(guess, range(1, GUESSES + 1)))
        assert counted == {200: 5, 429: GUESSES - 5}
        assert post(site, 5, "/logga-in/", {"username": "karin", "password": right})[0] == 429
