#!/usr/bin/env bash
# OSCD, the four bands of 10 m: FC-Siam-diff against Siamese networks of at most 0.3 million parameters by one recipe, on two cities that are left out; int8 of all.
#   bench/pixels/oscd.sh DATA OUT [SEED…]
# DATA: the folder of the published layout. WEIGHTS: MobileNetV2 weights (.pth) for mobile-siamese, which is left out without them. CITIES: the two that test. One further city validates, and the best epoch on it is tested once.
source "$(dirname "${BASH_SOURCE[0]}")/runs.sh"

mkdir -p "$out/lists"
printf '%s\n' ${CITIES:-beihai pisa} > "$out/lists/test.txt"
divided=(--data "$data" --split-lists "$out/lists" --validation-share 0.25)
for seed in "${seeds[@]}"; do
  for model in fc-siam-diff light-siamese ${WEIGHTS:+mobile-siamese}; do
    [ $model = mobile-siamese ] && begin=(--weights "$WEIGHTS") || begin=()
    folder=$out/$model-$seed
    run "$folder" train --model $model "${begin[@]}" "${divided[@]}" --bands B02,B03,B04,B08 --size 96 --loss cross-entropy+dice --epochs 24 --crops 300 --batch-size 8 --lr 1e-3 --weight-decay 0.05 \
      --ema 0.99 --augment horizontal-flip,vertical-flip,quarter-turns,date-exchange --bf16
    run "$folder-int8" compress "$folder/model.onnx" "${divided[@]}" --quantize int8
  done
done
table
