#!/usr/bin/env bash
# SZTAKI AirChange: FC-EF against the Siamese network of at most 0.3 million parameters, float and int8, location by location as in the literature.
#   WEIGHTS=FILE bench/pixels/airchange.sh DATA OUT [SEED…]
# DATA: the folder that holds Szada and Tiszadob. WEIGHTS: MobileNetV2 weights (.pth) whose input is RGB in [-1, 1].
# No pair is kept for validation: the recipes are fixed, and the last epoch is what is tested.
source "$(dirname "${BASH_SOURCE[0]}")/runs.sh"

common=(--size 112 --crops 400 --batch-size 16 --lr 1e-3 --weight-decay 0.01 --ema 0.99 --loss cross-entropy --balance-classes --bf16)
flips=horizontal-flip,vertical-flip,quarter-turns
for seed in "${seeds[@]}"; do
  for location in Szada Tiszadob; do
    divided=(--data "$data/$location" --validation-share 0)
    run "$out/fc-ef-$location-$seed" train --model fc-ef "${divided[@]}" "${common[@]}" --epochs 36 --augment $flips
    run "$out/mobile-siamese-$location-$seed" train --model mobile-siamese --weights "${WEIGHTS:?}" --normalization symmetric "${divided[@]}" "${common[@]}" --epochs 100 --balance-power 0.5 --first-layer-lr 0.1 --augment $flips,color-jitter
    for model in fc-ef mobile-siamese; do
      run "$out/$model-$location-$seed-int8" compress "$out/$model-$location-$seed/model.onnx" "${divided[@]}" --quantize int8 --calibration best
    done
  done
done
table
