#!/usr/bin/env bash
# Configures and builds a preset: scripts/build.sh PRESET [TARGET ...]
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift
# Paths below the checkout are cached as relative ones, so that another checkout finds what this one compiled.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=true
# What is compiled with a precompiled header may be kept too.
export CCACHE_SLOPPINESS=pch_defines,time_macros
# What a file read is told by the compiler; asking the preprocessor first would read all headers once more.
export CCACHE_DEPEND=true
configured=build/$preset/build.ninja
[ -f "$configured" ] || cmake --preset "$preset" >"/tmp/plumbline-configure-$preset.$$" 2>&1 || {
  cat "/tmp/plumbline-configure-$preset.$$" >&2
  exit 1
}
rm -f "/tmp/plumbline-configure-$preset.$$"
# A terminal gets one line that moves; a log gets a line now and then and not one for each of the steps.
if [ -t 2 ]; then
  NINJA_STATUS='build: [%f/%t] ' cmake --build --preset "$preset" ${@:+--target "$@"} >&2
else
  cmake --build --preset "$preset" ${@:+--target "$@"} 2>&1 |
    awk '/^\[[0-9]+\/[0-9]+\]/ { if (++n % 100 == 0) { print "build: " $1; fflush() } held = $0; next } { print; fflush() }' >&2
fi
