from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING

from tests.config.installations import Installation

from roder.config.log_lines import JsonLine

if TYPE_CHECKING:
    from pathlib import Path


def record(message: str, *arguments: object, fault: bool = False) -> logging.LogRecord:
    trace = sys.exc_info() if fault else None
    return logging.LogRecord("django.request", logging.WARNING, "x.py", 1, message, arguments, trace)


def test_a_line_is_one_document_whatever_the_message_holds() -> None:
    line = JsonLine().format(record("Not Found: %s", "/å\n{"))
    assert "\n" not in line
    assert json.loads(line) | {"time": ""} == {
        "time": "",
        "level": "WARNING",
        "logger": "django.request",
        "message": "Not Found: /å\n{",
    }
    try:
        int("oh\nno")
    except ValueError:
        line = JsonLine().format(record("failed", fault=True))
    assert "\n" not in line
    assert "ValueError: invalid literal" in json.loads(line)["trace"]


def test_an_unknown_form_or_a_number_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    for setting, value in {"RODER_LOG_FORMAT": "xml", "RODER_THREADS": "many"}.items():
        done = Installation(tmp_path / "home", {setting: value}).run("check")
        assert done.returncode == 2
        assert f"{setting} is {value}" in done.stderr
