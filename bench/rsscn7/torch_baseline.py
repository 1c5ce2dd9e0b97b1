"""The peer of bench/rsscn7: fine-tunes torchvision's MobileNetV2 (or trains ResNet-18 from scratch) in PyTorch by the same recipe.

Recipe: AdamW (biases and normalisations do not decay), one-cycle cosine, label smoothing off, flips and quarter turns, input scaled to [-1, 1]; the best epoch on
validation is tested once. The split is read from a Skylite split manifest, so both see the same images.

    python3 torch_baseline.py --data DIR --split split.json --weights W.pth --seed 1 [--epochs 12] [--lr 5e-4] [--threads 2] [--bf16]

--bf16 trains under bfloat16 autocast with channels last, and validates and tests in 32 bits, as Skylite's --bf16 does.
"""

import argparse
import json
import pathlib
import time

import numpy
import torch
import torchvision
from PIL import Image


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--split", required=True)
    parser.add_argument("--weights")
    parser.add_argument("--model", default="mobilenet_v2")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--lr", type=float, default=5e-4)
    parser.add_argument("--weight-decay", type=float, default=1e-2)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--size", type=int, default=224)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bf16", action="store_true")
    return parser.parse_args()


def read_split(path):
    """Part name → list of (relative path, label), from a Skylite split manifest."""
    manifest = json.loads(pathlib.Path(path).read_text())
    parts = {"train": [], "validation": [], "test": []}
    for image in manifest["images"]:
        parts[image["part"].lower()].append((image["path"], image["label"]))
    return manifest["classes"], parts


def load(root, samples, size):
    images = torch.empty(len(samples), 3, size, size, dtype=torch.uint8)
    for i, (path, _) in enumerate(samples):
        image = Image.open(pathlib.Path(root) / path).convert("RGB")
        if image.size != (size, size):
            image = image.resize((size, size), Image.BILINEAR)
        images[i] = torch.from_numpy(numpy.array(image)).permute(2, 0, 1)
    return images, torch.tensor([label for _, label in samples])


def give_input_statistics(model, images):
    """Folded batch norms become real ones without changing the function: mean μ, variance v, scale √(v+ε), shift μ."""
    layers = [m for m in model.modules() if isinstance(m, torch.nn.BatchNorm2d)]
    sums = {layer: [0.0, 0.0, 0] for layer in layers}

    def watch(layer, inputs):
        x = inputs[0].double()
        sums[layer][0] = sums[layer][0] + x.sum((0, 2, 3))
        sums[layer][1] = sums[layer][1] + (x * x).sum((0, 2, 3))
        sums[layer][2] += x.numel() // x.shape[1]

    hooks = [layer.register_forward_pre_hook(watch) for layer in layers]
    model.eval()
    with torch.no_grad():
        for chunk in images.split(32):
            model(chunk.float() / 127.5 - 1)
    for hook in hooks:
        hook.remove()
    for layer in layers:
        total, squares, count = sums[layer]
        mean = total / count
        variance = (squares / count - mean * mean).clamp_min(0)
        scale, shift = layer.weight.data.double(), layer.bias.data.double()
        rate = scale / (layer.running_var.double() + layer.eps).sqrt()
        deviation = (variance + layer.eps).sqrt()
        layer.weight.data.copy_((rate * deviation).float())
        layer.bias.data.copy_((shift + rate * (mean - layer.running_mean.double())).float())
        layer.running_mean.copy_(mean.float())
        layer.running_var.copy_(variance.float())


class FloatRelu6(torch.nn.Module):
    """PyTorch 1.13 has no gradient of ReLU6 in bfloat16 on CPUs; Skylite computes it in 32 bits too."""

    def forward(self, x):
        return torch.nn.functional.relu6(x.float())


def with_float_relu6(module):
    for name, child in module.named_children():
        if isinstance(child, torch.nn.ReLU6):
            setattr(module, name, FloatRelu6())
        else:
            with_float_relu6(child)


def accuracy(model, images, labels):
    model.eval()
    hits = 0
    with torch.no_grad():
        for x, y in zip(images.split(32), labels.split(32)):
            hits += (model(x.float() / 127.5 - 1).argmax(1) == y).sum().item()
    return 100 * hits / len(labels)


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    classes, parts = read_split(options.split)
    data = {part: load(options.data, samples, options.size) for part, samples in parts.items()}
    model = getattr(torchvision.models, options.model)(weights=None)
    if options.weights:
        model.load_state_dict(torch.load(options.weights, map_location="cpu"))
        # Of all classes: the manifest lists them one after the other.
        some = torch.randperm(len(data["train"][0]))[:512]
        give_input_statistics(model, data["train"][0][some])
    if hasattr(model, "classifier"):
        model.classifier[-1] = torch.nn.Linear(model.classifier[-1].in_features, len(classes))
    else:
        model.fc = torch.nn.Linear(model.fc.in_features, len(classes))
    if options.bf16:
        model = model.to(memory_format=torch.channels_last)
        with_float_relu6(model)
    matrices = [p for p in model.parameters() if p.dim() > 1]
    vectors = [p for p in model.parameters() if p.dim() <= 1]
    groups = [{"params": matrices, "weight_decay": options.weight_decay}, {"params": vectors, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=options.lr)
    images, labels = data["train"]
    steps = len(labels) // options.batch
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, options.lr, total_steps=steps * options.epochs, cycle_momentum=False)
    best, best_state, started = -1.0, None, time.time()
    for epoch in range(options.epochs):
        model.train()
        order = torch.randperm(len(labels))
        total = 0.0
        for step in range(steps):
            chosen = order[step * options.batch:(step + 1) * options.batch]
            batch = []
            for index in chosen:
                image = images[index]
                if torch.rand(()) < 0.5:
                    image = image.flip(-1)
                if torch.rand(()) < 0.5:
                    image = image.flip(-2)
                batch.append(torch.rot90(image, int(torch.randint(4, ())), (-2, -1)))
            x = torch.stack(batch).float() / 127.5 - 1
            if options.bf16:
                x = x.contiguous(memory_format=torch.channels_last)
            with torch.autocast("cpu", torch.bfloat16, enabled=options.bf16):
                logits = model(x)
            loss = torch.nn.functional.cross_entropy(logits.float(), labels[chosen])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        score = accuracy(model, *data["validation"])
        if score >= best:
            best, best_state = score, {k: v.clone() for k, v in model.state_dict().items()}
        print(f"epoch {epoch + 1}: loss {total / steps:.4f}, validation {score:.2f}, {time.time() - started:.0f} s", flush=True)
    last = accuracy(model, *data["test"])
    model.load_state_dict(best_state)
    print(json.dumps({"model": options.model, "seed": options.seed, "epochs": options.epochs, "validation": best,
                      "test_best": accuracy(model, *data["test"]), "test_last": last, "seconds": time.time() - started}))


if __name__ == "__main__":
    main()
