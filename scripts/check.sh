#!/usr/bin/env bash
# Installs, builds and runs all tests: what a developer runs before a commit, and what the landing runs.
#
#   scripts/check.sh            everything
#   scripts/check.sh --quick    the release build and its tests only, no sanitizers and no fuzzing
#
# Tests on the publishers' full releases run when PLUMBLINE_DATA_DIR (default ../shared/data) is there.
set -euo pipefail
cd "$(dirname "$0")/.."
quick=false
[ "${1:-}" = --quick ] && quick=true

say() { printf '\ncheck: %s (%ss)\n' "$*" "$SECONDS"; }

scripts/setup.sh
export PLUMBLINE_DATA_DIR=${PLUMBLINE_DATA_DIR:-$(cd .. && pwd)/shared/data}
if [ -d "$PLUMBLINE_DATA_DIR" ]; then
  say "full releases: $PLUMBLINE_DATA_DIR"
else
  say "no full releases at $PLUMBLINE_DATA_DIR: the tests on them are skipped and say so"
fi

say "building the release preset"
scripts/build.sh release
if ! $quick; then
  say "building the asan preset: all that parses, stores and decides, with address and undefined-behaviour sanitizers"
  scripts/build.sh asan
  say "running the tests of the asan preset"
  ctest --preset asan --output-on-failure -j2
  say "fuzzing each parser for ${PLUMBLINE_FUZZ_SECONDS:-5} seconds"
  scripts/fuzz.sh build/asan "${PLUMBLINE_FUZZ_SECONDS:-5}"
fi
# Last, so that the closing line of this log is the summary of the whole test suite.
say "running the tests of the release preset"
ctest --preset release --output-on-failure -j2
