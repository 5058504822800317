#!/usr/bin/env python3
"""Writes src/test/resources/eval/features.json (made with NumPy 1.24.2 and SciPy 1.10.1).

Pairs of feature sets, rounded to multiples of 1/64 so that floats hold them exactly, with
"frechet": the distance with scipy.linalg.sqrtm of the general, not symmetric, product C1 C2 (for
singular covariances of both with 1e-12 added on the diagonal, as sqrtm is inexact on them), and
"kid": by plain kernel matrices. "scores": class probabilities with exp E KL by entropies.
"""
import json
import pathlib

import numpy as np
from scipy.linalg import sqrtm

OUT = pathlib.Path(__file__).resolve().parents[1] / "resources" / "eval" / "features.json"
RANDOM = np.random.RandomState(1706)


def features(count, width, scale, dead):
    mixing = RANDOM.normal(0, scale, (width, width))
    x = np.maximum(RANDOM.normal(0.3, 1, (count, width)) @ mixing + RANDOM.normal(0, 1, width), 0)
    x[:, :dead] = 0
    return np.round(x * 64) / 64


def frechet(x, y):
    c1, c2 = np.atleast_2d(np.cov(x.T)), np.atleast_2d(np.cov(y.T))
    eye = 1e-12 * np.eye(len(c1))
    root = sqrtm((c1 + eye) @ (c2 + eye))
    gap = x.mean(0) - y.mean(0)
    return float(gap @ gap + np.trace(c1) + np.trace(c2) - 2 * np.trace(root.real))


def kid(x, y):
    def kernel(a, b):
        return (a @ b.T / a.shape[1] + 1) ** 3

    xx, yy = kernel(x, x), kernel(y, y)
    n, m = len(x), len(y)
    return float(
        (xx.sum() - np.trace(xx)) / (n * (n - 1))
        + (yy.sum() - np.trace(yy)) / (m * (m - 1))
        - 2 * kernel(x, y).mean()
    )


def pair(n, m, width, dead):
    x, y = features(n, width, 0.5, dead), features(m, width, 0.7, dead)
    return {
        "name": f"{n} and {m} images, {width} features, {dead} dead",
        "real": x.tolist(),
        "generated": y.tolist(),
        "frechet": frechet(x, y),
        "kid": kid(x, y),
    }


def score(count, classes, sharpness):
    logits = RANDOM.normal(0, sharpness, (count, classes))
    counts = np.round(65536 * np.exp(logits) / np.exp(logits).sum(1, keepdims=True))
    counts[np.arange(count), counts.argmax(1)] += 65536 - counts.sum(1)
    p = counts / 65536
    mean = p.mean(0)
    own = -np.where(p > 0, p * np.log(np.where(p > 0, p, 1)), 0).sum(1).mean()
    return {"probabilities": p.tolist(), "score": float(np.exp(-(mean * np.log(mean)).sum() - own))}


OUT.write_text(
    json.dumps(
        {
            "pairs": [
                pair(12, 9, 1, 0),
                pair(40, 30, 5, 0),
                pair(60, 80, 8, 3),
                pair(7, 6, 10, 0),
            ],
            "scores": [score(3, 2, 1), score(50, 10, 3), score(50, 10, 12)],
        }
    )
    + "\n"
)
