"""Forward and backward passes of single layers, and Adam, in double precision.

Writes golden/layers.json. With --check, writes nothing: it tests the gradients by central differences in a random
direction, the definitions against PyTorch's own layers, and the stored file against a fresh run.

Tensors are in PyTorch's order: images [B, C, H, W], vectors [B, F], dense weights [out, in], convolution weights
[out, in, k, k], transposed convolution weights [in, out, k, k]. Inputs are not stored. They are 2u − 1 with u the hash
of "<case>.x", "<case>.weight", "<case>.bias", "<case>.beta" and "<case>.dy", and 1 + (2u − 1)/2 for "<case>.gamma".

Padding is given as [top, bottom, left, right]; of a transposed convolution it is that of the convolution it is the
adjoint of. "same" padding is TensorFlow's: output ⌈H/s⌉, total max((⌈H/s⌉ − 1)·s + k − H, 0), of which ⌊total/2⌋
before. A "same" transposed convolution gives H·s and is the adjoint of the "same" convolution from H·s to H.
"""

import argparse

import torch
from torch.nn import functional

import golden

FILE = "layers.json"
B = 3
MOMENTUM, EPSILON = 0.9, 1e-5

# name, input channels, output channels, k, s, padding (a number or "same"), input H, W
CONVOLUTIONS = (
    ("conv-k4-s2-p1", 5, 3, 4, 2, 1, 8, 8),
    ("conv-k4-s2-p1-one-channel", 1, 3, 4, 2, 1, 6, 8),
    ("conv-k3-s2-same-two-channels", 2, 3, 3, 2, "same", 7, 8),
    ("conv-k3-s1-p1", 5, 3, 3, 1, 1, 5, 6),
    ("conv-k5-s2-p2", 5, 3, 5, 2, 2, 7, 9),
    ("conv-k4-s1-same", 5, 3, 4, 1, "same", 6, 5),
    ("conv-k1-s1-p0", 5, 3, 1, 1, 0, 4, 5),
    ("conv-k3-s2-same", 5, 3, 3, 2, "same", 7, 8),
    ("conv-k2-s2-p0-uncovered", 5, 3, 2, 2, 0, 7, 7),
    ("conv-k3-s3-p1-uncovered", 5, 3, 3, 3, 1, 7, 8),
    ("conv-k4-s1-p0-to-point", 5, 3, 4, 1, 0, 4, 4),
)
TRANSPOSED = (
    ("transposed-k4-s2-p1", 3, 5, 4, 2, 1, 4, 5),
    ("transposed-k4-s2-p1-one-channel", 3, 1, 4, 2, 1, 4, 3),
    ("transposed-k4-s1-same-two-channels", 3, 2, 4, 1, "same", 5, 4),
    ("transposed-k4-s1-p0-from-point", 3, 5, 4, 1, 0, 1, 1),
    ("transposed-k3-s2-same", 3, 5, 3, 2, "same", 4, 5),
    ("transposed-k3-s1-p1", 3, 5, 3, 1, 1, 4, 5),
    ("transposed-k4-s1-same", 3, 5, 4, 1, "same", 5, 4),
    ("transposed-k5-s2-same", 3, 5, 5, 2, "same", 4, 3),
)


def same_padding(size, k, s):
    """(before, after) along one axis of the convolution's input."""
    total = max((-(-size // s) - 1) * s + k - size, 0)
    return total // 2, total - total // 2


def pads(padding, height, width, k, s):
    """(top, bottom, left, right) of a convolution whose input is height × width."""
    if padding == "same":
        return (*same_padding(height, k, s), *same_padding(width, k, s))
    return (padding,) * 4


def convolve(x, weight, bias, s, sides):
    top, bottom, left, right = sides
    return functional.conv2d(functional.pad(x, (left, right, top, bottom)), weight, bias, stride=s)


def convolve_transposed(x, weight, bias, s, sides):
    """The adjoint of convolve in x, plus the bias: an unpadded transposed convolution, cropped by the padding."""
    top, bottom, left, right = sides
    full = functional.conv_transpose2d(x, weight, None, stride=s)
    return functional.pad(full, (-left, -right, -top, -bottom)) + bias.reshape(1, -1, 1, 1)


def depth_to_space(x):
    """TensorFlow's channel order (ONNX: DCR), block 2: out[c, 2h+i, 2w+j] = in[(2i+j)·C_out + c, h, w]."""
    b, c, h, w = x.shape
    return x.reshape(b, 2, 2, c // 4, h, w).permute(0, 3, 4, 1, 5, 2).reshape(b, c // 4, 2 * h, 2 * w)


def space_to_depth(x):
    """The inverse of depth_to_space: out[(2i+j)·C_in + c, h, w] = in[c, 2h+i, 2w+j]."""
    b, c, h, w = x.shape
    return x.reshape(b, c, h // 2, 2, w // 2, 2).permute(0, 3, 5, 1, 2, 4).reshape(b, 4 * c, h // 2, w // 2)


def definitions():
    """(name, kind, hyperparameters, input shape, parameter shapes, function of x and the parameters)."""
    cases = []
    for name, c_in, c_out, k, s, padding, h, w in CONVOLUTIONS:
        sides = pads(padding, h, w, k, s)
        parameters = {"weight": [c_out, c_in, k, k], "bias": [c_out]}
        function = lambda x, weight, bias, s=s, sides=sides: convolve(x, weight, bias, s, sides)
        cases.append((name, "conv", spatial(k, s, padding, sides), [B, c_in, h, w], parameters, function))
    for name, c_in, c_out, k, s, padding, h, w in TRANSPOSED:
        sides = pads(padding, h * s, w * s, k, s)
        parameters = {"weight": [c_in, c_out, k, k], "bias": [c_out]}
        function = lambda x, weight, bias, s=s, sides=sides: convolve_transposed(x, weight, bias, s, sides)
        cases.append((name, "transposedConv", spatial(k, s, padding, sides), [B, c_in, h, w], parameters, function))
    cases.append(("dense", "dense", {}, [B, 5], {"weight": [4, 5], "bias": [4]}, functional.linear))
    for name, shape in (("batchnorm-2d", [B, 4]), ("batchnorm-4d", [B, 2, 4, 5])):
        hyper = {"epsilon": EPSILON, "momentum": MOMENTUM}
        function = lambda x, gamma, beta: golden.batch_norm(x, gamma, beta, EPSILON)[0]
        cases.append((name, "batchNorm", hyper, shape, {"gamma": [shape[1]], "beta": [shape[1]]}, function))
    for name, hyper, function in (
        ("relu", {}, torch.relu),
        ("leaky-relu-0.1", {"leak": 0.1}, lambda x: functional.leaky_relu(x, 0.1)),
        ("leaky-relu-0.2", {"leak": 0.2}, lambda x: functional.leaky_relu(x, 0.2)),
        ("tanh", {}, torch.tanh),
        ("sigmoid", {}, torch.sigmoid),
    ):
        cases.append((name, "leakyRelu" if hyper else name, hyper, [B, 2, 3, 4], {}, function))
    upsample = lambda x: functional.interpolate(x, scale_factor=2, mode="nearest")
    cases.append(("upsample-2", "upsample", {"factor": 2}, [B, 2, 3, 4], {}, upsample))
    cases.append(("depth-to-space-2", "depthToSpace", {"block": 2}, [B, 8, 3, 2], {}, depth_to_space))
    cases.append(("space-to-depth-2", "spaceToDepth", {"block": 2}, [B, 2, 6, 4], {}, space_to_depth))
    return cases


def spatial(k, s, padding, sides):
    return {"kernel": k, "padding": list(sides), "same": padding == "same", "stride": s}


def inputs(name, shape, parameters):
    """x and the parameters, ready for differentiation."""
    x = golden.spread(f"{name}.x", shape)
    values = {
        p: golden.spread(f"{name}.{p}", s, *((1.0, 0.5) if p == "gamma" else (0.0, 1.0))) for p, s in parameters.items()
    }
    return [t.requires_grad_() for t in (x, *values.values())]


def layer_case(name, kind, hyper, shape, parameters, function):
    x, *values = inputs(name, shape, parameters)
    y = function(x, *values)
    dy = golden.spread(f"{name}.dy", list(y.shape))
    dx, *gradients = torch.autograd.grad(y, [x, *values], dy)
    case = {
        "dx": golden.tensor(dx),
        "gradients": {p: golden.tensor(g) for p, g in zip(parameters, gradients)},
        "hyperparameters": hyper,
        "inputShape": shape,
        "kind": kind,
        "name": name,
        "outputShape": list(y.shape),
        "parameterShapes": parameters,
        "y": golden.tensor(y),
    }
    if kind == "batchNorm":
        # After one training pass from mean 0 and variance 1; the variance is the biased one.
        _, mean, variance = golden.batch_norm(x, *values, EPSILON)
        mean, variance = (1 - MOMENTUM) * mean, MOMENTUM + (1 - MOMENTUM) * variance
        case["runningMean"] = golden.tensor(mean)
        case["runningVariance"] = golden.tensor(variance)
        case["inferenceY"] = golden.tensor(golden.normalise(x, mean, variance, *values, EPSILON))
    return case


def adam_case(name, betas):
    """Five parameters through twelve steps.

    The gradients' scales make every part of the formula matter: at 1e-8 the result depends on where epsilon stands, and
    a zero gradient must leave its parameter alone.
    """
    scale = torch.tensor([1, 1, 1e-3, 1e-8, 0], dtype=golden.DTYPE)
    gradients = golden.spread(f"{name}.gradient", [12, 5]) * scale
    start = golden.spread(f"{name}.parameter", [5])
    parameter = start.clone().requires_grad_()
    adam = torch.optim.Adam([parameter], lr=1e-3, betas=betas, eps=1e-8)
    after = {}
    for t, gradient in enumerate(gradients, 1):
        parameter.grad = gradient.clone()
        adam.step()
        if t in (1, 2, 12):
            after[str(t)] = parameter.tolist()
    hyper = {"beta1": betas[0], "beta2": betas[1], "epsilon": 1e-8, "learningRate": 1e-3}
    return {
        "after": after,
        "gradients": gradients.tolist(),
        "hyperparameters": hyper,
        "kind": "adam",
        "name": name,
        "parameter": start.tolist(),
    }


def run():
    """The golden document."""
    document = golden.header(__file__)
    document["tolerance"] = {"adam": 1e-14, "layers": 1e-12}
    document["layers"] = [layer_case(*definition) for definition in definitions()]
    document["adam"] = [adam_case("adam-0.5-0.999", (0.5, 0.999)), adam_case("adam-0.9-0.999", (0.9, 0.999))]
    return document


def check_directions():
    """Every gradient of every case against the central difference in one random direction."""
    step = 1e-6
    worst = 0.0
    for name, _, _, shape, parameters, function in definitions():
        values = inputs(name, shape, parameters)
        dy = golden.spread(f"{name}.dy", list(function(*values).shape))
        gradients = torch.autograd.grad(function(*values), values, dy)
        with torch.no_grad():
            for i, gradient in enumerate(gradients):
                direction = golden.spread(f"direction.{i}", list(gradient.shape))
                ends = [
                    (function(*(v + e * direction if j == i else v for j, v in enumerate(values))) * dy).sum()
                    for e in (step, -step)
                ]
                expected = (gradient * direction).sum()
                error = float(((ends[0] - ends[1]) / (2 * step) - expected).abs() / expected.abs().clamp(min=1))
                golden.require(error < 1e-7, f"{name}: gradient {i} off by {error:g}")
                worst = max(worst, error)
    print(f"gradients agree with central differences, largest relative error {worst:.1e}")


def check_definitions():
    """The paddings and channel orders defined here against PyTorch's own layers and against each other."""
    for name, c_in, c_out, k, s, padding, h, w in CONVOLUTIONS:
        x, weight, bias = inputs(name, [B, c_in, h, w], {"weight": [c_out, c_in, k, k], "bias": [c_out]})
        y = convolve(x, weight, bias, s, pads(padding, h, w, k, s))
        if padding != "same":
            golden.require_close(y, functional.conv2d(x, weight, bias, stride=s, padding=padding), 1e-13, name)
        else:
            golden.require(list(y.shape[2:]) == [-(-h // s), -(-w // s)], f"{name}: shape {list(y.shape)}")
    for name, c_in, c_out, k, s, padding, h, w in TRANSPOSED:
        x, weight, bias = inputs(name, [B, c_in, h, w], {"weight": [c_in, c_out, k, k], "bias": [c_out]})
        sides = pads(padding, h * s, w * s, k, s)
        y = convolve_transposed(x, weight, bias, s, sides)
        if padding != "same":
            theirs = functional.conv_transpose2d(x, weight, bias, stride=s, padding=padding)
            golden.require_close(y, theirs, 1e-13, name)
        else:
            golden.require(list(y.shape[2:]) == [h * s, w * s], f"{name}: shape {list(y.shape)}")
        image = golden.spread("check.image", list(y.shape))
        adjoint = (convolve(image, weight, None, s, sides) * x).sum()
        golden.require_close((image * (y - bias.reshape(1, -1, 1, 1))).sum(), adjoint, 1e-12, f"{name}: adjoint")
    x = golden.spread("check.depth", [B, 8, 3, 2])
    # PyTorch's pixel shuffle reads channel 4c + 2i + j where TensorFlow's reads (2i + j)·C_out + c.
    shuffled = functional.pixel_shuffle(x.reshape(B, 4, 2, 3, 2).transpose(1, 2).reshape(B, 8, 3, 2), 2)
    golden.require_close(depth_to_space(x), shuffled, 0, "depth to space")
    golden.require_close(space_to_depth(depth_to_space(x)), x, 0, "space to depth")
    y = depth_to_space(x)
    golden.require(y[1, 1, 5, 2] == x[1, (2 * 1 + 0) * 2 + 1, 2, 1], "depth to space, one element")


def check():
    golden.check_hash()
    golden.check_batch_norm()
    check_definitions()
    check_directions()
    golden.require_same(run(), golden.read(FILE))
    print("the stored file agrees with a fresh run")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="test this script and the stored file")
    # The order of summation, and with it the last digits, depends on the number of threads.
    torch.set_num_threads(1)
    if parser.parse_args().check:
        check()
    else:
        golden.write(FILE, run())


if __name__ == "__main__":
    main()
