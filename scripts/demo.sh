#!/usr/bin/env bash
# From a checkout to flagged programs: installs what is missing, builds, starts plumblined on an embedded SQLite state
# directory, imports, scores and prints the programs that are not aligned, with reasons.
#
#   scripts/demo.sh               on data/samples; the server goes on until Ctrl-C
#   scripts/demo.sh --data DIR    on a directory of the publishers' official files
#   scripts/demo.sh --once        stop after printing
#   scripts/demo.sh --json        one JSON object per flagged program on standard output (stops after printing)
#   scripts/demo.sh --policy ID   which policy to show: one of data/policies, us-sd when not said
#   scripts/demo.sh --state DIR   keep the state there; otherwise it goes with the demo
set -euo pipefail
cd "$(dirname "$0")/.."

data=data/samples policy=us-sd once=false json=false state=
while (($#)); do
  case $1 in
    --data) data=${2:?--data needs a directory}; shift ;;
    --policy) policy=${2:?--policy needs an id}; shift ;;
    --state) state=${2:?--state needs a directory}; shift ;;
    --once) once=true ;;
    --json) json=true once=true ;;
    -h | --help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"; exit 0 ;;
    *) echo "demo: unknown option $1 (see --help)" >&2; exit 2 ;;
  esac
  shift
done
[ -d "$data" ] || { echo "demo: there is no directory $data" >&2; exit 2; }

say() { printf 'demo: %s\n' "$*" >&2; }

scripts/setup.sh
say "building (the first time takes some minutes)"
scripts/build.sh release plumblined plumb
bin=build/release/bin

work=$(mktemp -d)
server=
cleanup() {
  [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM
state=${state:-$work/state}
mkdir -p "$state"

started=$(date +%s)
"$bin/plumblined" --listen 127.0.0.1:0 --state-dir "$state" --address-file "$work/address" \
  --policies data/policies 2>"$work/server.log" &
server=$!
for _ in $(seq 100); do
  [ -s "$work/address" ] && break
  kill -0 "$server" 2>/dev/null || { cat "$work/server.log" >&2; say "plumblined did not start"; exit 1; }
  sleep 0.1
done
[ -s "$work/address" ] || { cat "$work/server.log" >&2; say "plumblined did not begin to serve"; exit 1; }
PLUMBLINE_SERVER=$(cat "$work/address")
export PLUMBLINE_SERVER
say "plumblined serves on $PLUMBLINE_SERVER, state in $state"

"$bin/plumb" import "$data" --sources data/sources
"$bin/plumb" import data/geography --sources data/sources
"$bin/plumb" import-programs "$data"
# Beside the newest release of each source: the last one here with metropolitan areas.
areas=sources/oews/releases/2023-05
with=()
releases=$("$bin/plumb" --json releases)
if [[ $releases == *"\"name\":\"$areas\""* ]]; then with=(--with "$areas"); fi
"$bin/plumb" publish "${with[@]}" >&2
# In the nation, for which every measure of every policy is published.
"$bin/plumb" score --region us >&2

if $json; then
  "$bin/plumb" --json flags
  exit 0
fi
"$bin/plumb" flags --policy "$policy" --limit 40
say "from start to here: $(($(date +%s) - started)) s"

name=$("$bin/plumb" --json flags --policy "$policy" --limit 1 | sed -n 's/.*"alignment":"\([^"]*\)".*/\1/p' | head -n 1)
cat <<EOF

Ask further:
  export PLUMBLINE_SERVER=$PLUMBLINE_SERVER
  $bin/plumb explain $name
  $bin/plumb figures 29-2042 us
  $bin/plumb policies --describe $policy
  proto/node_modules/.bin/buf curl --protocol grpc --http2-prior-knowledge \\
    -d '{"name": "$name"}' \\
    http://$PLUMBLINE_SERVER/plumbline.alignment.v1.AlignmentService/GetAlignment
EOF
$once && exit 0
say "serving until Ctrl-C"
wait "$server"
