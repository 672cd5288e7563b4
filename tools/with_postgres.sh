#!/bin/sh
# Runs a command with DATABASE_URL pointing at a PostgreSQL server that lives only as long as the command:
#   tools/with_postgres.sh .venv/bin/python -m pytest
# The server keeps its data in a new temporary folder, listens on loopback only, and is stopped and removed
# whatever happens. As root only the server runs as postgres; the command needs no other user's rights.
set -eu

fail() { printf 'with_postgres: %s\n' "$1" >&2; exit 1; }

find_programs() {
    programs=""
    for folder in /usr/lib/postgresql/*/bin; do
        if [ -x "$folder/initdb" ]; then programs="$folder"; fi
    done
    if [ -z "$programs" ] && command -v initdb >/dev/null 2>&1; then programs=$(dirname "$(command -v initdb)"); fi
}

# Debian would start a lasting server of its own on installation; this one is meant to leave nothing running.
install_programs() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 ||
        fail "PostgreSQL was not found. Install the package postgresql and try again."
    echo "· Installing postgresql" >&2
    hold=/etc/postgresql-common/createcluster.d/roder-no-cluster.conf
    mkdir -p "$(dirname "$hold")"
    echo "create_main_cluster = false" >"$hold"
    log=$(mktemp)
    done=0
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -q && apt-get install -y -q --no-install-recommends postgresql; } >"$log" 2>&1 || done=1
    rm -f "$hold"
    if [ "$done" != 0 ]; then cat "$log" >&2; rm -f "$log"; fail "postgresql could not be installed; see above."; fi
    rm -f "$log"
}

as_server() {
    if [ "$(id -u)" = 0 ]; then (cd "$folder" && runuser -u postgres -- "$@"); else (cd "$folder" && "$@"); fi
}

stop_server() {
    status=$?
    trap - EXIT INT TERM HUP
    if [ -f "$folder/data/postmaster.pid" ]; then
        as_server "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    fi
    rm -rf "$folder"
    exit "$status"
}

free_port() {
    "${python:-python3}" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Another process may take the port between the look and the start, hence a few tries.
start_server() {
    for _ in 1 2 3 4 5; do
        port=$(free_port)
        options="-h 127.0.0.1 -p $port -k $folder -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        if as_server "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -o "$options" -w -t 60 start >/dev/null 2>&1; then
            return
        fi
    done
    cat "$folder/log" >&2 || true
    fail "the server did not start; its log is above."
}

[ $# -gt 0 ] || fail "say which command to run."
find_programs
if [ -z "$programs" ]; then install_programs; find_programs; fi
[ -n "$programs" ] || fail "PostgreSQL is installed without initdb; install the package postgresql."
if [ -x .venv/bin/python ]; then python="$PWD/.venv/bin/python"; fi
folder=$(mktemp -d "${TMPDIR:-/tmp}/roder-postgres.XXXXXX")
trap stop_server EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
as_server "$programs/initdb" -D "$folder/data" -U roder -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder.init" 2>&1 ||
    { cat "$folder.init" >&2; rm -f "$folder.init"; fail "initdb failed; see above."; }
rm -f "$folder.init"
start_server
as_server "$programs/createdb" -h "$folder" -p "$port" -U roder roder
DATABASE_URL="postgres://roder@127.0.0.1:$port/roder" "$@"
