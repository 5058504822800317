#!/usr/bin/env python3
"""Writes src/test/resources/eval/manifold.json (made with NumPy 1.24.2).

Pairs of feature sets, multiples of 1/64 so that floats hold them exactly, with precision, recall,
density and coverage for k = 5 from full matrices of distances, after clovaai's definitions.
"""
import json
import pathlib

import numpy as np

OUT = pathlib.Path(__file__).resolve().parents[1] / "resources" / "eval" / "manifold.json"
RANDOM = np.random.RandomState(2002)
K = 5


def distances(a, b):
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(2)


def radii(x):
    return np.sort(distances(x, x), axis=1)[:, K]


def case(n, m, width, shift, scale):
    x = np.round(64 * RANDOM.normal(size=(n, width))) / 64
    y = np.round(64 * (shift + scale * RANDOM.normal(size=(m, width)))) / 64
    across = distances(x, y)
    real, generated = radii(x), radii(y)
    inside = across < real[:, None]
    return {
        "name": f"{n} and {m} images, {width} features, shift {shift}, scale {scale}",
        "real": x.tolist(),
        "generated": y.tolist(),
        "precision": float(inside.any(0).mean()),
        "recall": float((across < generated[None, :]).any(1).mean()),
        "density": float(inside.sum(0).mean() / K),
        "coverage": float((across.min(1) < real).mean()),
    }


OUT.write_text(
    json.dumps(
        {
            "pairs": [
                case(60, 60, 2, 0, 1),
                case(50, 80, 3, 0.5, 0.4),
                case(40, 6, 1, 1, 2),
                case(70, 50, 10, 0, 1),
                case(20, 20, 4, 100, 1),
            ]
        }
    )
    + "\n"
)
