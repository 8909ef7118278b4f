#!/usr/bin/env bash
# kill.sh [N]: N times (default 1000), kills or halts a part of a running service
# while files are handed in, then proves that everything acknowledged was read
# exactly once, that all chains hold and that the index made anew is the same.
# MinIO and Redis run as child processes. A cycle takes about ten seconds.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh >&2
scripts/setup.sh servers >&2
exec go test ./cmd/hecha -run '^TestKill$' -count 1 -timeout 0 -v -cycles "${1:-1000}"
