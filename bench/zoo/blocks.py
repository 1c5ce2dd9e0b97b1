"""Prints what BlockReferenceTests expects: the zoo's building blocks computed by PyTorch and torchvision from the papers' formulas.

    python3 bench/zoo/blocks.py

Weights and input are fixed sine waves, so that nothing needs to be stored: element i of the initializer 'n' is 0.5 sin(0.7 i + s) with s the sum of
the characters of n, modulo 100; 1 more for running variances.
"""

import math

import torch
import torch.nn.functional as F
import torchvision

C, H, W = 16, 6, 5


def parameter(name, *shape):
    name = "block." + name
    i = torch.arange(math.prod(shape), dtype=torch.float64)
    wave = 0.5 * torch.sin(0.7 * i + sum(map(ord, name)) % 100)
    return (wave + (1 if name.endswith("running_var") else 0)).reshape(shape)


def conv(name, x, channels, kernel=1, bias=False, **options):
    kernel = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    inputs = x.shape[1] // options.get("groups", 1)
    weight = parameter(name + ".weight", channels, inputs, *kernel)
    return F.conv2d(x, weight, parameter(name + ".bias", channels) if bias else None, **options)


def norm(name, x):
    c = x.shape[1]
    return F.batch_norm(x, parameter(name + ".running_mean", c), parameter(name + ".running_var", c),
                        parameter(name + ".weight", c), parameter(name + ".bias", c), eps=1e-5)


def gamma(name):
    return parameter(name, 1, C, 1, 1)


def squeeze_excite(x):
    z = x.mean((2, 3), keepdim=True)
    return x * torch.sigmoid(conv("fc2", torch.relu(conv("fc1", z, 4, bias=True)), C, bias=True))


def cbam(x):
    def shared(v):
        return conv("channel.fc2", torch.relu(conv("channel.fc1", v, 1)), C)
    x = x * torch.sigmoid(shared(F.adaptive_avg_pool2d(x, 1)) + shared(F.adaptive_max_pool2d(x, 1)))
    pooled = torch.cat([x.mean(1, keepdim=True), x.amax(1, keepdim=True)], 1)
    return x * torch.sigmoid(conv("spatial.conv", pooled, 1, 7, padding=3))


def residual_attention(x):
    def unit(name, v):
        y = torch.relu(norm(name + ".bn1", conv(name + ".conv1", v, C // 4)))
        y = torch.relu(norm(name + ".bn2", conv(name + ".conv2", y, C // 4, 3, padding=1)))
        return torch.relu(norm(name + ".bn3", conv(name + ".conv3", y, C)) + v)
    trunk = unit("trunk", x)
    mask = F.interpolate(unit("mask.unit", F.max_pool2d(x, 3, 2, 1)), size=(H, W), mode="bilinear", align_corners=False)
    mask = torch.relu(norm("mask.1", conv("mask.0", mask, C)))
    return (1 + torch.sigmoid(conv("mask.3", mask, C, bias=True))) * trunk


def dual_attention(x):
    n = len(x)
    query, key = (conv(f"position.{part}_conv", x, 4, bias=True).flatten(2) for part in ("query", "key"))
    value = conv("position.value_conv", x, C, bias=True).flatten(2)
    attention = torch.softmax(torch.einsum("nci,ncj->nij", query, key), -1)
    position = torch.einsum("nij,ncj->nci", attention, value).reshape(n, C, H, W)
    flat = x.flatten(2)
    energy = torch.einsum("nai,nbi->nab", flat, flat)
    attention = torch.softmax(energy.amax(-1, keepdim=True) - energy, -1)
    channel = torch.einsum("nab,nbi->nai", attention, flat).reshape(n, C, H, W)
    return x + gamma("position.gamma") * position + gamma("channel.gamma") * channel


def criss_cross(x):
    for _ in range(2):
        query, key, value = conv("query_conv", x, 4, bias=True), conv("key_conv", x, 4, bias=True), conv("value_conv", x, C, bias=True)
        gathered = torch.zeros_like(x)
        for n in range(len(x)):
            for r in range(H):
                for c in range(W):
                    cross = [(r, i) for i in range(W)] + [(i, c) for i in range(H) if i != r]
                    energy = torch.stack([query[n, :, r, c] @ key[n, :, i, j] for i, j in cross])
                    for a, (i, j) in zip(torch.softmax(energy, 0), cross):
                        gathered[n, :, r, c] += a * value[n, :, i, j]
        x = gamma("gamma") * gathered + x
    return x


def non_local(x):
    theta, phi, g = (conv(part, x, C // 2, bias=True).flatten(2) for part in ("theta", "phi", "g"))
    weights = torch.softmax(torch.einsum("nci,ncj->nij", theta, phi), -1)
    y = torch.einsum("nij,ncj->nci", weights, g).reshape(len(x), C // 2, H, W)
    return norm("w.1", conv("w.0", y, C, bias=True)) + x


def global_context(x):
    weights = torch.softmax(conv("conv_mask", x, 1, bias=True).flatten(1), 1)
    context = torch.einsum("nci,ni->nc", x.flatten(2), weights)[:, :, None, None]
    y = conv("channel_add_conv.0", context, 4, bias=True)
    y = F.layer_norm(y, (4, 1, 1), parameter("channel_add_conv.1.weight", 4, 1, 1), parameter("channel_add_conv.1.bias", 4, 1, 1))
    return x + conv("channel_add_conv.3", torch.relu(y), C, bias=True)


def simam(x):
    mean, variance = x.mean((2, 3), keepdim=True), x.var((2, 3), unbiased=False, keepdim=True)
    energy = 4 * (variance + 1e-4) / ((x - mean) ** 2 + 2 * variance + 2e-4)
    return x * torch.sigmoid(1 / energy)


def spatial_spectral(x):
    mean, variance = x.mean((2, 3), keepdim=True), x.var((2, 3), unbiased=False, keepdim=True)
    return x * torch.sigmoid((x - mean) ** 2 / (2 * variance + 2 ** -23) + 0.5)


def external_attention(x):
    y = conv("conv1", x, C, bias=True)
    attention = torch.softmax(conv("linear_0", y, 64).flatten(2), -1)
    attention = attention / (1e-9 + attention.sum(1, keepdim=True))
    y = conv("linear_1", attention.reshape(len(x), 64, H, W), C)
    return torch.relu(norm("conv2.1", conv("conv2.0", y, C)) + x)


def aspp(x):
    branches = [torch.relu(norm("convs.0.1", conv("convs.0.0", x, C)))]
    for i, d in enumerate((6, 12, 18), 1):
        branches.append(torch.relu(norm(f"convs.{i}.1", conv(f"convs.{i}.0", x, C, 3, padding=d, dilation=d))))
    mean = torch.relu(norm("convs.4.2", conv("convs.4.1", x.mean((2, 3), keepdim=True), C)))
    joined = torch.cat(branches + [mean.expand(-1, -1, H, W)], 1)
    return torch.relu(norm("project.1", conv("project.0", joined, C)))


def multi_scale_decoupled(x):
    half = C // 2
    native = torch.relu(norm("native.1", conv("native.0", x, half)))
    prim, shift = parameter("aux.0.prim.weight", half, 1, 3, 3), parameter("aux.0.prim_shift.weight", half, 1, 3, 3)
    beside = parameter("aux.0.conv.weight", half, 2, 3, 3)
    cheap = []
    for o in range(half):
        group, place = o - o % 4, o % 4
        same = F.conv2d(native[:, o:o + 1], prim[o:o + 1], padding=3, dilation=3)
        opposite = F.conv2d(native[:, group + (place + 2) % 4][:, None], shift[o:o + 1], padding=6, dilation=6)
        # The undilated kernels lie sorted: those of the even outputs first, and their inputs are the odd channels.
        inputs = [group + i for i in ((1, 3) if place % 2 == 0 else (0, 2))]
        row = group + (0, 2, 1, 3)[place]
        cheap.append(same + opposite + F.conv2d(native[:, inputs], beside[row:row + 1], padding=1))
    return torch.cat([native, torch.relu(norm("aux.1", torch.cat(cheap, 1)))], 1)


def ghost(x):
    half = C // 2
    primary = torch.relu(norm("primary_conv.1", conv("primary_conv.0", x, half)))
    cheap = torch.relu(norm("cheap_operation.1", conv("cheap_operation.0", primary, half, 3, padding=1, groups=half)))
    return torch.cat([primary, cheap], 1)


def depthwise_separable(x):
    y = torch.relu(norm("1", conv("0", x, C, 3, padding=1, groups=C)))
    return torch.relu(norm("4", conv("3", y, C)))


def asymmetric(x):
    return torch.relu(norm("square_bn", conv("square_conv", x, C, 3, padding=1))
                      + norm("hor_bn", conv("hor_conv", x, C, (1, 3), padding=(0, 1)))
                      + norm("ver_bn", conv("ver_conv", x, C, (3, 1), padding=(1, 0))))


def dilated(x):
    return torch.relu(norm("1", conv("0", x, C, 3, padding=2, dilation=2)))


def channel_shuffle(x):
    y = torch.relu(norm("bn1", conv("conv1", x, 4, groups=4)))
    y = F.channel_shuffle(y, 4)
    y = norm("bn2", conv("conv2", y, 4, 3, padding=1, groups=4))
    return torch.relu(norm("bn3", conv("conv3", y, C, groups=4)) + x)


def deformable(x):
    offsets = conv("offset", x, 18, 3, bias=True, padding=1)
    weight = parameter("conv.weight", C, 9 * C, 1, 1).reshape(C, C, 3, 3)
    y = torchvision.ops.deform_conv2d(x, offsets, weight, padding=1)
    return torch.relu(norm("1", y))


BLOCKS = [squeeze_excite, cbam, residual_attention, dual_attention, criss_cross, non_local, global_context, simam, spatial_spectral, external_attention,
          aspp, multi_scale_decoupled, ghost, depthwise_separable, asymmetric, dilated, channel_shuffle, deformable]


def main():
    i = torch.arange(2 * C * H * W, dtype=torch.float64)
    x = (torch.sin(0.37 * i) + 0.3 * torch.cos(1.7 * i)).reshape(2, C, H, W)
    for block in BLOCKS:
        y = block(x)
        assert y.shape == x.shape, block
        flat = y.flatten()
        samples = ", ".join(f"{flat[(k * 137 + 41) % len(flat)]:.6f}" for k in range(7))
        print(f'        {{ "{block.__name__.replace("_", "-")}", {flat.abs().sum():.4f}, [{samples}] }},')


main()
