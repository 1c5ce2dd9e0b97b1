#!/usr/bin/env bash
# FloodArea: U-Net, the light student alone and taught by it, and the taught student in int8, on one split for each seed.
#   bench/pixels/floodarea.sh DATA OUT [SEED…]
# DATA: the folder that holds Image and Mask. THREADS: threads of the network. SIDE: rows and columns of the networks' input.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
skylite=${SKYLITE:-$here/../../skylite}
data=$1 out=$2
shift 2
[ $# -gt 0 ] || set -- 1 2 3
mkdir -p "$out"

# Each run once: an interrupted script goes on where it stopped.
run() {
  local folder=$1 command=$2
  shift 2
  [ -f "$folder/result.json" ] || "$skylite" "$command" "$@" --data "$data" ${THREADS:+--threads "$THREADS" --workers 1} --seed "$seed" --out "$folder" --overwrite
}

for seed in "$@"; do
  unet=$out/unet-$seed alone=$out/light-unet-$seed taught=$out/light-unet-distilled-$seed
  recipe=(--size "${SIDE:-128}" --loss cross-entropy+dice --lr 1e-3 --weight-decay 0.05 --ema 0.99 --bf16)
  run "$unet" train --model unet "${recipe[@]}" --crops 300 --epochs 12
  run "$alone" train --model light-unet "${recipe[@]}" --split "$unet/split.json" --crops 400 --epochs 25
  run "$taught" train --model light-unet "${recipe[@]}" --split "$unet/split.json" --crops 400 --epochs 25 --distill "$unet/model.onnx"
  run "$taught-int8" compress "$taught/model.onnx" --split "$unet/split.json" --quantize int8
done
/usr/bin/env python3 "$here/table.py" "$out"
