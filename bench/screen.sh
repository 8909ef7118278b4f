#!/usr/bin/env bash
# Prints how long a candidate waits from the end of an upload until its fields stand
# on the page, in Chromium on a service of its own with an empty queue.
#
#   bench/screen.sh [PHOTOS]
#
# Twenty photos of specimens (the default) take two minutes.
set -euo pipefail

photos=${1:-20}
cd "$(dirname "$0")/.."
dir=$(mktemp -d "${BENCH_DIR:-/var/tmp}/hecha-screen-XXXXXX")
service=
finish() {
	[ -z "$service" ] || { kill "$service"; wait "$service" || true; }
	rm -rf "$dir"
}
trap finish EXIT

go build -o "$dir/hecha" ./cmd/hecha
go build -o "$dir/screen" ./bench/screen
"$dir/hecha" specimens --split tune --seed 5 --count "$photos" --degradation photo --format jpg --out "$dir/photos" >/dev/null 2>&1
printf 'account,exam,year,city,employer\nc-1,一级建造师,2020,长沙市,\n' >"$dir/passed.csv"
once=$("$dir/hecha" user import --data "$dir/data" "$dir/passed.csv" | tail -n 1 | cut -d, -f2)
"$dir/hecha" serve --data "$dir/data" --listen 127.0.0.1:18091 >"$dir/log" 2>&1 &
service=$!
url=http://127.0.0.1:18091
until curl -sf "$url/readyz" >/dev/null; do sleep 0.2; done

HECHA_PASSWORD=$(head -c 12 /dev/urandom | base64)
export HECHA_PASSWORD
post() { curl -sS -o /dev/null -b "$dir/cookies" -c "$dir/cookies" "$@"; }
post "$url/login" --data-urlencode account=c-1 --data-urlencode "password=$once"
post "$url/password" --data-urlencode "old=$once" --data-urlencode "chosen=$HECHA_PASSWORD"
post "$url/applications" -d level=考全科 -d name=样本甲 -d id_number=11010519491231002X -d education_path=regular -d education_level=本科
"$dir/screen" --url "$url" --account c-1 "$dir"/photos/*.jpg
