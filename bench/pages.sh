#!/usr/bin/env bash
# Prints how long the pages of the web application take with a hundred applications
# and with many, asked in turn, and the ratio of both.
#
#   bench/pages.sh [APPLICATIONS]
#
# A hundred thousand applications (the default) take two to three minutes and half a
# gigabyte in BENCH_DIR (/var/tmp), which goes at the end.
set -euo pipefail

cd "$(dirname "$0")/.."
dir=$(mktemp -d "${BENCH_DIR:-/var/tmp}/hecha-pages-XXXXXX")
trap 'rm -rf "$dir"' EXIT

go build -o "$dir/bench" ./bench/index
"$dir/bench" --pages --applications "${1:-100000}" --index "$dir/index.db"
