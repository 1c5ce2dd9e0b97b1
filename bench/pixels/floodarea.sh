#!/usr/bin/env bash
# FloodArea: U-Net, the light student alone and taught by it, and the taught student in int8, on one split for each seed.
#   bench/pixels/floodarea.sh DATA OUT [SEED…]
# DATA: the folder that holds Image and Mask. SIDE: rows and columns of the networks' input.
source "$(dirname "${BASH_SOURCE[0]}")/runs.sh"

for seed in "${seeds[@]}"; do
  unet=$out/unet-$seed alone=$out/light-unet-$seed taught=$out/light-unet-distilled-$seed
  recipe=(--data "$data" --size "${SIDE:-128}" --loss cross-entropy+dice --lr 1e-3 --weight-decay 0.05 --ema 0.99 --bf16)
  run "$unet" train --model unet "${recipe[@]}" --crops 300 --epochs 12
  run "$alone" train --model light-unet "${recipe[@]}" --split "$unet/split.json" --crops 400 --epochs 25
  run "$taught" train --model light-unet "${recipe[@]}" --split "$unet/split.json" --crops 400 --epochs 25 --distill "$unet/model.onnx"
  run "$taught-int8" compress "$taught/model.onnx" --data "$data" --split "$unet/split.json" --quantize int8
done
table
