"""Trains the published FC-EF on one location of SZTAKI AirChange as its authors' notebook trains on OSCD, and tests it in one pass after every epoch.

    python3 bench/pixels/published_fc_ef.py UNET.PY LOCATION FP_MODIFIER SEED EPOCHS

UNET.PY: unet.py of github.com/rcdaudt/fully_convolutional_change_detection. LOCATION: the folder Szada or Tiszadob. Needs PyTorch, numpy and Pillow; one thread.
"""
import importlib.util
import pathlib
import random
import sys

import numpy as np
import torch
from PIL import Image

TESTED = {"Szada": "1", "Tiszadob": "3"}
HEIGHT, WIDTH, PATCH, STRIDE, BATCH = 448, 784, 96, 47, 32


def standardised(path):
    image = np.asarray(Image.open(path).convert("RGB")).astype("float32")
    return torch.from_numpy(((image - image.mean()) / image.std()).transpose(2, 0, 1).copy())


def read(folder):
    def find(name):
        return next(p for p in sorted(folder.iterdir()) if p.stem == name)

    return standardised(find("im1")), standardised(find("im2")), np.asarray(Image.open(find("gt")).convert("L")) > 127


def corners(name, mask, tested):
    height, width = mask.shape
    ys, xs = list(range(0, height - PATCH + 1, STRIDE)), list(range(0, width - PATCH + 1, STRIDE))
    if name == tested:
        ys, xs = sorted({*ys, HEIGHT, height - PATCH}), sorted({*xs, WIDTH, width - PATCH})
    return [(name, y, x) for y in ys for x in xs if name != tested or y >= HEIGHT or x >= WIDTH]


def cut(pair, y, x):
    first, second, mask = pair
    parts = [first[:, y:y + PATCH, x:x + PATCH], second[:, y:y + PATCH, x:x + PATCH], torch.from_numpy(mask[y:y + PATCH, x:x + PATCH].astype("int64"))]
    if random.random() > 0.5:
        parts = [p.flip(-1) for p in parts]
    turns = random.randint(0, 3)
    return [torch.rot90(p, turns, (-2, -1)) for p in parts]


def main(unet, location, modifier, seed, epochs):
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    random.seed(seed)
    location = pathlib.Path(location)
    tested = TESTED[location.name]
    pairs = {folder.name: read(folder) for folder in sorted(location.iterdir()) if folder.is_dir()}
    patches = [corner for name, pair in pairs.items() for corner in corners(name, pair[2], tested)]
    trained = {name: np.ones_like(pair[2]) for name, pair in pairs.items()}
    trained[tested][:HEIGHT, :WIDTH] = False
    share = sum((pairs[n][2] & m).sum() for n, m in trained.items()) / sum(m.sum() for m in trained.values())
    spec = importlib.util.spec_from_file_location("unet", unet)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    net = module.Unet(6, 2)
    loss_of = torch.nn.NLLLoss(weight=torch.tensor([modifier * 2 * share, 2 * (1 - share)]).float())
    optimizer = torch.optim.Adam(net.parameters(), weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.95)
    print(f"{len(patches)} patches, {100 * share:.2f} % changed")
    for epoch in range(1, epochs + 1):
        net.train()
        random.shuffle(patches)
        for start in range(0, len(patches), BATCH):
            first, second, labels = (torch.stack(parts) for parts in zip(*(cut(pairs[n], y, x) for n, y, x in patches[start:start + BATCH])))
            optimizer.zero_grad()
            loss_of(net(first, second), labels).backward()
            optimizer.step()
        schedule.step()
        net.eval()
        first, second, mask = pairs[tested]
        with torch.no_grad():
            found = net(first[None, :, :HEIGHT, :WIDTH], second[None, :, :HEIGHT, :WIDTH])[0].argmax(0).numpy().astype(bool)
        mask = mask[:HEIGHT, :WIDTH]
        right = (found & mask).sum()
        print(f"epoch {epoch}: F1 {200 * right / (found.sum() + mask.sum()):.2f}, precision {100 * right / max(1, found.sum()):.1f}, recall {100 * right / mask.sum():.1f} %", flush=True)


main(sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
