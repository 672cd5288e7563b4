"""The log as one JSON document a line, for programs that gather logs."""

from __future__ import annotations

import json
import logging
from datetime import UTC
from datetime import datetime

from typing_extensions import override


class JsonLine(logging.Formatter):
    """Time (UTC), level, logger and message; the page's status and a fault's trace when there is one."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "status": getattr(record, "status_code", None),
            "trace": self.formatException(record.exc_info) if record.exc_info else None,
        }
        return json.dumps(
            {name: value for name, value in line.items() if value is not None}, ensure_ascii=False
        )
