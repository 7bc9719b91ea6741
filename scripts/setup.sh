#!/usr/bin/env bash
# Installs what the project needs on Debian 12: packages from Debian, and two pinned npm packages (buf and
# the googleapis protos) into proto/node_modules. The only place that names them. Runs again without harm, and
# without network when nothing is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
  ca-certificates git build-essential cmake ninja-build ccache mold pkg-config python3
  # gRPC, Protocol Buffers, Abseil and the health contract
  libgrpc++-dev libgrpc-dev protobuf-compiler protobuf-compiler-grpc libprotobuf-dev libabsl-dev libre2-dev libc-ares-dev grpc-proto
  # containers and text, storage, digests, JSON, logs, command line, downloads
  libzip-dev zlib1g-dev libexpat1-dev libcsv-dev libsqlite3-dev libpq-dev libssl-dev nlohmann-json3-dev libspdlog-dev libfmt-dev libcli11-dev libcurl4-openssl-dev
  # matching: stems of English words, small dense algebra
  libstemmer-dev libeigen3-dev
  # the server that the tests on PostgreSQL start for themselves
  postgresql-15
  # tests, benchmarks, sanitizers, fuzzing, formatting
  libgtest-dev libgmock-dev libbenchmark-dev clang-14 libclang-rt-14-dev clang-format-14 universal-ctags
)

say() { printf 'setup: %s\n' "$*" >&2; }

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || missing+=("$package")
done
# Any Node.js serves; Debian's is installed only where there is none, since the two do not live together.
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)

if ((${#missing[@]})); then
  say "installing from Debian: ${missing[*]}"
  root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "not root and no sudo: install these packages by hand and run this again"; exit 1; }
    root=(sudo)
  fi
  log=$(mktemp)
  # Debian's server package makes a cluster and leaves it running, unless this says no; nobody here needs one.
  no_cluster=/etc/postgresql-common/createcluster.d/plumbline-setup.conf
  case " ${missing[*]} " in *" postgresql-15 "*)
    "${root[@]}" mkdir -p "${no_cluster%/*}"
    echo "create_main_cluster = false" | "${root[@]}" tee "$no_cluster" >/dev/null
    trap '"${root[@]}" rm -f "$no_cluster"' EXIT
  esac
  if ! { "${root[@]}" apt-get update -q && DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    say "Debian's packages could not be installed (see above); what is missing: ${missing[*]}"
    exit 1
  fi
  rm -f "$log"
fi

# npm ci removes and fetches everything: only when the lock file asks for something else than what is there.
stamp=proto/node_modules/.installed-lock
if ! cmp -s proto/package-lock.json "$stamp"; then
  say "installing from npm: buf and google-proto-files, as pinned in proto/package-lock.json"
  (cd proto && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >&2
  mkdir -p proto/node_modules/.bin
  for buf in proto/node_modules/@bufbuild/buf-linux-*/bin/buf; do
    ln -sf "../${buf#proto/node_modules/}" proto/node_modules/.bin/buf
  done
  cp proto/package-lock.json "$stamp"
fi
say "everything is here"
