"""Every tensor of the paper's MNIST InfoGAN (arXiv 1606.03657, table 1): name, shape, number of values.

Writes golden/paper-mnist-tensors.txt, from the table's widths alone; needs nothing but Python.
"""

import math
import pathlib

LATENT = 62 + 10 + 2
POSTERIOR = 10 + 2

# (kind, inputs, outputs, kernel), None for a layer without tensors: activations and reshapes.
NETWORKS = {
    "generator": [
        ("dense", LATENT, 1024), ("norm", 1024), None,
        ("dense", 1024, 7 * 7 * 128), ("norm", 7 * 7 * 128), None, None,
        ("upconv", 128, 64, 4), ("norm", 64), None,
        ("upconv", 64, 1, 4), None,
    ],
    "trunk": [
        ("conv", 1, 64, 4), None,
        ("conv", 64, 128, 4), ("norm", 128), None, None,
        ("dense", 7 * 7 * 128, 1024), ("norm", 1024), None,
    ],
    "head": [("dense", 1024, 1)],
    "q": [("dense", 1024, 128), ("norm", 128), None, ("dense", 128, POSTERIOR)],
}


def tensors(layer):
    kind, *sizes = layer
    if kind == "norm":
        return [("gamma", sizes), ("beta", sizes)], [("running_mean", sizes), ("running_variance", sizes)]
    if kind == "dense":
        weight = [sizes[1], sizes[0]]
    elif kind == "conv":
        weight = [sizes[1], sizes[0], sizes[2], sizes[2]]
    else:  # upconv: inputs first
        weight = [sizes[0], sizes[1], sizes[2], sizes[2]]
    return [("weight", weight), ("bias", [sizes[1]])], []


lines = []
for network, layers in NETWORKS.items():
    parameters, statistics = [], []
    for index, layer in enumerate(layers):
        if layer is not None:
            trained, recorded = tensors(layer)
            parameters += [(f"{network}/{index}.{name}", shape) for name, shape in trained]
            statistics += [(f"{network}/{index}.{name}", shape) for name, shape in recorded]
    lines += [f"{name} {shape} {math.prod(shape)}" for name, shape in parameters + statistics]

path = pathlib.Path(__file__).parent.parent / "resources" / "golden" / "paper-mnist-tensors.txt"
path.write_text("\n".join(lines) + "\n")
