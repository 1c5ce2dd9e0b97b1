#!/usr/bin/env bash
# The RSSCN7 experiment: for every seed, fine-tunes MobileNetV2 here and in PyTorch on the same split, then compresses ours.
#   bench/rsscn7/run.sh DATA WEIGHTS OUT [SEED…]
# DATA: the RSSCN7 folder. WEIGHTS: MobileNetV2 weights (.pth) whose input is RGB in [-1, 1]. Needs python3-torch and python3-torchvision for the peer.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
skylite=$here/../../skylite
data=$1 weights=$2 out=$3
shift 3
[ $# -gt 0 ] || set -- 1 2 3
mkdir -p "$out"
for seed in "$@"; do
  float=$out/mobilenet-v2-$seed
  "$skylite" train --model mobilenet-v2 --weights "$weights" --data "$data" --train-per-class 200 --normalization symmetric \
    --epochs 12 --lr 5e-4 ${BF16:+--bf16} --seed "$seed" --out "$float" --overwrite
  "$skylite" compress "$float/model.onnx" --data "$data" --quantize int8 --seed "$seed" --out "$out/int8-$seed" --overwrite
  "$skylite" compress "$float/model.onnx" --data "$data" --prune 0.5 --criterion taylor --rounds 5 --round-epochs 2 --distill "$float/model.onnx" --alpha 0.9 --mixup 0.2 \
    --quantize int8 --epochs 40 --lr 1e-3 ${BF16:+--bf16} --seed "$seed" --out "$out/small-$seed" --overwrite
  [ -n "${NO_PEER:-}" ] || /usr/bin/python3 "$here/torch_baseline.py" --data "$data" --split "$float/split.json" --weights "$weights" ${BF16:+--bf16} --seed "$seed" | tee "$out/torch-$seed.log"
done
