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
. bench/servers.sh
finish() {
	stop_servers
	rm -rf "$dir"
}
trap finish EXIT

go build -o "$dir/bench" ./bench/index

for database in $which; do
	echo "== $database"
	case $database in
	sqlite) "$dir/bench" --applications "$applications" --index "$dir/index.db" ;;
	postgres)
		start_postgres
		"$dir/bench" --applications "$applications" --index "$postgres"
		;;
	*) echo "usage: bench/index.sh [APPLICATIONS] [sqlite|postgres]" >&2; exit 2 ;;
	esac
done
