"""Three training steps of the paper's MNIST InfoGAN (arXiv 1606.03657, table 1), in double precision, batch 8.

Writes golden/paper-mnist-step.json. With --check, writes nothing: it tests the hash, batch norm and a few gradient
entries of every parameter by central differences, and compares a fresh run with the stored file.

One step:
  fake = G(latent), once, in training mode
  D update: trunk and head on real, then trunk, head and Q on fake without its history;
            loss_D = mean softplus(−logit(real)) + mean softplus(logit(fake)), total = loss_D − Σ L_I;
            Adam over trunk, head and Q
  G update: the new trunk, head and Q on the same fake; total = mean softplus(−logit) − Σ L_I; Adam over G
Every training-mode pass moves the running statistics: the trunk's three times a step, Q's twice, G's once. Q never
sees real images.
"""

import argparse
import math

import torch
from torch.nn import functional

import golden

FILE = "paper-mnist-step.json"
B = 8
STEPS = 3
NOISE, CATEGORIES, UNIFORMS = 62, 10, 2
EPSILON, MOMENTUM, LEAK = 1e-5, 0.9, 0.1
BETAS, ADAM_EPSILON = (0.5, 0.999), 1e-8
RATE = {"discriminator": 2e-4, "generator": 1e-3}
LAMBDA = 1.0
# For another implementation in double precision, relative as in the Java class Fingerprint. Measured: inputs moved by a
# relative 1e-15 move the steps by up to 7e-13, the gradients by 9e-11, the states by 3e-8 (trunk.2.bias: a bias in
# front of a batch norm has a gradient of pure rounding, which Adam's division by its own size enlarges) and the
# inference by 1e-10. Single precision can only follow the first step: inputs moved by 6e-8 move its gradients by 7e-6,
# but the third step's logits by 5e-2.
TOLERANCE = {"gradients": 1e-9, "inference": 1e-8, "states": 1e-6, "steps": 1e-9}
HALF_WIDTH = {"weight": 0.0346, "bias": 0.01, "gamma": 0.1, "beta": 0.1}

NETWORKS = {
    "generator": (
        ("dense", NOISE + CATEGORIES + UNIFORMS, 1024),
        ("batchnorm", 1024),
        ("relu",),
        ("dense", 1024, 128 * 7 * 7),
        ("batchnorm", 128 * 7 * 7),  # per feature: the reshape to maps comes after it
        ("relu",),
        ("reshape", 128, 7, 7),
        ("deconv", 128, 64),
        ("batchnorm", 64),
        ("relu",),
        ("deconv", 64, 1),
        ("sigmoid",),
    ),
    "trunk": (
        ("conv", 1, 64),
        ("lrelu",),
        ("conv", 64, 128),
        ("batchnorm", 128),
        ("lrelu",),
        ("reshape", 128 * 7 * 7),
        ("dense", 128 * 7 * 7, 1024),
        ("batchnorm", 1024),
        ("lrelu",),
    ),
    "head": (("dense", 1024, 1),),
    "q": (
        ("dense", 1024, 128),
        ("batchnorm", 128),
        ("lrelu",),
        ("dense", 128, CATEGORIES + UNIFORMS),
    ),
}
DISCRIMINATOR = ("trunk", "head", "q")
ACTIVATIONS = {
    "relu": torch.relu,
    "lrelu": lambda x: functional.leaky_relu(x, LEAK),
    "sigmoid": torch.sigmoid,
}


def shapes(kind, sizes):
    """The parameters of one layer, in their flat order."""
    if kind == "dense":
        return {"weight": [sizes[1], sizes[0]], "bias": [sizes[1]]}
    if kind == "conv":
        return {"weight": [sizes[1], sizes[0], 4, 4], "bias": [sizes[1]]}
    if kind == "deconv":
        return {"weight": [sizes[0], sizes[1], 4, 4], "bias": [sizes[1]]}
    if kind == "batchnorm":
        return {"gamma": [sizes[0]], "beta": [sizes[0]]}
    return {}


def initial_parameters():
    """Every parameter by name, in flat order."""
    parameters = {}
    for network, layers in NETWORKS.items():
        for index, (kind, *sizes) in enumerate(layers):
            for name, shape in shapes(kind, sizes).items():
                full = f"{network}.{index}.{name}"
                value = golden.spread(full, shape, 1.0 if name == "gamma" else 0.0, HALF_WIDTH[name])
                parameters[full] = value.requires_grad_()
    return parameters


def initial_statistics():
    """Every running statistic by name: mean 0, variance 1."""
    statistics = {}
    for network, layers in NETWORKS.items():
        for index, (kind, *sizes) in enumerate(layers):
            if kind == "batchnorm":
                statistics[f"{network}.{index}.mean"] = torch.zeros(sizes[0], dtype=golden.DTYPE)
                statistics[f"{network}.{index}.variance"] = torch.ones(sizes[0], dtype=golden.DTYPE)
    return statistics


def of_networks(parameters, networks):
    """The parameters of some networks, in flat order."""
    return {name: p for name, p in parameters.items() if name.split(".")[0] in networks}


def forward(network, x, parameters, statistics, training=True):
    """One pass; in training mode it moves the running statistics."""
    for index, (kind, *sizes) in enumerate(NETWORKS[network]):
        own = [parameters[f"{network}.{index}.{name}"] for name in shapes(kind, sizes)]
        if kind == "dense":
            x = functional.linear(x, *own)
        elif kind == "conv":
            x = functional.conv2d(x, *own, stride=2, padding=1)
        elif kind == "deconv":
            x = functional.conv_transpose2d(x, *own, stride=2, padding=1)
        elif kind == "batchnorm":
            mean, variance = f"{network}.{index}.mean", f"{network}.{index}.variance"
            if training:
                x, batch_mean, batch_variance = golden.batch_norm(x, *own, EPSILON)
                statistics[mean] = MOMENTUM * statistics[mean] + (1 - MOMENTUM) * batch_mean
                statistics[variance] = MOMENTUM * statistics[variance] + (1 - MOMENTUM) * batch_variance
            else:
                x = golden.normalise(x, statistics[mean], statistics[variance], *own, EPSILON)
        elif kind == "reshape":
            x = x.reshape(-1, *sizes)
        else:
            x = ACTIVATIONS[kind](x)
    return x


def real_images(step):
    return torch.from_numpy(golden.uniform(f"real.{step}", B * 28 * 28)).reshape(B, 1, 28, 28)


def categories(step):
    return torch.tensor([int(CATEGORIES * u) for u in golden.uniform(f"category.{step}", B)])


def latents(step):
    """[B, 74]: noise, one-hot category, two uniform codes."""
    noise = golden.spread(f"noise.{step}", [B, NOISE])
    one_hot = functional.one_hot(categories(step), CATEGORIES).to(golden.DTYPE)
    return torch.cat([noise, one_hot, golden.spread(f"continuous.{step}", [B, UNIFORMS])], dim=1)


def information(output, latent):
    """L_I of each code, H(c) + mean log Q(c|x): the category, then the two uniform codes, in nats."""
    one_hot = latent[:, NOISE : NOISE + CATEGORIES]
    bounds = [math.log(CATEGORIES) + (one_hot * functional.log_softmax(output[:, :CATEGORIES], 1)).sum(1).mean()]
    for u in range(UNIFORMS):
        error = latent[:, NOISE + CATEGORIES + u] - output[:, CATEGORIES + u]
        bounds.append(math.log(2) - (0.5 * error.square() + 0.5 * math.log(2 * math.pi)).mean())
    return bounds


def discriminator_loss(parameters, statistics, real, fake, latent):
    """The total to minimise by D and Q, and what to report of it."""
    real_logit = forward("head", forward("trunk", real, parameters, statistics), parameters, statistics)
    features = forward("trunk", fake, parameters, statistics)
    fake_logit = forward("head", features, parameters, statistics)
    bounds = information(forward("q", features, parameters, statistics), latent)
    loss_real = functional.softplus(-real_logit).mean()
    loss_fake = functional.softplus(fake_logit).mean()
    report = {
        "informationD": [bound.item() for bound in bounds],
        "logitsFake": fake_logit.flatten().tolist(),
        "logitsReal": real_logit.flatten().tolist(),
        "lossFake": loss_fake.item(),
        "lossReal": loss_real.item(),
        "probabilityFake": torch.sigmoid(fake_logit).mean().item(),
        "probabilityReal": torch.sigmoid(real_logit).mean().item(),
    }
    return loss_real + loss_fake - LAMBDA * sum(bounds), report


def generator_loss(parameters, statistics, fake, latent):
    """The total to minimise by G, and what to report of it."""
    features = forward("trunk", fake, parameters, statistics)
    logit = forward("head", features, parameters, statistics)
    bounds = information(forward("q", features, parameters, statistics), latent)
    loss = functional.softplus(-logit).mean()
    report = {
        "informationG": [bound.item() for bound in bounds],
        "logitsG": logit.flatten().tolist(),
        "lossG": loss.item(),
    }
    return loss - LAMBDA * sum(bounds), report


def optimiser(parameters, rate):
    return torch.optim.Adam(parameters.values(), lr=rate, betas=BETAS, eps=ADAM_EPSILON)


def update(adam, parameters, total):
    """One Adam step on some of the parameters; gives their gradients by name."""
    gradients = torch.autograd.grad(total, list(parameters.values()))
    for parameter, gradient in zip(parameters.values(), gradients):
        parameter.grad = gradient
    adam.step()
    return dict(zip(parameters, gradients))


def fingerprints(tensors):
    return {name: golden.fingerprint(t) for name, t in tensors.items()}


def run():
    """The golden document."""
    parameters, statistics = initial_parameters(), initial_statistics()
    players = {
        "discriminator": of_networks(parameters, DISCRIMINATOR),
        "generator": of_networks(parameters, ("generator",)),
    }
    adam = {player: optimiser(own, RATE[player]) for player, own in players.items()}
    document = golden.header(__file__)
    document["configuration"] = {
        "adamBeta1": BETAS[0],
        "adamBeta2": BETAS[1],
        "adamEpsilon": ADAM_EPSILON,
        "batch": B,
        "batchNormEpsilon": EPSILON,
        "batchNormMomentum": MOMENTUM,
        "lambda": LAMBDA,
        "leak": LEAK,
        "learningRateD": RATE["discriminator"],
        "learningRateG": RATE["generator"],
    }
    document["flatOrder"] = [{"name": name, "shape": list(p.shape)} for name, p in parameters.items()]
    document["tolerance"] = TOLERANCE
    document["states"] = {"0": {"parameters": fingerprints(parameters), "statistics": fingerprints(statistics)}}
    document["steps"] = []
    for step in range(STEPS):
        latent = latents(step)
        fake = forward("generator", latent, parameters, statistics)
        total_d, report_d = discriminator_loss(parameters, statistics, real_images(step), fake.detach(), latent)
        gradients_d = update(adam["discriminator"], players["discriminator"], total_d)
        total_g, report_g = generator_loss(parameters, statistics, fake, latent)
        gradients_g = update(adam["generator"], players["generator"], total_g)
        inputs = {"categories": categories(step).tolist(), "latent": golden.fingerprint(latent)}
        document["steps"].append({**inputs, "fake": golden.fingerprint(fake), **report_d, **report_g})
        if step == 0:
            document["gradients"] = {
                "discriminator": fingerprints(gradients_d),
                "generator": fingerprints(gradients_g),
            }
        if step + 1 in (1, STEPS):
            document["states"][str(step + 1)] = {
                "parameters": fingerprints(parameters),
                "statistics": fingerprints(statistics),
            }
    with torch.no_grad():
        images = forward("generator", latents(0), parameters, statistics, training=False)
        features = forward("trunk", real_images(0), parameters, statistics, training=False)
        output = forward("q", features, parameters, statistics, training=False)
        logit = forward("head", features, parameters, statistics, training=False)
    document["inference"] = {
        "generator": golden.fingerprint(images),
        "logit": golden.tensor(logit),
        "q": golden.tensor(output),
    }
    return document


def central_difference(flat, i, loss, step):
    value = flat[i].item()
    flat[i] = value + step
    above = loss().item()
    flat[i] = value - step
    below = loss().item()
    flat[i] = value
    return (above - below) / (2 * step)


def check_gradients(parameters, gradients, loss):
    """Central differences at the largest and at the middle gradient entry of every parameter.

    A leaky ReLU that crosses zero within the step spoils a difference without any gradient being wrong, so smaller
    steps are tried as well.
    """
    worst = 0.0
    with torch.no_grad():
        for name, parameter in parameters.items():
            flat, gradient = parameter.reshape(-1), gradients[name].reshape(-1)
            for i in {int(gradient.abs().argmax()), gradient.numel() // 2}:
                expected = gradient[i].item()
                for step in (1e-6, 1e-7, 1e-8):
                    difference = abs(central_difference(flat, i, loss, step) - expected)
                    # The second term is the rounding of the loss, divided by the step.
                    allowed = 1e-5 * abs(expected) + 3e-15 / step
                    if difference <= allowed:
                        break
                golden.require(difference <= allowed, f"gradient of {name} at {i}: off by {difference:g}")
                worst = max(worst, difference)
    print(f"{len(parameters)} gradients agree with central differences, largest difference {worst:.1e}")


def check():
    golden.check_hash()
    golden.check_batch_norm()
    parameters = initial_parameters()
    d, g = of_networks(parameters, DISCRIMINATOR), of_networks(parameters, ("generator",))
    latent, real = latents(0), real_images(0)

    def generate():
        return forward("generator", latent, parameters, initial_statistics())

    fake = generate().detach()

    def loss_d():
        return discriminator_loss(parameters, initial_statistics(), real, fake, latent)[0]

    def loss_g():
        return generator_loss(parameters, initial_statistics(), generate(), latent)[0]

    check_gradients(d, dict(zip(d, torch.autograd.grad(loss_d(), list(d.values())))), loss_d)
    update(optimiser(d, RATE["discriminator"]), d, loss_d())
    check_gradients(g, dict(zip(g, torch.autograd.grad(loss_g(), list(g.values())))), loss_g)
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
