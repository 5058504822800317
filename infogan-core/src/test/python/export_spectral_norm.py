"""Spectral normalisation as PyTorch's torch.nn.utils.spectral_norm does it, in double precision.

Writes golden/spectral-norm.json: a dense layer and a convolution through three passes in training mode, each followed by
a step of gradient descent on the weight and the bias, so that the power iteration runs on weights that change. With
--check, writes nothing and compares the stored file with a fresh run.

The numbers are hashes, as in export_layers.py: "<case>.weight", "<case>.bias", "<case>.x" and "<case>.dy", the same x
and dy in all passes. u starts as the unit vector of equal entries.
"""

import argparse

import torch

import golden

FILE = "spectral-norm.json"
B = 3
STEPS = 3
RATE = 0.1


def layers():
    """(name, module, shape of x)."""
    dense = torch.nn.Linear(7, 5, dtype=golden.DTYPE)
    convolution = torch.nn.Conv2d(5, 3, 4, stride=2, padding=1, dtype=golden.DTYPE)
    return (("spectral-dense", dense, [B, 7]), ("spectral-conv", convolution, [B, 5, 8, 6]))


def case(name, module, shape):
    module = torch.nn.utils.spectral_norm(module, n_power_iterations=1, eps=1e-12)
    weight, bias = module.weight_orig, module.bias
    with torch.no_grad():
        weight.copy_(golden.spread(f"{name}.weight", list(weight.shape)))
        bias.copy_(golden.spread(f"{name}.bias", list(bias.shape)))
        module.weight_u.fill_(weight.shape[0] ** -0.5)
    x = golden.spread(f"{name}.x", shape).requires_grad_()
    passes = []
    for _ in range(STEPS):
        y = module(x)
        dy = golden.spread(f"{name}.dy", list(y.shape))
        dx, dweight, dbias = torch.autograd.grad(y, [x, weight, bias], dy)
        passes.append(
            {
                "dbias": golden.tensor(dbias),
                "dweight": golden.tensor(dweight),
                "dx": golden.tensor(dx),
                "u": golden.tensor(module.weight_u),
                "y": golden.tensor(y),
            }
        )
        with torch.no_grad():
            weight -= RATE * dweight
            bias -= RATE * dbias
    return {"inputShape": shape, "name": name, "outputShape": list(y.shape), "passes": passes, "rate": RATE}


def run():
    """The golden document."""
    document = golden.header(__file__)
    document["layers"] = [case(*layer) for layer in layers()]
    return document


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare the stored file with a fresh run")
    torch.set_num_threads(1)
    if parser.parse_args().check:
        golden.require_same(run(), golden.read(FILE))
        print("the stored file agrees with a fresh run")
    else:
        golden.write(FILE, run())


if __name__ == "__main__":
    main()
