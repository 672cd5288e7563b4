"""Settings read from the environment by typed readers; each is documented in docs/settings.md."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl
from urllib.parse import unquote
from urllib.parse import urlsplit

from roder.ui.theme import Theme

# Arrow's own pool keeps freed memory to itself; the system's lets an import of any size stay small.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

SHORTEST_MONTH = 28
CHECKOUT = Path(__file__).resolve().parents[3]


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def boolean(name: str, *, default: bool = False) -> bool:
    value = text(name).lower()
    return value in {"1", "true", "yes", "on"} if value else default


def one_of(name: str, known: tuple[str, ...]) -> str:
    """Return the setting, or the first of what it may be."""
    value = text(name) or known[0]
    if value not in known:
        raise ValueError(f"{name} is {value}; it may be {' or '.join(known)}. See docs/settings.md.")
    return value


def whole_number(name: str, default: int) -> int:
    value = text(name)
    if value and not value.isdigit():
        raise ValueError(f"{name} is {value}; it must be a whole number. See docs/settings.md.")
    return int(value) if value else default


def day_of_month(name: str, default: int) -> int:
    """Return a day that every month has."""
    day = whole_number(name, default)
    if not 1 <= day <= SHORTEST_MONTH:
        raise ValueError(
            f"{name} is {day}; it must be a day that every month has, 1 to 28. See docs/settings.md."
        )
    return day


def oidc_provider() -> dict[str, object]:
    """Return the one OpenID Connect provider that the environment describes, in the shape of the sign-in file."""
    issuer = text("RODER_OIDC_ISSUER")
    if not issuer:
        return {}
    pairs = [pair.rpartition("=") for pair in names("RODER_OIDC_GROUPS", "")]
    return {
        "key": "oidc",
        "kind": "oidc",
        "label": text("RODER_OIDC_LABEL", "OpenID Connect"),
        "issuer": issuer,
        "client_id": text("RODER_OIDC_CLIENT_ID"),
        "client_secret_file": text("RODER_OIDC_CLIENT_SECRET_FILE"),
        "group": [{"name": group, "role": role} for group, _equals, role in pairs],
    }


def secret(name: str) -> str:
    """Return what the file holds that the setting names; for secrets, which others may see in an environment."""
    path = text(name)
    if not path:
        return ""
    try:
        return Path(path).expanduser().read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ValueError(f"{name}: {path} cannot be read: {error.strerror}. See docs/settings.md.") from None


def names(name: str, default: str) -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def home() -> Path:
    """Return RODER_HOME, the one folder that holds all state; made when missing."""
    given = text("RODER_HOME")
    if given:
        folder = Path(given).expanduser().resolve()
    else:
        in_checkout = (CHECKOUT / "pyproject.toml").exists()
        folder = CHECKOUT / "var" if in_checkout else Path.cwd() / "var"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """Return RODER_SECRET_KEY or what its file holds, else the key kept in RODER_HOME, made on first use."""
    given = text("RODER_SECRET_KEY") or secret("RODER_SECRET_KEY_FILE")
    if given:
        return given
    path = folder / "secret_key"
    if not path.exists():
        fresh = folder / f"secret_key.{os.getpid()}"
        fresh.write_text(secrets.token_urlsafe(64), encoding="ascii")
        fresh.chmod(0o600)
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii").strip()


def theme() -> Theme:
    """Return the look that RODER_NAME, RODER_ACCENT and RODER_MARK choose; a colour that none can read is refused."""
    given = text("RODER_MARK")
    mark = Path(given).expanduser().resolve() if given else None
    return Theme(text("RODER_NAME"), text("RODER_ACCENT").lower(), mark)


def database(folder: Path) -> dict[str, object]:
    """Return Django's database setting: DATABASE_URL when given, else SQLite in RODER_HOME."""
    url = text("DATABASE_URL") or secret("DATABASE_URL_FILE")
    if not url:
        return sqlite(folder / "roder.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(
            f"DATABASE_URL begins with {parts.scheme}://; Roder knows postgres:// and sqlite:///. "
            "See docs/settings.md."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
    }


def sqlite(path: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }
