#!/usr/bin/env bash
# Whole scenes: memory, throughput, seams, and the Python peer.   bench/scenes/run.sh OUT [SIDE] [THREADS] [MODEL…]
# Further models (such as the int8 form) are measured like the light U-shaped network with random weights that the bench makes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$1 side=${2:-20000} threads=${3:-2}
shift $(($# < 3 ? $# : 3))
mkdir -p "$out"
scene=$out/scene-$side.tif
[ -f "$scene" ] || /usr/bin/python3 "$here/make_scene.py" "$scene" "$side"
bench() { dotnet run --project "$here" -c Release -- "$@"; }
bench model "$out/light-unet.onnx"
for model in "$out/light-unet.onnx" "$@"; do
  bench throughput "$model" "$scene" "$out/$(basename "$model" .onnx).map.tif" "$threads"
done
bench seams "$out/light-unet.onnx" "$scene" "$out" "$threads"
[ -n "${NO_PEER:-}" ] || /usr/bin/python3 "$here/peer.py" "$out/light-unet.onnx" "$scene" "$out/peer.tif" "$threads"
