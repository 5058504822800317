"""Writes golden values and gradients of every loss, computed by PyTorch's autograd and SciPy.

Run with Debian's python3-torch and python3-scipy, from the module's directory:

    python3 src/test/python/export_losses.py > src/test/resources/golden/losses.csv

Each line is case,tensor,rows,columns,values in c-order; a value is a 1 by 1 tensor. Arrays are
batch-last. The formulas go through torch.distributions, torch.nn.functional and scipy.stats
wherever these have the loss, so that they share nothing with the code they check.
"""

import platform

import numpy as np
import scipy
import scipy.special
import scipy.stats
import torch
import torch.nn.functional as F
from torch.distributions import Bernoulli, Categorical, Normal, kl_divergence

SEED = 20161203
B = 6
rng = np.random.default_rng(SEED)


class Clamp(torch.autograd.Function):
    """clamp(-5, 5) whose gradient passes outside where a step against it leads back inside."""

    @staticmethod
    def forward(ctx, s):
        ctx.save_for_backward(s)
        return s.clamp(-5, 5)

    @staticmethod
    def backward(ctx, slope):
        (s,) = ctx.saved_tensors
        back = ((s < -5) & (slope < 0)) | ((s > 5) & (slope > 0))
        return torch.where((s.abs() <= 5) | back, slope, torch.zeros_like(slope))


def normal(rows, scale=1.0):
    return torch.tensor(scale * rng.standard_normal((rows, B)), dtype=torch.float64)


def one_hot(categories):
    index = torch.tensor(rng.integers(0, categories, B))
    return F.one_hot(index, categories).T.to(torch.float64)


def uniform(low, high):
    return torch.tensor(rng.uniform(low, high, (1, B)), dtype=torch.float64)


def line(case, tensor, array):
    array = np.atleast_2d(np.asarray(array, dtype=np.float64))
    fields = [case, tensor, *map(str, array.shape), *(repr(float(x)) for x in array.ravel())]
    print(",".join(fields))


def export(case, loss, differentiable, constants=()):
    """Writes inputs, value and the gradients, named dX, of the differentiable inputs."""
    for x in differentiable.values():
        x.requires_grad_(True)
    value = loss()
    gradients = torch.autograd.grad(value, list(differentiable.values()))
    for name, x in {**differentiable, **dict(constants)}.items():
        line(case, name, x.detach().numpy())
    line(case, "value", value.item())
    for name, gradient in zip(differentiable, gradients):
        line(case, "d" + name, gradient.numpy())


def adversarial():
    def bce(x, target):
        return F.binary_cross_entropy_with_logits(x, torch.full_like(x, target))

    def mse(x, target):
        return 0.5 * F.mse_loss(x, torch.full_like(x, target))

    def log_d(x):
        return F.logsigmoid(x)

    def log_not_d(x):
        return torch.log(1 - torch.sigmoid(x))

    generators = {
        "NON_SATURATING": lambda x: -log_d(x).mean(),
        "MINIMAX": lambda x: log_not_d(x).mean(),
        "LEAST_SQUARES": lambda x: mse(x, 1.0),
        "KL_GENERATOR": lambda x: -(log_d(x) - log_not_d(x)).mean(),
    }
    for family, generator in generators.items():
        discriminator = mse if family == "LEAST_SQUARES" else bce
        for name, loss in {
            "real": lambda x: discriminator(x, 1.0),
            "smoothed": lambda x: discriminator(x, 0.9),
            "fake": lambda x: discriminator(x, 0.0),
            "generator": generator,
        }.items():
            x = normal(1, 2.0)
            export(f"{family}.{name}", lambda: loss(x), {"logits": x})


def codes():
    logits, target = normal(10, 2.0), one_hot(10)
    export(
        "categorical.onehot",
        lambda: -Categorical(logits=logits.T).log_prob(target.argmax(0)).mean(),
        {"parameters": logits},
        {"code": target},
    )
    soft_logits, soft = normal(4), torch.softmax(normal(4), 0)
    export(
        "categorical.soft",
        lambda: F.cross_entropy(soft_logits.T, soft.T),
        {"parameters": soft_logits},
        {"code": soft},
    )
    logit, t = normal(1, 2.0), uniform(0, 1)
    export(
        "bernoulli",
        lambda: F.binary_cross_entropy_with_logits(logit, t),
        {"parameters": logit},
        {"code": t},
    )
    mu, c = normal(1), uniform(-1, 1)
    export(
        "gaussian.fixed",
        lambda: -Normal(mu, 0.7).log_prob(c).mean(),
        {"parameters": mu},
        {"code": c},
    )
    # Scale 5 puts some of the six log sigmas outside the clamp.
    p, v = torch.cat([normal(1), normal(1, 5.0)]), uniform(-1, 1)
    assert 0 < int((p[1].abs() > 5).sum()) < B
    export(
        "gaussian.learned",
        lambda: -Normal(p[0], Clamp.apply(p[1]).exp()).log_prob(v[0]).mean(),
        {"parameters": p},
        {"code": v},
    )


def others():
    y, t = normal(3), normal(3)
    export(
        "mse",
        lambda: F.mse_loss(y, t, reduction="sum") / B,
        {"prediction": y},
        {"target": t},
    )
    m1, s1, m2, s2 = normal(2), normal(2, 0.5), normal(2), normal(2, 0.5)
    export(
        "kl",
        lambda: kl_divergence(Normal(m1, s1.exp()), Normal(m2, s2.exp())).sum(0).mean(),
        {"mu1": m1, "logSigma1": s1},
        {"mu2": m2, "logSigma2": s2},
    )


def entropies():
    line("entropy", "categorical10", scipy.stats.entropy(np.full(10, 0.1)))
    line("entropy", "uniform", scipy.stats.uniform(loc=-1.5, scale=4).entropy())
    line("entropy", "gaussian", scipy.stats.norm(scale=0.3).entropy())
    line("entropy", "bernoulli", scipy.stats.bernoulli(0.2).entropy())


def bound():
    """Cat(10), a learned and a fixed Gaussian, a Bernoulli; lambdas 1, 0.1, 0.5, 2."""
    q = normal(14)
    c = torch.cat([one_hot(10), uniform(-1, 1), 0.6 * normal(1), uniform(0, 1).round()])
    terms = [
        (scipy.stats.entropy(np.full(10, 0.1)), 1.0,
         lambda: Categorical(logits=q[:10].T).log_prob(c[:10].argmax(0)).mean()),
        (float(scipy.stats.uniform(loc=-1, scale=2).entropy()), 0.1,
         lambda: Normal(q[10], q[11].exp()).log_prob(c[10]).mean()),
        (float(scipy.stats.norm(scale=0.6).entropy()), 0.5,
         lambda: Normal(q[12], 0.8).log_prob(c[11]).mean()),
        (float(scipy.stats.bernoulli(0.5).entropy()), 2.0,
         lambda: Bernoulli(logits=q[13]).log_prob(c[12]).mean()),
    ]
    export(
        "bound",
        lambda: -sum(weight * (h + log_q()) for h, weight, log_q in terms),
        {"posterior": q},
        {"codes": c},
    )
    line("bound", "perCode", [h + log_q().item() for h, _, log_q in terms])


def additions():
    """After all others, so that these keep the random numbers that they had."""
    # Both ends of the clamp, with errors below and above sigma.
    outside = torch.tensor([[0.0, 1.0, 0.001, 0.0, 0.0, 0.3], [-9.0, -6.0, -5.5, 6.0, 7.5, 0.0]])
    outside, code = outside.to(torch.float64), torch.tensor([[0.5, 0, 0, 400.0, 1.0, 0.1]])
    code = code.to(torch.float64)
    export(
        "gaussian.outside",
        lambda: -Normal(outside[0], Clamp.apply(outside[1]).exp()).log_prob(code[0]).mean(),
        {"parameters": outside},
        {"code": code},
    )
    p, c = normal(2, 0.8), normal(1)
    target = Normal(c[0], 0.45)
    export(
        "gaussian.kl",
        lambda: (kl_divergence(target, Normal(p[0], p[1].exp())) + target.entropy()).mean(),
        {"parameters": p},
        {"code": c},
    )
    m1, s1, m2, s2 = normal(2), normal(2, 0.5), normal(2), normal(2, 0.5)
    export(
        "kl.second",
        lambda: kl_divergence(Normal(m1, s1.exp()), Normal(m2, s2.exp())).sum(0).mean(),
        {"mu2": m2, "logSigma2": s2},
        {"mu1": m1, "logSigma1": s1},
    )
    logits = np.vstack([rng.standard_normal((3, 5)), [800, 0, -800, 799, 800], [-1e6] * 5])
    line("softmax", "logits", logits)
    line("softmax", "value", scipy.special.softmax(logits, axis=1))


print(
    f"# export_losses.py, seed {SEED}: torch {torch.__version__}, numpy {np.__version__}, "
    f"scipy {scipy.__version__}, Python {platform.python_version()}, float64"
)
adversarial()
codes()
others()
entropies()
bound()
additions()
