#!/usr/bin/env bash
# Runs every fuzz target of a build folder: scripts/fuzz.sh BUILD_DIR SECONDS_EACH
# A crash stops with the input's path. Seeds, where there are any, are in tests/fuzz/corpus/<target>.
set -euo pipefail
cd "$(dirname "$0")/.."
build=$1
seconds=$2
shopt -s nullglob
targets=("$build"/fuzz/*)
((${#targets[@]})) || { echo "fuzz: no targets in $build/fuzz: configure with -DPLUMBLINE_FUZZ=ON" >&2; exit 1; }

fuzz_one() {
  local target=$1 name work seeds=()
  name=$(basename "$target")
  work=$build/fuzz-work/$name
  mkdir -p "$work"
  [ -d "tests/fuzz/corpus/$name" ] && seeds=("tests/fuzz/corpus/$name")
  if ! "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 \
      -artifact_prefix="$work/" "$work" "${seeds[@]}" >"$work.log" 2>&1; then
    tail -n 40 "$work.log" >&2
    echo "fuzz: $name failed; its input is in $work" >&2
    return 1
  fi
  printf 'fuzz: %-40s %s runs\n' "$name" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$work.log")"
}

# Each target is one thread: as many at a time as there are cores.
cores=$(nproc)
running=()
for target in "${targets[@]}"; do
  [ -x "$target" ] && [ -f "$target" ] || continue
  fuzz_one "$target" &
  running+=($!)
  if ((${#running[@]} == cores)); then
    wait "${running[0]}"
    running=("${running[@]:1}")
  fi
done
for process in "${running[@]}"; do wait "$process"; done
