#!/usr/bin/env bash
# SZTAKI AirChange: FC-EF against the light Siamese network of at most 0.3 million parameters, float and int8, location by location as in the literature.
#   bench/pixels/airchange.sh DATA OUT [SEED…]
# DATA: the folder that holds Szada and Tiszadob. No pair is kept for validation: the recipe is fixed, and the last epoch is what is tested.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
skylite=${SKYLITE:-$here/../../skylite}
data=$1 out=$2
shift 2
[ $# -gt 0 ] || set -- 1 2 3
mkdir -p "$out"
for seed in "$@"; do
  for location in Szada Tiszadob; do
    for model in "fc-ef" light-siamese; do
      run=$out/${model%% *}-$location-$seed
      [ -f "$run/result.json" ] || "$skylite" train --model $model --data "$data/$location" --size 112 --validation-share 0 --loss cross-entropy+dice --epochs 24 --crops 200 \
        --batch-size 8 --lr 1e-3 --weight-decay 0.05 --ema 0.99 --augment horizontal-flip,vertical-flip,quarter-turns,color-jitter,random-resized-crop \
        --bf16 ${THREADS:+--threads "$THREADS"} --seed "$seed" --out "$run" --overwrite
      [ -f "$run-int8/result.json" ] || "$skylite" compress "$run/model.onnx" --data "$data/$location" --validation-share 0 --quantize int8 \
        ${THREADS:+--threads "$THREADS"} --seed "$seed" --out "$run-int8" --overwrite
    done
  done
done
/usr/bin/env python3 "$here/table.py" "$out"
