#!/usr/bin/env bash
# SZTAKI AirChange: FC-EF against the light Siamese network of at most 0.3 million parameters, float and int8, location by location as in the literature.
#   bench/pixels/airchange.sh DATA OUT [SEED…]
# DATA: the folder that holds Szada and Tiszadob. No pair is kept for validation: the recipe is fixed, and the last epoch is what is tested.
source "$(dirname "${BASH_SOURCE[0]}")/runs.sh"

for seed in "${seeds[@]}"; do
  for location in Szada Tiszadob; do
    for model in fc-ef light-siamese; do
      folder=$out/$model-$location-$seed
      run "$folder" train --model $model --data "$data/$location" --size 112 --validation-share 0 --loss cross-entropy+dice --epochs 24 --crops 200 --batch-size 8 --lr 1e-3 --weight-decay 0.05 \
        --ema 0.99 --augment horizontal-flip,vertical-flip,quarter-turns,color-jitter,random-resized-crop --bf16
      run "$folder-int8" compress "$folder/model.onnx" --data "$data/$location" --validation-share 0 --quantize int8
    done
  done
done
table
