"""Export torchvision's networks to ONNX with random weights and random normalisation statistics.

    python3 bench/torchvision/export.py --out DIR [--folded] [NAME ...]

Needs Debian's python3-torchvision (or torch and torchvision from anywhere) and no network: nothing is downloaded.
Without names it writes every network of LIST; files that exist are left alone, so an interrupted run goes on where it stopped.
Batch normalisation stays in the graph as it does in a training-mode export; --folded writes the inference form,
in which the exporter has merged it into the convolutions.
"""

import argparse
import os
import sys
import time
import warnings

import torch
import torchvision.models as classification
import torchvision.models.segmentation as segmentation

LIST = """
alexnet vgg11 vgg11_bn vgg16 vgg16_bn
resnet18 resnet34 resnet50 resnet101 resnet152 resnext50_32x4d wide_resnet50_2
densenet121 densenet169 densenet201 googlenet inception_v3 squeezenet1_0 squeezenet1_1
mobilenet_v2 mobilenet_v3_small mobilenet_v3_large mnasnet0_5 mnasnet1_0
efficientnet_b0 efficientnet_b3 efficientnet_v2_s regnet_x_400mf regnet_y_400mf
shufflenet_v2_x0_5 shufflenet_v2_x1_0 shufflenet_v2_x2_0
convnext_tiny vit_b_16 vit_b_32 swin_t maxvit_t
fcn_resnet50 deeplabv3_resnet50 deeplabv3_mobilenet_v3_large lraspp_mobilenet_v3_large
""".split()

SEGMENTATION = ("fcn", "deeplabv3", "lraspp")


class OnlyOut(torch.nn.Module):
    """A segmentation network without the dictionary around its result."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image):
        return self.network(image)["out"]


def build(name):
    if name.startswith(SEGMENTATION):
        auxiliary = {} if name.startswith("lraspp") else {"aux_loss": False}
        return OnlyOut(getattr(segmentation, name)(weights=None, weights_backbone=None, **auxiliary))
    if name in ("googlenet", "inception_v3"):
        return getattr(classification, name)(weights=None, aux_logits=False, init_weights=False)
    return getattr(classification, name)(weights=None)


def randomise(network):
    """Statistics and constant parameters (zero biases, unit scales, zero heads) would hide what a wrong removal does."""
    generator = torch.Generator().manual_seed(1)

    def normal(like, scale):
        return torch.randn(like.shape, generator=generator) * scale

    def positive(like):
        return torch.rand(like.shape, generator=generator) + 0.5

    for module in network.modules():
        if isinstance(module, torch.nn.modules.batchnorm._BatchNorm):
            module.running_mean.copy_(normal(module.running_mean, 0.1))
            module.running_var.copy_(positive(module.running_var))
        is_norm = isinstance(module, (torch.nn.modules.batchnorm._BatchNorm, torch.nn.LayerNorm))
        for name, parameter in module.named_parameters(recurse=False):
            if is_norm and name == "weight":
                parameter.data = positive(parameter)
            elif (parameter == parameter.flatten()[0]).all() or "bias" in name:
                parameter.data = normal(parameter, 0.05)
    return network


def export(name, path, folded):
    torch.manual_seed(0)
    network = randomise(build(name)).eval()
    side = 299 if name == "inception_v3" else 224
    mode = torch.onnx.TrainingMode.EVAL if folded else torch.onnx.TrainingMode.PRESERVE
    torch.onnx.export(
        network, torch.randn(1, 3, side, side), path + ".part", opset_version=17, training=mode, do_constant_folding=True,
        input_names=["input"], output_names=["output"], dynamic_axes={"input": {0: "batch"}, "output": {0: "batch"}})
    os.rename(path + ".part", path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", required=True, help="folder for the .onnx files")
    parser.add_argument("--folded", action="store_true", help="merge batch normalisation into convolutions")
    parser.add_argument("names", nargs="*", default=LIST)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    torch.set_num_threads(1)
    os.makedirs(options.out, exist_ok=True)
    failed = 0
    for name in options.names or LIST:
        path = os.path.join(options.out, name + ".onnx")
        if os.path.exists(path):
            continue
        start = time.time()
        try:
            export(name, path, options.folded)
            print(f"{name}: {os.path.getsize(path) / 2**20:.1f} MiB in {time.time() - start:.0f} s", flush=True)
        except Exception as error:  # one network that torch cannot export must not stop the others
            failed += 1
            print(f"{name}: FAILED: {str(error)[:300]}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
