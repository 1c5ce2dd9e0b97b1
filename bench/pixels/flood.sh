#!/usr/bin/env bash
# FloodArea: U-Net (31 million parameters) against the light U-shaped student, distilled from it, float and int8.
#   bench/pixels/flood.sh DATA OUT [SEED…]
# DATA: the folder with Image and Mask. The best epoch on validation is what is tested.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
skylite=${SKYLITE:-$here/../../skylite}
data=$1 out=$2
shift 2
[ $# -gt 0 ] || set -- 1 2 3
mkdir -p "$out"
common=(--data "$data" --size 128 --loss cross-entropy+dice --batch-size 8 --bf16 --augment horizontal-flip,vertical-flip,quarter-turns,color-jitter,random-resized-crop)
for seed in "$@"; do
  [ -f "$out/unet-$seed/result.json" ] || "$skylite" train --model unet "${common[@]}" --epochs "${TEACHER_EPOCHS:-12}" --crops 376 --lr 3e-4 --seed "$seed" --out "$out/unet-$seed" --overwrite
  [ -f "$out/light-unet-$seed/result.json" ] || "$skylite" train --model light-unet "${common[@]}" --epochs "${EPOCHS:-30}" --crops 376 --lr 2e-3 --distill "$out/unet-$seed/model.onnx" --alpha 0.5 \
    --seed "$seed" --split "$out/unet-$seed/split.json" --out "$out/light-unet-$seed" --overwrite
  [ -f "$out/light-unet-$seed-int8/result.json" ] || "$skylite" compress "$out/light-unet-$seed/model.onnx" --data "$data" --split "$out/unet-$seed/split.json" --quantize int8 --seed "$seed" --out "$out/light-unet-$seed-int8" --overwrite
done
/usr/bin/env python3 "$here/table.py" "$out"
