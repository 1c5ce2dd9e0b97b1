"""The usual Python loop over a scene, with GDAL and torch: python3 peer.py MODEL.onnx SCENE.tif MAP.tif THREADS

Reads overlapping windows, runs the network, sums weighted probabilities of the whole scene in memory-mapped arrays, takes the best class.
The network is rebuilt layer by layer from the ONNX file, so that both sides compute the same.
"""
import json
import sys
import tempfile
import time

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from osgeo import gdal

gdal.UseExceptions()


class Network:
    """Interprets the operators of the light U-shaped network."""

    def __init__(self, path):
        model = onnx.load(path)
        self.graph = model.graph
        self.constants = {t.name: torch.tensor(numpy_helper.to_array(t).copy()) for t in self.graph.initializer}
        self.metadata = {p.key: p.value for p in model.metadata_props}

    def __call__(self, x):
        values = dict(self.constants)
        values[self.graph.input[0].name] = x
        for node in self.graph.node:
            inputs = [values[i] if i else None for i in node.input]
            attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
            values[node.output[0]] = getattr(self, node.op_type)(attributes, *inputs)
        return values[self.graph.output[0].name]

    @staticmethod
    def Conv(a, x, w, b=None):
        pads = a.get("pads", [0, 0, 0, 0])
        assert pads[0] == pads[2] and pads[1] == pads[3]
        return F.conv2d(x, w, b, a.get("strides", [1, 1]), (pads[0], pads[1]), a.get("dilations", [1, 1]), a.get("group", 1))

    @staticmethod
    def BatchNormalization(a, x, scale, bias, mean, variance):
        return F.batch_norm(x, mean, variance, scale, bias, eps=a.get("epsilon", 1e-5))

    @staticmethod
    def Relu(a, x):
        return F.relu(x)

    @staticmethod
    def Clip(a, x, low=None, high=None):
        return torch.clamp(x, float(low), float(high))

    @staticmethod
    def Add(a, x, y):
        return x + y

    @staticmethod
    def Concat(a, *xs):
        return torch.cat(xs, a["axis"])

    @staticmethod
    def SpaceToDepth(a, x):
        side = a["blocksize"]
        n, c, h, w = x.shape
        return x.reshape(n, c, h // side, side, w // side, side).permute(0, 3, 5, 1, 2, 4).reshape(n, c * side * side, h // side, w // side)

    @staticmethod
    def DepthToSpace(a, x):
        side = a["blocksize"]
        n, c, h, w = x.shape
        c //= side * side
        return x.reshape(n, side, side, c, h, w).permute(0, 3, 4, 1, 5, 2).reshape(n, c, h * side, w * side)

    @staticmethod
    def Resize(a, x, roi=None, scales=None, sizes=None):
        size = [int(s) for s in sizes[2:]] if sizes is not None else [int(x.shape[2] * scales[2]), int(x.shape[3] * scales[3])]
        return F.interpolate(x, size=size, mode="bilinear", align_corners=False)


def positions(length, tile, stride):
    last = max(0, length - tile)
    return sorted(set(list(range(0, last, stride)) + [last]))


def main(model, scene_path, out, threads):
    torch.set_num_threads(threads)
    net = Network(model)
    form = json.loads(net.metadata["skylite.preprocessing"])
    classes = len(json.loads(net.metadata["skylite.classes"]))
    tile, stride = form["height"], form["height"] * 3 // 4
    mean = np.array(form["mean"], np.float32)[:, None, None]
    deviation = np.array(form["standardDeviation"], np.float32)[:, None, None]
    hann = np.sin(np.pi * (np.arange(tile) + 0.5) / tile) ** 2
    weight = np.outer(hann, hann).astype(np.float32)
    scene = gdal.Open(scene_path)
    height, width = scene.RasterYSize, scene.RasterXSize
    with tempfile.TemporaryDirectory() as folder:
        sums = np.memmap(folder + "/sums", np.float32, "w+", shape=(classes, height, width))
        weights = np.memmap(folder + "/weights", np.float32, "w+", shape=(height, width))
        start, tiles = time.time(), 0
        with torch.no_grad():
            for y in positions(height, tile, stride):
                for x in positions(width, tile, stride):
                    raw = scene.ReadAsArray(x, y, tile, tile).astype(np.float32)
                    image = torch.from_numpy((raw * form["scale"] - mean) / deviation)[None]
                    probabilities = torch.softmax(net(image), 1)[0].numpy()
                    sums[:, y:y + tile, x:x + tile] += probabilities * weight
                    weights[y:y + tile, x:x + tile] += weight
                    tiles += 1
        result = gdal.GetDriverByName("GTiff").Create(out, width, height, 1, gdal.GDT_Byte, ["TILED=YES", "COMPRESS=DEFLATE"])
        result.SetGeoTransform(scene.GetGeoTransform())
        result.SetProjection(scene.GetProjection())
        for y in range(0, height, 512):
            result.WriteArray(np.argmax(sums[:, y:y + 512], 0).astype(np.uint8)[None], 0, y)
        result.FlushCache()
    seconds = time.time() - start
    print(f"peer: {tiles} tiles in {seconds:.1f} s, {tiles / seconds:.2f} tiles/s, {height * width / seconds / 1e6:.3f} megapixels/s")


main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
