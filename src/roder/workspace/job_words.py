"""Background work in words: what it is, and why it failed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from roder.apps.jobs.actions import INTERRUPTED


def kind_name(kind: str) -> str:
    """Return what the work is; one without a name of its own is shown as it is."""
    names = {
        "check_upload": _("Read and prove a ledger file"),
        "import_upload": _("Import a ledger file"),
        "check_table": _("Read a table of goals or indicators"),
        "import_table": _("Save a table of goals or indicators"),
        "fetch_statistics": _("Fetch official statistics"),
        "read_document_text": _("Read the text of a steering document"),
        "refresh_notices": _("Bring notices in order"),
        "weekly_mail": _("Send the weekly mail"),
    }
    return names.get(kind, kind)


def fault_text(error: str) -> str:
    """Return why the work failed and what to do; the raw error is shown beside it."""
    if not error:
        return ""
    if error == INTERRUPTED:
        return _(
            "The server stopped while it was carried out, three times. Try again; if it stops again, ask the one who runs Roder."
        )
    name = error.partition(":")[0]
    texts = {
        "OSError": _(
            "A file or the network could not be used. See whether the disk is full, then try again."
        ),
        "ConnectionRefusedError": _(
            "The mail server does not answer. See RODER_SMTP_URL in the settings, then try again."
        ),
        "gaierror": _(
            "The mail server's name is not known. See RODER_SMTP_URL in the settings, then try again."
        ),
        "TimeoutError": _("The other side did not answer in time. Try again."),
        "OperationalError": _("The database was busy or out of reach. Try again."),
        "FileNotFoundError": _("The file is gone. Send it in again."),
        "MailRefusedError": _(
            "The mail server refused the mail of some people. See their addresses, then try again: nobody gets it twice."
        ),
        "SMTPAuthenticationError": _(
            "The mail server refused the user or the password. See the settings, then try again."
        ),
    }
    unforeseen = _(
        "The work met a fault that nobody foresaw. Try again; if it fails again, show the text below to the one who runs Roder."
    )
    return (texts | _source_faults()).get(name, unforeseen)


def _source_faults() -> dict[str, str]:
    return {
        "NoPlaceError": _("Say first which municipality this is, on the page for official statistics."),
        "SourceUnreachableError": _(
            "The source of the statistics cannot be reached. See whether this server may reach the internet, then try again, or import a stored file."
        ),
        "SourceBusyError": _(
            "The source of the statistics had no time. Try again in a while; it is also fetched again tomorrow morning."
        ),
        "SourceRefusedError": _(
            "The source of the statistics refused the question. See whether the codes are right and still exist."
        ),
        "SourceAnswerError": _(
            "The source of the statistics gave an answer that cannot be used. Try again; if it stays so, the source may have changed its form."
        ),
        "SourceAddressError": _(
            "The address of the source is not safe. See RODER_KOLADA_URL and RODER_SCB_URL in the settings."
        ),
    }
