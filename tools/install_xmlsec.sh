#!/bin/sh
# Makes sure that xmlsec1 is there: the SAML identity provider of the tests signs by it.
set -eu
command -v xmlsec1 >/dev/null 2>&1 && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "make test: the tests of SAML need xmlsec1. Install the package xmlsec1 and try again." >&2
    exit 1
fi
echo "· Installing xmlsec1"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update -q && apt-get install -y -q --no-install-recommends xmlsec1; } >"$log" 2>&1; then
    cat "$log" >&2
    echo "make test: xmlsec1 could not be installed; see above." >&2
    exit 1
fi
