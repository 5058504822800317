"""What the golden-value scripts share: reproducible numbers, fingerprints and the JSON they are written in.

No random generator is used. Every number is a hash of a tensor's name and an element's index, so the Java tests
(HashNumbers) rebuild the same inputs bit for bit and the files only have to carry the results.
"""

import json
import math
import pathlib
import platform

import numpy as np
import torch

DTYPE = torch.float64
RESOURCES = pathlib.Path(__file__).resolve().parents[1] / "resources" / "golden"
GOLDEN_GAMMA = 0x9E3779B97F4A7C15
PROJECTIONS = 4
SAMPLES = 16

# Pinned in both files. They cover the empty name, a name outside ASCII, an index beyond 32 bits and the last element
# of the largest tensor.
HASH_SAMPLES = (
    ("", 0),
    ("x", 0),
    ("x", 1),
    ("generator.0.weight", 0),
    ("generator.3.weight", 6272 * 1024 - 1),
    ("real.0", 783),
    ("projection.3", 12345),
    ("größe", 7),
    ("x", 1 << 40),
)


def name_hash(name):
    """FNV-1a, 64 bits, of the UTF-8 bytes of a name."""
    h = 0xCBF29CE484222325
    for byte in name.encode("utf-8"):
        h = ((h ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h


def uniform_at(name, indices):
    """u in [0, 1) for each index: the top 53 bits of splitmix64's finalizer on h(name) + (i + 1)·gamma."""
    with np.errstate(over="ignore"):  # arithmetic modulo 2^64 is meant
        z = np.uint64(name_hash(name)) + (np.asarray(indices, np.uint64) + np.uint64(1)) * np.uint64(GOLDEN_GAMMA)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-53


def uniform(name, n):
    """The first n numbers of a name, in [0, 1)."""
    return uniform_at(name, np.arange(n, dtype=np.uint64))


def spread(name, shape, centre=0.0, half=1.0):
    """A tensor, filled in c-order, of centre + (2u − 1)·half.

    2u − 1 is exact in double precision, so the only rounding is that of the product and of the sum, and Java's is the
    same.
    """
    return torch.from_numpy(centre + (2 * uniform(name, math.prod(shape)) - 1) * half).reshape(shape)


def tensor(x):
    """A tensor in full: its shape and its elements in c-order."""
    return {"shape": list(x.shape), "values": x.detach().contiguous().reshape(-1).tolist()}


def fingerprint(x):
    """A tensor in 22 numbers.

    The sum and the norm see every element but not their order; the four random projections see the order; the samples
    show where to look when the others differ.
    """
    flat = x.detach().contiguous().reshape(-1).numpy()
    n = flat.size
    indices = range(n) if n <= SAMPLES else (j * n // SAMPLES for j in range(SAMPLES))
    return {
        "norm": float(np.sqrt(np.sum(flat * flat))),
        "projections": [float(np.sum(flat * (2 * uniform(f"projection.{p}", n) - 1))) for p in range(PROJECTIONS)],
        "samples": [float(flat[i]) for i in indices],
        "shape": list(x.shape),
        "sum": float(np.sum(flat)),
    }


def header(script):
    """The fields every golden file opens with."""
    return {
        "hash": [{"index": i, "name": name, "value": float(uniform_at(name, [i])[0])} for name, i in HASH_SAMPLES],
        "provenance": {
            "dtype": str(DTYPE).removeprefix("torch."),
            "numpy": np.__version__,
            "python": platform.python_version(),
            "script": pathlib.Path(script).name,
            "torch": torch.__version__,
        },
    }


def render(node, indent=""):
    """JSON with sorted keys; a list of numbers stays on one line, or the files would be mostly line breaks."""
    inner = indent + " "
    if isinstance(node, dict) and node:
        items = [f"{inner}{json.dumps(k)}: {render(v, inner)}" for k, v in sorted(node.items())]
        return "{\n" + ",\n".join(items) + f"\n{indent}}}"
    if isinstance(node, list) and any(isinstance(v, (dict, list)) for v in node):
        return "[\n" + ",\n".join(inner + render(v, inner) for v in node) + f"\n{indent}]"
    return json.dumps(node, allow_nan=False)


def write(file, document):
    """Writes a golden file."""
    RESOURCES.mkdir(parents=True, exist_ok=True)
    (RESOURCES / file).write_text(render(document) + "\n", encoding="utf-8")


def read(file):
    """Reads a golden file."""
    return json.loads((RESOURCES / file).read_text(encoding="utf-8"))


def require(condition, message):
    """Unlike assert, also checks under python -O."""
    if not condition:
        raise SystemExit(f"check failed: {message}")


def require_close(found, expected, tolerance, message):
    """Requires |found − expected| ≤ tolerance in every element."""
    difference = float((found.detach() - expected.detach()).abs().max())
    require(difference <= tolerance, f"{message}: largest difference {difference:g}")


def require_same(found, expected, path="$", tolerance=1e-7):
    """Requires two documents to agree but for provenance; another version, processor or BLAS rounds differently."""
    if path == "$.provenance":
        return
    if isinstance(expected, dict):
        require(isinstance(found, dict) and found.keys() == expected.keys(), f"{path}: keys differ")
        for key in expected:
            require_same(found[key], expected[key], f"{path}.{key}", tolerance)
    elif isinstance(expected, list):
        require(isinstance(found, list) and len(found) == len(expected), f"{path}: lengths differ")
        for i, (f, e) in enumerate(zip(found, expected)):
            require_same(f, e, f"{path}[{i}]", tolerance)
    elif isinstance(expected, float):
        require(abs(found - expected) <= tolerance * max(1, abs(expected)), f"{path}: {found} for {expected}")
    else:
        require(found == expected, f"{path}: {found} for {expected}")


def check_hash():
    """Compares the vectorised hash with the definition on unbounded integers."""
    mask = (1 << 64) - 1
    for name, i in HASH_SAMPLES:
        z = (name_hash(name) + (i + 1) * GOLDEN_GAMMA) & mask
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        z = z ^ (z >> 31)
        require(float(uniform_at(name, [i])[0]) == (z >> 11) / 2**53, f"hash of {name!r}, {i}")
    # Published test vectors: FNV-1a of "a", and the first output of splitmix64 seeded with 0.
    require(name_hash("a") == 0xAF63DC4C8601EC8C, "FNV-1a")
    z = GOLDEN_GAMMA
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
    require(z ^ (z >> 31) == 0xE220A8397B1DCDAF, "splitmix64")


def batch_norm(x, gamma, beta, epsilon):
    """Batch norm over all axes but the second; gives the output, the batch mean and the biased batch variance."""
    axes = [a for a in range(x.dim()) if a != 1]
    mean = x.mean(axes, keepdim=True)
    variance = (x - mean).square().mean(axes, keepdim=True)
    y = normalise(x, mean, variance, gamma, beta, epsilon)
    return y, mean.detach().flatten(), variance.detach().flatten()


def normalise(x, mean, variance, gamma, beta, epsilon):
    """gamma·(x − mean)/√(variance + epsilon) + beta, the four per-feature tensors spread over the second axis."""
    shape = [1, -1] + [1] * (x.dim() - 2)
    scale = gamma.reshape(shape) / torch.sqrt(variance.reshape(shape) + epsilon)
    return (x - mean.reshape(shape)) * scale + beta.reshape(shape)


def check_batch_norm():
    """Compares batch_norm with PyTorch's: output, gradients, and the statistics its moving average takes in."""
    for shape in ([5, 3], [4, 3, 2, 5]):
        x, dy = spread("check.x", shape, 0.3), spread("check.dy", shape)
        gamma, beta = spread("check.gamma", [3], 1, 0.5), spread("check.beta", [3])
        inputs = [t.requires_grad_() for t in (x, gamma, beta)]
        y, mean, variance = batch_norm(x, gamma, beta, 1e-5)
        torch_mean, torch_variance = torch.zeros(3, dtype=DTYPE), torch.ones(3, dtype=DTYPE)
        torch_y = torch.nn.functional.batch_norm(
            x, torch_mean, torch_variance, gamma, beta, training=True, momentum=0.1, eps=1e-5
        )
        require_close(y, torch_y, 1e-13, "batch norm")
        for ours, theirs in zip(torch.autograd.grad(y, inputs, dy), torch.autograd.grad(torch_y, inputs, dy)):
            require_close(ours, theirs, 1e-13, "batch norm gradient")
        n = x.numel() // 3
        require_close(0.1 * mean, torch_mean, 1e-14, "running mean")
        # PyTorch keeps the unbiased variance n/(n − 1)·variance, this library the biased one.
        require_close(0.9 + 0.1 * variance * n / (n - 1), torch_variance, 1e-14, "running variance")
