#!/usr/bin/env bash
# Prints the table of bench/results/torchvision.md: bench/torchvision/run.sh FOLDER [options of Program.cs]
# FOLDER holds the files that export.py wrote. One process per network, one thread.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
shift
dotnet build "$here" -c Release -v q -nologo >&2
export OMP_NUM_THREADS=1
first=--header
for file in "$folder"/*.onnx; do
  dotnet "$here/../../artifacts/bin/Skylite.Bench.Torchvision/release/Skylite.Bench.Torchvision.dll" $first "$file" "$@" || echo "| $(basename "$file" .onnx) | FAILED |"
  first=
done
