# What the experiments on pixels share; sourced with their arguments: DATA OUT [SEED…]. SKYLITE: another program. THREADS: threads of the network.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
skylite=${SKYLITE:-$here/../../skylite}
data=$1 out=$2
shift 2
[ $# -gt 0 ] || set -- 1 2 3
seeds=("$@")
mkdir -p "$out"

# A command into a folder, once: an interrupted experiment goes on where it stopped. Needs $seed.
run() {
  local folder=$1 command=$2
  shift 2
  [ -f "$folder/result.json" ] || "$skylite" "$command" "$@" ${THREADS:+--threads "$THREADS" --workers 1} --seed "$seed" --out "$folder" --overwrite
}

# Another evaluation of a run's test part, once: its folder, a name, options of eval.
measure() {
  local folder=$1 name=$2
  shift 2
  [ -s "$folder/eval-$name.json" ] || { "$skylite" eval "$folder/model.onnx" "$@" ${THREADS:+--threads "$THREADS"} --json > "$folder/eval-$name.part" && mv "$folder/eval-$name.part" "$folder/eval-$name.json"; }
}

# The table of all runs.
table() {
  /usr/bin/env python3 "$here/table.py" "$out"
}
