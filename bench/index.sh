#!/usr/bin/env bash
# Fills an index with synthetic applications and prints how long its pages and
# searches take, on SQLite and on a PostgreSQL cluster that it starts for itself.
#
#   bench/index.sh [APPLICATIONS] [sqlite|postgres]
#
# A million applications (the default) take 4 to 8 GB and half an hour for each of
# the two; BENCH_DIR (/var/tmp) is where they lie until the end.
set -euo pipefail

applications=${1:-1000000}
which=${2:-sqlite postgres}
cd "$(dirname "$0")/.."
dir=$(mktemp -d "${BENCH_DIR:-/var/tmp}/hecha-index-XXXXXX")
server=""
finish() {
	if [ -n "$server" ]; then
		kill -INT "$server" 2>/dev/null || true
		wait "$server" 2>/dev/null || true
	fi
	rm -rf "$dir"
}
trap finish EXIT

go build -o "$dir/bench" ./bench/index

# as_postgres runs a program as somebody whom PostgreSQL accepts.
as_postgres() {
	if [ "$(id -u)" = 0 ]; then
		exec setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
	fi
	exec "$@"
}

start_postgres() {
	local programs
	programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
	[ -n "$programs" ] || { echo "PostgreSQL is not installed: run scripts/setup.sh servers" >&2; exit 1; }
	chmod 711 "$dir"
	mkdir "$dir/postgres"
	[ "$(id -u)" != 0 ] || chown postgres "$dir/postgres"
	(cd "$dir/postgres" && as_postgres "$programs/initdb" -D "$dir/postgres/data" -U hecha --auth=trust -E UTF8 --locale=C >/dev/null)
	port=$(( 20000 + RANDOM % 10000 ))
	(cd "$dir/postgres" && as_postgres "$programs/postgres" -D "$dir/postgres/data" -h 127.0.0.1 -p "$port" -c unix_socket_directories= \
		-c shared_buffers=1GB -c effective_cache_size=4GB -c random_page_cost=1.1 -c max_wal_size=4GB -c maintenance_work_mem=256MB) >"$dir/log" 2>&1 &
	server=$!
	for _ in $(seq 100); do
		if "$programs/pg_isready" -q -h 127.0.0.1 -p "$port" -U hecha -d postgres; then return; fi
		sleep 0.2
	done
	cat "$dir/log" >&2
	exit 1
}

for database in $which; do
	echo "== $database"
	case $database in
	sqlite) "$dir/bench" --applications "$applications" --index "$dir/index.db" ;;
	postgres)
		start_postgres
		"$dir/bench" --applications "$applications" --index "postgres://hecha@127.0.0.1:$port/postgres?sslmode=disable"
		;;
	*) echo "usage: bench/index.sh [APPLICATIONS] [sqlite|postgres]" >&2; exit 2 ;;
	esac
done
