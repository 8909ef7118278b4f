#!/usr/bin/env bash
# backup.sh: makes a backup of a running service, in a folder and on MinIO, loses
# everything, restores it elsewhere, and proves that the rows of the index and the
# results are the same; then damages the backup and sees that it is noticed. Takes
# half a minute.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh >&2
scripts/setup.sh servers >&2
exec go test ./cmd/hecha -run '^TestBackupOfAService$' -count 1 -v
