#!/usr/bin/env bash
# Runs `hecha load` against a `hecha serve` and one `hecha work` of one slot, over a
# Redis, a MinIO and a PostgreSQL that it starts for itself: many small uploads while
# the worker is busy, and then large ones. MEGABYTES (50) each, LARGE (40) of them;
# they lie in BENCH_DIR (/var/tmp) until the end.
#
#   bench/load.sh [LARGE [MEGABYTES]]
set -euo pipefail
cd "$(dirname "$0")/.."
dir=$(mktemp -d "${BENCH_DIR:-/var/tmp}/hecha-load-XXXXXX")
. bench/servers.sh
finish() {
	stop_servers
	rm -rf "$dir"
}
trap finish EXIT

go build -o "$dir/hecha" ./cmd/hecha
start_redis
start_minio
start_postgres
export HECHA_DATA=$dir/data HECHA_S3_ENDPOINT=$minio HECHA_S3_BUCKET=hecha HECHA_REDIS=redis://$redis HECHA_INDEX=$postgres
listen=127.0.0.1:$(free_port) operating=127.0.0.1:$(free_port)
HECHA_TOKEN=$("$dir/hecha" token add --account c-1 --role candidate --scope read,hand_in 2>/dev/null)
export HECHA_TOKEN
"$dir/hecha" serve --no-work --listen "$listen" --operating "$operating" >"$dir/serve.log" 2>&1 &
servers=($! "${servers[@]}") # ended first
"$dir/hecha" work --workers 1 >"$dir/work.log" 2>&1 &
servers=($! "${servers[@]}")
wait_until "$dir/hecha" ready "http://$listen"

run() {
	echo "== hecha load $*"
	"$dir/hecha" load --operating "http://$operating" "$@" "http://$listen"
}
run --uploads 300 --for 15s
run --uploads "${1:-40}" --megabytes "${2:-50}" --for 5m
