"""Compares the logits of Skylite's zoo in ONNX Runtime with torchvision's, on the same weights and random images.

    python3 bench/zoo/parity.py [folder of pretrained .pth files]

Needs python3-torch, python3-torchvision, the .NET SDK, and ONNX Runtime where Skylite finds it. Networks without a pretrained
file take the zoo's own random weights, handed to torchvision by name. Prints a table in Markdown; fails where a difference is above
1e-4 times the largest logit (or above 1e-4 where logits stay below 1): untrained deep networks have logits of thousands.
"""

import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile

import numpy
import torch
import torchvision

HERE = pathlib.Path(__file__).parent
LIMIT = 1e-4

# zoo id, torchvision name, torchvision options, height, width, pretrained file
CASES = [
    ("mobilenet-v2", "mobilenet_v2", {}, 224, 224, "mobilenet_v2_1.0_imagenet_from_tf2ptq_bnfolded.pth"),
    ("mobilenet-v2-0.35", "mobilenet_v2", {"width_mult": 0.35}, 224, 224, "mobilenet_v2_0.35_imagenet_backbone_from_teachablemachine.pth"),
    ("squeezenet1-0", "squeezenet1_0", {}, 224, 224, "squeezenet1_0_imagenet_from_deepcompression.pth"),
    ("squeezenet1-1", "squeezenet1_1", {}, 100, 101, None),
    ("alexnet", "alexnet", {}, 224, 224, None),
    ("alexnet", "alexnet", {}, 100, 130, None),
    ("vgg11", "vgg11", {}, 300, 256, None),
    ("vgg11-bn", "vgg11_bn", {}, 64, 96, None),
    ("vgg16", "vgg16", {}, 64, 64, None),
    ("vgg16-bn", "vgg16_bn", {}, 64, 64, None),
    ("resnet18", "resnet18", {}, 224, 224, None),
    ("resnet34", "resnet34", {}, 97, 65, None),
    ("resnet50", "resnet50", {}, 64, 64, None),
    ("resnet101", "resnet101", {}, 64, 64, None),
]


def read_safetensors(path):
    data = path.read_bytes()
    (length,) = struct.unpack("<q", data[:8])
    header = json.loads(data[8:8 + length])
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = entry["data_offsets"]
            values = numpy.frombuffer(data[8 + length + begin:8 + length + end], numpy.float32).copy()
            tensors[name] = torch.from_numpy(values.reshape(entry["shape"]))
    return tensors


def environment():
    """With the place of the ONNX Runtime that ./skylite setup fetched, which a program of one file does not lie beside."""
    runtime = HERE.parent.parent / "artifacts/npm/node_modules/onnxruntime-node"
    library = next(runtime.glob("bin/*/linux/*/libonnxruntime.so*"), None)
    return {**({"SKYLITE_ONNXRUNTIME": str(library)} if library else {}), **os.environ}


def compare(folder, scratch, case):
    model_id, name, options, height, width, pretrained = case
    images = torch.randn(2, 3, height, width, generator=torch.Generator().manual_seed(1))
    paths = [scratch / file for file in ("images.f32", "logits.f32", "weights.safetensors")]
    images.numpy().tofile(paths[0])
    weights = str(folder / pretrained) if pretrained and folder else "-"
    subprocess.run(
        ["dotnet", "run", "-c", "Release", str(HERE / "Parity.cs"), "--", model_id, weights, str(height), str(width), *map(str, paths)],
        check=True, stdout=subprocess.DEVNULL, env=environment())

    reference = getattr(torchvision.models, name)(**options).eval()
    saved = read_safetensors(paths[2])
    if weights != "-":  # What torch reads from the file itself, with the zoo's head where the file has none.
        saved.update(torch.load(weights, map_location="cpu"))
    missing, unexpected = reference.load_state_dict(saved, strict=False)
    assert not unexpected and all(key.endswith("num_batches_tracked") for key in missing), (missing, unexpected)
    with torch.no_grad():
        expected = reference(images).numpy()
    actual = numpy.fromfile(paths[1], numpy.float32).reshape(expected.shape)
    return weights != "-", numpy.abs(expected).max(), numpy.abs(expected - actual).max()


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else None
    worst = 0
    print("| network | images | weights | largest logit | largest difference |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        for case in CASES:
            pretrained, size, difference = compare(folder, pathlib.Path(scratch), case)
            worst = max(worst, difference / max(1, size))
            print(f"| {case[0]} | {case[3]}×{case[4]} | {'pretrained' if pretrained else 'random'} | {size:.3f} | {difference:.1e} |", flush=True)
    sys.exit(f"a relative difference of {worst} is above {LIMIT}" if worst > LIMIT else 0)


main()
