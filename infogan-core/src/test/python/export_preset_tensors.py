"""Every tensor of the presets' networks: name, shape, number of values.

Builds the networks of the paper (arXiv 1606.03657, appendix C) and of the public InfoGANs in PyTorch, sends two
examples through them to see that image, logit and posterior come out in their shapes, and writes
golden/NAME-tensors.txt for each. Layers stand in the order of the sources, one module each, so that PyTorch's own
numbering names them.
"""

import math
import pathlib

import torch
from torch import nn

GOLDEN = pathlib.Path(__file__).parent.parent / "resources" / "golden"
NAMES = {"running_mean": "running_mean", "running_var": "running_variance"}


class SameTransposed(nn.ConvTranspose2d):
    """4×4, stride 1, the map's size kept: the adjoint of one zero before and two after."""

    def __init__(self, channels, filters):
        super().__init__(channels, filters, 4, 1, 1)

    def forward(self, x):
        return super().forward(x)[..., :-1, :-1]


def conv(channels, filters):
    return nn.Conv2d(channels, filters, 4, 2, 1)


def up(channels, filters):
    return nn.ConvTranspose2d(channels, filters, 4, 2, 1)


def leaky():
    return nn.LeakyReLU(0.1)


def q128(features, posterior):
    return [nn.Linear(features, 128), nn.BatchNorm1d(128), leaky(), nn.Linear(128, posterior)]


def paper_mnist():
    generator = [
        nn.Linear(74, 1024), nn.BatchNorm1d(1024), nn.ReLU(),
        nn.Linear(1024, 6272), nn.BatchNorm1d(6272), nn.ReLU(), nn.Unflatten(1, (128, 7, 7)),
        up(128, 64), nn.BatchNorm2d(64), nn.ReLU(),
        up(64, 1), nn.Sigmoid(),
    ]
    trunk = [
        conv(1, 64), leaky(),
        conv(64, 128), nn.BatchNorm2d(128), leaky(), nn.Flatten(),
        nn.Linear(6272, 1024), nn.BatchNorm1d(1024), leaky(),
    ]
    return (1, 28, 28), 74, generator, trunk, [nn.Linear(1024, 1)], q128(1024, 12), 12


def colour(latent, posterior):
    generator = [
        nn.Linear(latent, 1792), nn.BatchNorm1d(1792), nn.ReLU(), nn.Unflatten(1, (448, 2, 2)),
        up(448, 256), nn.BatchNorm2d(256), nn.ReLU(),
        up(256, 128), nn.ReLU(),
        up(128, 64), nn.ReLU(),
        up(64, 3), nn.Tanh(),
    ]
    trunk = [
        conv(3, 64), leaky(),
        conv(64, 128), nn.BatchNorm2d(128), leaky(),
        conv(128, 256), nn.BatchNorm2d(256), leaky(), nn.Flatten(),
    ]
    return (3, 32, 32), latent, generator, trunk, [nn.Linear(4096, 1)], q128(4096, posterior), posterior


def faces():
    generator = [
        nn.Linear(133, 1024), nn.BatchNorm1d(1024), nn.ReLU(),
        nn.Linear(1024, 8192), nn.BatchNorm1d(8192), nn.ReLU(), nn.Unflatten(1, (128, 8, 8)),
        up(128, 64), nn.BatchNorm2d(64), nn.ReLU(),
        up(64, 1), nn.Sigmoid(),
    ]
    trunk = [
        conv(1, 64), leaky(),
        conv(64, 128), nn.BatchNorm2d(128), leaky(), nn.Flatten(),
        nn.Linear(8192, 1024), nn.BatchNorm1d(1024), leaky(),
    ]
    return (1, 32, 32), 133, generator, trunk, [nn.Linear(1024, 1)], [nn.Linear(1024, 5)], 5


def chairs():
    generator = [
        nn.Linear(189, 1024), nn.BatchNorm1d(1024), nn.ReLU(),
        nn.Linear(1024, 16384), nn.BatchNorm1d(16384), nn.ReLU(), nn.Unflatten(1, (256, 8, 8)),
        SameTransposed(256, 256), nn.BatchNorm2d(256), nn.ReLU(),
        SameTransposed(256, 256), nn.BatchNorm2d(256), nn.ReLU(),
        up(256, 128), nn.BatchNorm2d(128), nn.ReLU(),
        up(128, 64), nn.BatchNorm2d(64), nn.ReLU(),
        up(64, 1), nn.Sigmoid(),
    ]
    trunk = [
        conv(1, 64), leaky(),
        conv(64, 128), nn.BatchNorm2d(128), leaky(),
        conv(128, 256), nn.BatchNorm2d(256), leaky(),
        nn.Conv2d(256, 256, 4, 1, "same"), nn.BatchNorm2d(256), leaky(),
        nn.Conv2d(256, 256, 4, 1, "same"), nn.BatchNorm2d(256), leaky(), nn.Flatten(),
        nn.Linear(16384, 1024), nn.BatchNorm1d(1024), leaky(),
    ]
    return (1, 64, 64), 189, generator, trunk, [nn.Linear(1024, 1)], [nn.Linear(1024, 61)], 61


def keras():
    def up3(channels, filters, stride):
        return nn.ConvTranspose2d(channels, filters, 3, stride, 1, stride - 1)

    generator = [
        nn.Linear(73, 1024), nn.BatchNorm1d(1024), nn.ReLU(),
        nn.Linear(1024, 12544), nn.BatchNorm1d(12544), nn.ReLU(), nn.Unflatten(1, (256, 7, 7)),
        up3(256, 256, 2), nn.BatchNorm2d(256), nn.ReLU(),
        up3(256, 128, 2), nn.BatchNorm2d(128), nn.ReLU(),
        up3(128, 64, 1), nn.BatchNorm2d(64), nn.ReLU(),
        up3(64, 1, 1), nn.Tanh(),
    ]
    trunk = []
    for channels, filters in ((1, 64), (64, 128), (128, 256)):
        trunk += [nn.Conv2d(channels, filters, 3, 2, 1), nn.LeakyReLU(0.2), nn.Dropout(0.4)]
    trunk += [nn.Flatten()]
    return (1, 28, 28), 73, generator, trunk, [nn.Linear(4096, 1)], [nn.Linear(4096, 12)], 12


def pytorch_gan():
    def conv3(channels, filters):
        return nn.Conv2d(channels, filters, 3, 1, 1)

    generator = [
        nn.Linear(74, 8192), nn.Unflatten(1, (128, 8, 8)), nn.BatchNorm2d(128),
        nn.Upsample(scale_factor=2), conv3(128, 128), nn.BatchNorm2d(128), nn.LeakyReLU(0.2),
        nn.Upsample(scale_factor=2), conv3(128, 64), nn.BatchNorm2d(64), nn.LeakyReLU(0.2),
        conv3(64, 1), nn.Tanh(),
    ]
    trunk = []
    for channels, filters in ((1, 16), (16, 32), (32, 64), (64, 128)):
        trunk += [nn.Conv2d(channels, filters, 3, 2, 1), nn.LeakyReLU(0.2), nn.Dropout2d(0.25)]
        trunk += [nn.BatchNorm2d(filters)] if channels > 1 else []
    trunk += [nn.Flatten()]
    return (1, 32, 32), 74, generator, trunk, [nn.Linear(512, 1)], [nn.Linear(512, 12)], 12


def tf_tutorial():
    generator = [nn.Linear(76, 4096), nn.BatchNorm1d(4096), nn.ReLU(), nn.Unflatten(1, (256, 4, 4))]
    for channels, filters in ((256, 128), (32, 64), (16, 32)):
        generator += [nn.Conv2d(channels, filters, 3, 1, 1), nn.BatchNorm2d(filters), nn.ReLU(), nn.PixelShuffle(2)]
    generator += [nn.Conv2d(8, 1, 32, 1, "same"), nn.Tanh()]
    trunk = [nn.Conv2d(1, 32, 3, 1, 1), nn.LeakyReLU(0.2), nn.PixelUnshuffle(2)]
    for channels, filters in ((128, 64), (256, 128)):
        trunk += [nn.Conv2d(channels, filters, 3, 1, 1), nn.BatchNorm2d(filters), nn.LeakyReLU(0.2)]
        trunk += [nn.PixelUnshuffle(2)]
    trunk += [nn.Flatten(), nn.Linear(8192, 1024), nn.LeakyReLU(0.2)]
    q = [nn.Linear(1024, 128), nn.BatchNorm1d(128), nn.ReLU(), nn.Linear(128, 12)]
    return (1, 32, 32), 76, generator, trunk, [nn.Linear(1024, 1)], q, 12


def lab6():
    generator = [nn.Unflatten(1, (64, 1, 1)), nn.ConvTranspose2d(64, 512, 4, 1, 0), nn.BatchNorm2d(512), nn.ReLU()]
    for channels, filters in ((512, 256), (256, 128), (128, 64)):
        generator += [up(channels, filters), nn.BatchNorm2d(filters), nn.ReLU()]
    generator += [up(64, 1), nn.Tanh()]
    trunk = [conv(1, 64), nn.LeakyReLU(0.2)]
    for channels, filters in ((64, 128), (128, 256), (256, 512)):
        trunk += [conv(channels, filters), nn.BatchNorm2d(filters), nn.LeakyReLU(0.2)]
    head = [nn.Conv2d(512, 1, 4, 1, 0), nn.Flatten()]
    q = [nn.Flatten(), nn.Linear(8192, 100), nn.ReLU(), nn.Linear(100, 10)]
    return (1, 64, 64), 64, generator, trunk, head, q, 10


PRESETS = {
    "paper-mnist": paper_mnist(),
    "paper-svhn": colour(124 + 4 * 10 + 4, 44),
    "paper-celeba": colour(128 + 10 * 10, 100),
    "paper-faces": faces(),
    "paper-chairs": chairs(),
    "keras-mnist": keras(),
    "pytorch-gan": pytorch_gan(),
    "tf-tutorial": tf_tutorial(),
    "lab6": lab6(),
}


def name(network, layers, tensor):
    index, own = tensor.split(".")
    if isinstance(layers[int(index)], (nn.BatchNorm1d, nn.BatchNorm2d)):
        own = {"weight": "gamma", "bias": "beta"}.get(own) or NAMES[own]
    return f"{network}/{index}.{own}"


for preset, (image, latent, *networks, posterior) in PRESETS.items():
    generator, trunk, head, q = (nn.Sequential(*layers) for layers in networks)
    images = generator(torch.zeros(2, latent))
    assert images.shape == (2, *image), (preset, images.shape)
    features = trunk(images)
    assert head(features).shape == (2, 1), preset
    assert q(features).shape == (2, posterior), preset
    lines = []
    for network, layers in zip(("generator", "trunk", "head", "q"), (generator, trunk, head, q)):
        tensors = [*layers.named_parameters(), *layers.named_buffers()]
        for tensor, value in tensors:
            if not tensor.endswith("num_batches_tracked"):
                lines.append(f"{name(network, layers, tensor)} {list(value.shape)} {math.prod(value.shape)}")
    (GOLDEN / f"{preset}-tensors.txt").write_text("\n".join(lines) + "\n")
