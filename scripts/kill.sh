#!/usr/bin/env bash
# kill.sh [N [OUTAGE]]: N times (default 1000), kills, halts or empties a part of a
# running service while files are handed in, then proves that everything that was
# acknowledged was read exactly once, that all chains hold and that the index made
# anew is the same: once with all in one process, once with workers of their own
# over PostgreSQL. Bucket and PostgreSQL are gone for OUTAGE (default 1m) each time that
# they are killed. MinIO, Redis and PostgreSQL run as child processes. A cycle takes 10
# to 20 seconds, a thousand of both most of a night.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh >&2
scripts/setup.sh servers >&2
exec go test ./cmd/hecha -run '^TestKill$' -count 1 -timeout 0 -v -cycles "${1:-1000}" -outage "${2:-1m}"
