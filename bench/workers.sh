#!/usr/bin/env bash
# Reads the same pictures with `hecha scan` and with one and two `hecha work`
# processes of one slot each, over a Redis, a MinIO and a PostgreSQL that it starts
# for itself, and prints pages per second and what the service costs beside reading.
#
#   bench/workers.sh DIR [PAGES [ROUNDS]]
#
# DIR holds pictures of one page each; PAGES (24) bounds how many are read, ROUNDS (2)
# is how often.
set -euo pipefail

if [ $# -lt 1 ] || [ ! -d "$1" ]; then
	echo "usage: bench/workers.sh DIR [PAGES [ROUNDS]]   (DIR holds pictures)" >&2
	exit 2
fi
mapfile -t files < <(find "$(cd "$1" && pwd)" -maxdepth 1 \( -name '*.jpg' -o -name '*.png' \) | sort | head -n "${2:-24}")
[ ${#files[@]} -gt 0 ] || { echo "workers: no .jpg or .png in $1" >&2; exit 2; }
cd "$(dirname "$0")/.."
dir=$(mktemp -d "${BENCH_DIR:-/var/tmp}/hecha-workers-XXXXXX")
. bench/servers.sh
finish() {
	stop_servers
	rm -rf "$dir"
}
trap finish EXIT

go build -o "$dir/hecha" ./cmd/hecha
go build -o "$dir/bench" ./bench/workers
start_redis
start_minio
start_postgres
mkdir "$dir/work"
"$dir/bench" --hecha "$dir/hecha" --redis "$redis" --s3 "$minio" --postgres "$postgres" --work "$dir/work" \
	--servers "$(IFS=,; echo "${servers[*]}")" --rounds "${3:-2}" "${files[@]}"
