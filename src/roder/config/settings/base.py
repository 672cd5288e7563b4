"""Settings of every installation; what differs comes from the environment (docs/settings.md)."""

from __future__ import annotations

from datetime import time
from pathlib import Path

from roder.config import env
from roder.config.mail_server import mail_server
from roder.domain.schedules import ScheduleRule

PACKAGE = Path(__file__).resolve().parents[2]

RODER_HOME = env.home()
RODER_ENGINE = env.text("RODER_ENGINE", "duckdb://")
RODER_LEDGER_ROOT = env.text("RODER_LEDGER_ROOT", str(RODER_HOME / "ledger"))
RODER_UPLOADS = RODER_HOME / "uploads"
RODER_DOCUMENTS = RODER_HOME / "documents"
DOCUMENT_MEGABYTES = env.whole_number("RODER_DOCUMENT_MB", 50)

RODER_THEME = env.theme()

SECRET_KEY = env.secret_key(RODER_HOME)
DEBUG = False
HTTPS = env.boolean("RODER_HTTPS")
PROXY_SSL_HEADER = env.text("RODER_PROXY_SSL_HEADER")
ALLOWED_HOSTS = env.names("RODER_HOSTS", "127.0.0.1,localhost,[::1]")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "roder.apps.identity",
    "roder.apps.audit",
    "roder.apps.jobs",
    "roder.apps.search",
    "roder.apps.organisation",
    "roder.apps.signin",
    "roder.apps.ledger",
    "roder.apps.decisions",
    "roder.apps.financing",
    "roder.apps.budgets",
    "roder.apps.indicators",
    "roder.apps.documents",
    "roder.apps.goals",
    "roder.apps.investments",
    "roder.apps.budgetprocess",
    "roder.apps.proposals",
    "roder.apps.latechanges",
    "roder.apps.meetings",
    "roder.apps.plans",
    "roder.apps.internalbudgets",
    "roder.apps.forecasts",
    "roder.apps.followup",
    "roder.apps.forecasting",
    "roder.apps.measures",
    "roder.apps.assessments",
    "roder.apps.rounds",
    "roder.apps.reports",
    "roder.apps.notices",
    "roder.ui",
    "roder.workspace",
    "roder.devtools",
    "roder.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "roder.workspace.sign_in_limits.SignInLimits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "roder.config.urls"
WSGI_APPLICATION = "roder.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "roder.workspace.navigation.page_frame",
            ],
        },
    }
]

DATABASES = {"default": env.database(RODER_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "first_name", "last_name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Of django-allauth, the second factors alone: its pages and doors are not used (docs/decisions).
MFA_ADAPTER = "roder.apps.signin.factor_adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
LOGIN_URL = "workspace:sign_in"
LOGIN_REDIRECT_URL = "workspace:start"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_HOURS = env.whole_number("RODER_SESSION_HOURS", 12)
SESSION_IDLE_MINUTES = env.whole_number("RODER_SESSION_IDLE_MINUTES", 60)
SESSION_COOKIE_AGE = 60 * 60 * SESSION_HOURS
SIGN_IN_FILE = env.text("RODER_SIGN_IN_FILE", str(RODER_HOME / "sign_in.toml"))
OIDC = env.oidc_provider()
PUBLIC_URL = env.text("RODER_PUBLIC_URL").rstrip("/")
CSRF_COOKIE_SECURE = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
if PROXY_SSL_HEADER:
    SECURE_PROXY_SSL_HEADER = (f"HTTP_{PROXY_SSL_HEADER.upper().replace('-', '_')}", "https")
SECURE_SSL_REDIRECT = HTTPS and bool(PROXY_SSL_HEADER)
SECURE_REDIRECT_EXEMPT = [r"^halsa/$"]  # asked by the machine itself, past the proxy
# The browsers' list of preloaded names takes whole domains: that is for the municipality to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

STATIC_URL = "/static/"
STATIC_ROOT = RODER_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

SERVER_WORKERS = env.whole_number("RODER_WORKERS", 1)
SERVER_THREADS = env.whole_number("RODER_THREADS", 8)
BACKUP_HOURS = env.whole_number("RODER_BACKUP_HOURS", 26)
LEAST_FREE_MB = env.whole_number("RODER_LEAST_FREE_MB", 1024)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "roder.config.log_lines.JsonLine"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": env.one_of("RODER_LOG_FORMAT", ("text", "json")),
        }
    },
    "root": {"handlers": ["stderr"], "level": env.text("RODER_LOG_LEVEL", "WARNING")},
}

FOLLOW_UP_DUE_DAY = env.day_of_month("RODER_FOLLOW_UP_DUE_DAY", 15)
FOLLOW_UP_LARGE_DUE_DAY = env.day_of_month("RODER_FOLLOW_UP_LARGE_DUE_DAY", 25)

MAIL = mail_server()
EMAIL_BACKEND = MAIL.backend
EMAIL_FILE_PATH = RODER_HOME / "mail"
EMAIL_HOST = MAIL.host
EMAIL_PORT = MAIL.port
EMAIL_HOST_USER = MAIL.user
EMAIL_HOST_PASSWORD = MAIL.password
EMAIL_USE_TLS = MAIL.use_starttls
EMAIL_USE_SSL = MAIL.use_tls
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.text("RODER_MAIL_FROM", "Roder <roder@localhost>")

KOLADA_URL = env.text("RODER_KOLADA_URL", "https://api.kolada.se/v3")
SCB_URL = env.text("RODER_SCB_URL", "https://statistikdatabasen.scb.se/api/v2")

JOB_HANDLERS = {
    "check_upload": "roder.apps.ledger.actions.upload_jobs.check_upload",
    "import_upload": "roder.apps.ledger.actions.upload_jobs.import_upload",
    "check_table": "roder.apps.goals.actions.table_files.check_table",
    "import_table": "roder.apps.goals.actions.table_files.import_table",
    "fetch_statistics": "roder.apps.indicators.actions.fetch_jobs.fetch_statistics",
    "read_document_text": "roder.apps.documents.actions.texts.read_document_text",
    "refresh_notices": "roder.apps.notices.actions.notice_jobs.refresh_all",
    "weekly_mail": "roder.apps.notices.actions.notice_jobs.send_weekly",
}
JOB_PREPARATIONS = ["roder.formats.sie.warm.warm"]
"""What the background worker calls once when it starts, so that nobody's first file waits for it."""
JOB_FOLLOWERS = {
    "check_upload": "roder.apps.ledger.actions.upload_jobs.follow_upload_job",
    "import_upload": "roder.apps.ledger.actions.upload_jobs.follow_upload_job",
    "check_table": "roder.apps.goals.actions.table_files.follow_table_job",
    "import_table": "roder.apps.goals.actions.table_files.follow_table_job",
}
# Each kind of thing that can be found, and what gives all of that kind as it stands now.
SEARCH_SOURCES = {
    "document": "roder.apps.documents.queries.search_texts",
    "goal": "roder.apps.goals.goal_search.goal_texts",
    "platform": "roder.apps.goals.goal_search.section_texts",
    "indicator": "roder.apps.indicators.indicator_search.indicator_texts",
    "assignment": "roder.apps.goals.assignment_search.assignment_texts",
    "activity": "roder.apps.goals.assignment_search.activity_texts",
}
# Local time in Stockholm; Monday is 0.
JOB_SCHEDULES = {
    "refresh_notices": ("refresh_notices", ScheduleRule(time(5, 30))),
    "weekly_mail": ("weekly_mail", ScheduleRule(time(6), frozenset({0}))),
}
if env.boolean("RODER_FETCH_DAILY", default=True):
    JOB_SCHEDULES["fetch_statistics"] = ("fetch_statistics", ScheduleRule(time(4, 45)))
# Who says what of a budget year is locked: the steps of the year lie above what they lock.
BUDGET_LOCKS = "roder.apps.budgetprocess.queries.lock_problems"
# Which page a duty leads to; the number or name of what it is about stands in the address where it says so.
DUTY_PAGES = {
    "follow_up": ("workspace:follow_up", False),
    "annual_report": ("workspace:legal_dates", False),
    "interim_report": ("workspace:legal_dates", False),
    "upload_to_confirm": ("workspace:upload", True),
    "upload_refused": ("workspace:upload", True),
    "mandate_ends": ("workspace:notices", False),
    "job_failed": ("workspace:job", True),
    "assignment": ("workspace:assignment", True),
    "activity": ("workspace:activity", True),
    "document_lapses": ("workspace:document", True),
    "document_review": ("workspace:document", True),
    "budget_step": ("workspace:budget_step", True),
    "consultation_answer": ("workspace:consultation_answer", True),
    "internal_budget_part": ("workspace:internal_budget_unit", True),
    "internal_budget_returned": ("workspace:internal_budget_unit", True),
    "internal_budget_to_approve": ("workspace:internal_budget_unit", True),
}
