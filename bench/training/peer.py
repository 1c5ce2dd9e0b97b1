"""The same training steps in PyTorch. Reads requests from standard input, answers each with one number.

Arguments: network side batch threads classes weights.safetensors
Requests:  loss        one step, answers its loss
           steps N     N steps, answers the seconds they took
           peak        answers the largest resident memory so far, in MB
           resident    answers the resident memory now, in MB
"""
import json
import struct
import sys
import time

import torch
import torchvision


def read(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            tensors[name] = torch.frombuffer(bytearray(data[begin:end]), dtype=torch.float32).view(entry["shape"])
    return tensors


def status(key):
    with open("/proc/self/status") as file:
        for line in file:
            if line.startswith(key):
                return int(line.split()[1]) / 1024


name, side, batch, threads, classes, weights = sys.argv[1], *map(int, sys.argv[2:6]), sys.argv[6]
torch.set_num_threads(threads)
tensors = read(weights)
model = getattr(torchvision.models, name)(num_classes=classes)
missing = model.load_state_dict({k: v for k, v in tensors.items() if k != "bench.pixels"}, strict=False)
assert all("num_batches_tracked" in k for k in missing.missing_keys), missing
for module in model.modules():
    if isinstance(module, torch.nn.Dropout):
        module.p = 0.0
model.train()
optimizer = torch.optim.SGD(model.parameters(), lr=0.001, momentum=0.9)
pixels = tensors.pop("bench.pixels").clone()
del tensors
labels = torch.arange(batch) % classes


def step():
    loss = torch.nn.functional.cross_entropy(model(pixels), labels)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    return loss.item()


print(f"PyTorch {torch.__version__}", flush=True)
for line in sys.stdin:
    words = line.split()
    if words[0] == "loss":
        answer = step()
    elif words[0] == "steps":
        begin = time.perf_counter()
        for _ in range(int(words[1])):
            step()
        answer = time.perf_counter() - begin
    else:
        answer = status("VmHWM" if words[0] == "peak" else "VmRSS")
    print(repr(answer), flush=True)
