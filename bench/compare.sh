#!/bin/bash
# Reads the same pictures with hecha, @gutenye/ocr-node (the same models on the
# same runtime) and tesseract, one after the other, and prints pages per second,
# processor time and field match of each, and what share of hecha's work is done
# outside of ONNX Runtime.
#
#   bench/compare.sh DIR [PAGES]
#
# DIR holds pictures and truth.json (see "Evaluation data" in docs/design.md);
# PAGES (32) bounds how many are read. What is not installed is left out, with
# a word on what is missing.
set -euo pipefail

if [ $# -lt 1 ] || [ ! -f "$1/truth.json" ]; then
	echo "usage: bench/compare.sh DIR [PAGES]   (DIR holds pictures and truth.json)" >&2
	exit 2
fi
bench=$(cd "$(dirname "$0")" && pwd)
packages=${XDG_CACHE_HOME:-$HOME/.cache}/hecha/bench

mkdir -p "$packages"
if ! cmp -s "$bench/package.json" "$packages/package.json"; then
	# No package's install script runs; all versions are exact.
	cp "$bench/package.json" "$packages/package.json.new"
	mv "$packages/package.json.new" "$packages/package.json"
	(cd "$packages" && npm install --ignore-scripts --no-package-lock --no-audit --no-fund --silent) ||
		{ rm "$packages/package.json"; echo "compare: npm packages are not available" >&2; }
fi
exec node "$bench/compare.mjs" "$packages" "$@"
