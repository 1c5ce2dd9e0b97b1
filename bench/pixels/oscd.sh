#!/usr/bin/env bash
# OSCD, the four bands of 10 m: FC-Siam-diff against the light Siamese network of at most 0.3 million parameters by one recipe, on two cities that are left out; int8 of both.
#   bench/pixels/oscd.sh DATA OUT [SEED…]
# DATA: the folder of the published layout. CITIES: the two that test. THREADS: threads of the network. One further city validates, and the best epoch on it is tested once.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
skylite=${SKYLITE:-$here/../../skylite}
data=$1 out=$2
shift 2
[ $# -gt 0 ] || set -- 1 2 3
mkdir -p "$out/lists"
printf '%s\n' ${CITIES:-beihai pisa} > "$out/lists/test.txt"
common=(--data "$data" --split-lists "$out/lists" --validation-share 0.25)
for seed in "$@"; do
  for model in fc-siam-diff light-siamese; do
    run=$out/$model-$seed
    [ -f "$run/result.json" ] || "$skylite" train --model $model "${common[@]}" --bands B02,B03,B04,B08 --size 96 --loss cross-entropy+dice --epochs 24 --crops 300 --batch-size 8 --lr 1e-3 --weight-decay 0.05 \
      --ema 0.99 --augment horizontal-flip,vertical-flip,quarter-turns,date-exchange --bf16 ${THREADS:+--threads "$THREADS" --workers 1} --seed "$seed" --out "$run" --overwrite
    [ -f "$run-int8/result.json" ] || "$skylite" compress "$run/model.onnx" "${common[@]}" --quantize int8 ${THREADS:+--threads "$THREADS"} --seed "$seed" --out "$run-int8" --overwrite
  done
done
/usr/bin/env python3 "$here/table.py" "$out"
