#!/bin/sh
# Audits the locked packages with pip-audit, in an environment of its own: .venv/audit. Called by make.
set -eu
cd "$(dirname "$0")/.."
if [ ! -x .venv/audit/bin/pip-audit ] || [ requirements/audit.txt -nt .venv/audit/bin/pip-audit ]; then
    echo "· Installing pip-audit"
    .venv/bin/python -m venv --clear .venv/audit
    .venv/audit/bin/python -m pip install -q --disable-pip-version-check --no-input --require-hashes -r requirements/audit.txt
    touch .venv/audit/bin/pip-audit
fi
echo "· Auditing the locked packages"
exec .venv/bin/python -m tools.audit .venv/audit/bin/pip-audit
