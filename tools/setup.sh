#!/bin/sh
# Sets up .venv from the lock files: `tools/setup.sh runtime` or `tools/setup.sh dev`. Called by make.
set -eu
cd "$(dirname "$0")/.."
kind="$1"
python="${PYTHON:-python3}"

step() { printf '· %s\n' "$1"; }
fail() { printf 'make setup: %s\n' "$1" >&2; exit 1; }

# The log is shown only when the step fails.
quietly() {
    log=$(mktemp)
    if "$@" >"$log" 2>&1; then rm -f "$log"; else cat "$log" >&2; rm -f "$log"; fail "this step failed: $*"; fi
}

check_python() {
    command -v "$python" >/dev/null 2>&1 || fail "$python was not found. Install Debian's python3, or say make PYTHON=/path/to/python3."
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "$python is Python $version; Roder needs 3.11 or newer. Say make PYTHON=python3.11 if you have one."
}

check_venv_module() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null && return
    package="python$version-venv"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        step "Installing $package"
        quietly apt-get update -q
        quietly env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$package"
    else
        fail "Python cannot make virtual environments here. Install the package $package and try again."
    fi
}

make_venv() {
    .venv/bin/python -m pip --version >/dev/null 2>&1 && return
    check_python
    check_venv_module
    step "Making .venv with Python $version"
    quietly "$python" -m venv --clear .venv
}

pip_install() { quietly .venv/bin/python -m pip install -q --disable-pip-version-check --no-input "$@"; }

make_venv
step "Installing the locked packages ($kind)"
pip_install --require-hashes -r requirements/build.txt
pip_install --require-hashes -r "requirements/$kind.txt"
step "Installing Roder"
# The build tools come from build.txt, so nothing outside the lock files is fetched.
pip_install --no-deps --no-build-isolation -e .
