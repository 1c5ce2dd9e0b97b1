#!/usr/bin/env bash
# SZTAKI AirChange: FC-EF against the Siamese network of at most 0.3 million parameters, float and int8, location by location as in the literature.
#   WEIGHTS=FILE bench/pixels/airchange.sh DATA OUT [SEED…]
# DATA: the folder that holds Szada and Tiszadob. WEIGHTS: MobileNetV2 weights (.pth) whose input is RGB in [-1, 1].
# No pair is kept for validation: the recipes are fixed, and the last epoch is what is tested. FC-EF is trained as its authors train it and
# by the recipe of the small network (fc-ef-alike); the light of all images is matched. Change weighs a tenth of what makes both classes count
# the same on Tiszadob, as the authors' notebook has it (the power 0.28), and all of it on Szada, where a tenth finds next to nothing.
# Every model is evaluated with tiles side by side (in its result.json), blended, in one pass over the tested 784 × 448 pixels as papers do, and with eight views.
source "$(dirname "${BASH_SOURCE[0]}")/runs.sh"

common=(--size 112 --crops 400 --batch-size 16 --lr 1e-3 --weight-decay 0.01 --ema 0.99 --loss cross-entropy --balance-classes --bf16)
flips=horizontal-flip,vertical-flip,quarter-turns
authors=(--size 96 --crops 1036 --batch-size 32 --epochs 30 --optimizer adam --lr 1e-3 --weight-decay 1e-4 --decay-all --schedule exponential --channel-dropout
  --match-images --loss cross-entropy --balance-classes --balanced-crops 0 --augment $flips --bf16)
declare -A power=([Szada]=1 [Tiszadob]=0.28)
small=(--match-images --balance-power 0.5 --augment $flips,color-jitter)
for seed in "${seeds[@]}"; do
  for location in Szada Tiszadob; do
    divided=(--data "$data/$location" --validation-share 0)
    run "$out/fc-ef-$location-$seed" train --model fc-ef "${divided[@]}" "${authors[@]}" --balance-power ${power[$location]}
    run "$out/fc-ef-alike-$location-$seed" train --model fc-ef "${divided[@]}" "${common[@]}" --epochs 36 "${small[@]}"
    run "$out/mobile-siamese-$location-$seed" train --model mobile-siamese --weights "${WEIGHTS:?}" --normalization symmetric "${divided[@]}" "${common[@]}" --epochs 100 --first-layer-lr 0.1 "${small[@]}"
    run "$out/mobile-siamese-$location-$seed-int8" compress "$out/mobile-siamese-$location-$seed/model.onnx" "${divided[@]}" --quantize int8 --calibration best
    for model in fc-ef-$location-$seed fc-ef-alike-$location-$seed mobile-siamese-$location-$seed{,-int8}; do
      measure "$out/$model" blended "${divided[@]}" --overlap 0.5
      measure "$out/$model" one-pass "${divided[@]}" --tile 784
      measure "$out/$model" views "${divided[@]}" --tta flips-and-turns
    done
  done
done
table
