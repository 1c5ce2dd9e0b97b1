"""Networks of other forms, described and laid over one tile, against PyTorch.

    python3 bench/pixels/described.py WORK        # needs Debian's python3-torch and python3-gdal; run from the repository

Every network is exported, told to Skylite by `describe`, and run by `infer --probability all` over a picture of noise. What is printed is the largest
difference of a probability to PyTorch's. Maps keep probabilities in bytes, so half a step, 0.00196, is as near as can be.
"""
import subprocess
import sys
import warnings
from pathlib import Path

import numpy
import torch
from osgeo import gdal
from torch import nn

warnings.filterwarnings("ignore")
gdal.UseExceptions()
SIDE = 64
MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


class Network(nn.Module):
    """Three convolutions, with an answer of some form."""

    def __init__(self, bands=3, classes=3, stride=1, last=None, before=None):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(bands, 16, 3, stride, 1), nn.BatchNorm2d(16), nn.ReLU(), nn.Conv2d(16, 16, 3, 1, 1), nn.ReLU(), nn.Conv2d(16, classes, 1))
        self.last, self.before = last or (lambda y: y), before or (lambda *x: x[0])

    def logits(self, *x):
        return self.layers(self.before(*x))

    def forward(self, *x):
        return self.last(self.logits(*x))


def enlarged(y):
    return nn.functional.interpolate(y, size=(SIDE, SIDE), mode="bilinear", align_corners=False)


def last_axis(y):
    return y.permute(0, 2, 3, 1)


# Name, network, options of describe, dates, operator set.
NETWORKS = [
    ("logits", Network(), [], 1, 13),
    ("operator set 9", Network(), [], 1, 9),
    ("softmax", Network(last=lambda y: y.softmax(1)), [], 1, 17),
    ("log-softmax", Network(last=lambda y: y.log_softmax(1)), [], 1, 13),
    ("one logit", Network(classes=1), [], 1, 13),
    ("sigmoid", Network(classes=1, last=torch.sigmoid), [], 1, 11),
    ("sigmoid without an axis of classes", Network(classes=1, last=lambda y: torch.sigmoid(y)[:, 0]), [], 1, 13),
    ("sigmoid above one half", Network(classes=1, last=lambda y: (torch.sigmoid(y) > 0.5).float()), [], 1, 13),
    ("ArgMax", Network(last=lambda y: y.argmax(1)), [], 1, 13),
    ("half the rows and columns", Network(stride=2), [], 1, 13),
    ("a quarter, ArgMax", Network(stride=4, last=lambda y: y.argmax(1, keepdim=True)), [], 1, 13),
    ("two outputs, the second", Network(last=lambda y: (y * 0, y)), ["--output", "second"], 1, 13),
    ("channels last", Network(last=last_axis, before=lambda x: x.permute(0, 3, 1, 2)), ["--channels-last"], 1, 13),
    ("channels last, classes first", Network(before=lambda x: x.permute(0, 3, 1, 2)), ["--channels-last"], 1, 13),
    ("two dates", Network(bands=6, classes=2, before=lambda a, b: torch.cat([a, b], 1)), [], 2, 13),
    ("two dates in one image", Network(bands=6, classes=1, last=torch.sigmoid), ["--task", "change-detection"], -2, 13),
]


def probabilities(network, images):
    """What PyTorch says, [classes, rows, columns]."""
    logits = network.logits(*images)
    if logits.shape[2] != SIDE:
        logits = enlarged(logits)
    one = torch.sigmoid(logits)
    return (torch.cat([1 - one, one], 1) if logits.shape[1] == 1 else logits.softmax(1))[0].numpy()


def picture(path, seed):
    """Writes noise, and gives it as the network wants it."""
    pixels = numpy.random.default_rng(seed).integers(0, 256, (3, SIDE, SIDE), numpy.uint8)
    file = gdal.GetDriverByName("GTiff").Create(str(path), SIDE, SIDE, 3, gdal.GDT_Byte, ["PHOTOMETRIC=RGB"])
    file.WriteArray(pixels)
    file.FlushCache()
    scaled = pixels.astype(numpy.float32) / 255
    return torch.tensor((scaled - numpy.float32(MEAN)[:, None, None]) / numpy.float32(STD)[:, None, None])[None]


def skylite(*arguments):
    done = subprocess.run(["./skylite", *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)


def check(work, number, name, network, options, dates, opset):
    torch.manual_seed(number)
    for parameter in network.parameters():
        nn.init.normal_(parameter, std=0.3)
    network.eval()
    scenes = [work / f"date{d}.tif" for d in range(abs(dates))]
    images = [picture(s, d) for d, s in enumerate(scenes)]
    if dates < 0:
        images = [torch.cat(images, 1)]
    is_last = "--channels-last" in options
    fed = [last_axis(i) for i in images] if is_last else images
    names = [f"image{i}" for i in range(len(fed))]
    outputs = ["first", "second"] if "--output" in options else ["answer"]
    free = {0: "batch"} if is_last else {0: "batch", 2: "rows", 3: "columns"}
    file, described, out = work / f"{number}.onnx", work / f"{number}-described.onnx", work / f"{number}.tif"
    torch.onnx.export(
        network, tuple(fed), file, opset_version=opset, input_names=names, output_names=outputs, dynamic_axes={n: free for n in names})
    classes = max(2, network.layers[-1].out_channels)
    size = [] if is_last else ["--size", SIDE]
    skylite("describe", file, "--out", described, "--normalization", "imagenet", "--classes", ",".join(f"c{i}" for i in range(classes)), *size, *options)
    out.unlink(missing_ok=True)
    skylite("infer", described, *scenes, "--out", out, "--probability", "all")
    found = gdal.Open(str(out.with_suffix(".probability.tif"))).ReadAsArray() / 255
    with torch.no_grad():
        expected = probabilities(network, fed)
    # 0 marks missing pixels, so 1 stands for all that is nearer to 0.
    difference = abs(found - expected.clip(min=1 / 255)).max()
    print(f"| {name} | {opset} | {difference:.5f} |", flush=True)


work = Path(sys.argv[1])
work.mkdir(parents=True, exist_ok=True)
print("| answer of the export | operator set | largest difference |\n|---|---|---|")
for i, row in enumerate(NETWORKS):
    check(work, i, *row)
