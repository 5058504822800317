#!/usr/bin/env python3
"""Writes src/test/resources/eval/matching.json (made with NumPy 1.24.2 and SciPy 1.10.1).

"assignments": cost matrices with the least total that scipy.optimize.linear_sum_assignment finds.
"agreements": two labellings with NMI from the entropies of the joint labels and ARI by comparing
every pair of items, neither by the formulas that the library uses.
"""
import itertools
import json
import pathlib

import numpy as np
from scipy.optimize import linear_sum_assignment

OUT = pathlib.Path(__file__).resolve().parents[1] / "resources" / "eval" / "matching.json"
RANDOM = np.random.RandomState(1606)


def assignment(rows, columns, ties):
    if ties:
        cost = RANDOM.randint(-3, 4, (rows, columns)).astype(float)
    else:
        cost = np.round(RANDOM.normal(0, 100, (rows, columns)), 6)
    chosen = linear_sum_assignment(cost)
    return {"cost": cost.tolist(), "total": float(cost[chosen].sum())}


def entropy(labels):
    p = np.unique(labels, return_counts=True, axis=0)[1] / len(labels)
    return float(-(p * np.log(p)).sum())


def agreement(items, clusters, classes, noise):
    b = RANDOM.randint(0, classes, items)
    a = np.where(RANDOM.rand(items) < noise, RANDOM.randint(0, clusters, items), b % clusters)
    together = in_a = in_b = 0
    for i, j in itertools.combinations(range(items), 2):
        together += int(a[i] == a[j] and b[i] == b[j])
        in_a += int(a[i] == a[j])
        in_b += int(b[i] == b[j])
    pairs = items * (items - 1) // 2
    expected = in_a * in_b / pairs
    joint = entropy(np.stack([a, b], axis=1))
    return {
        "clusters": a.tolist(),
        "classes": b.tolist(),
        "nmi": 2 * (entropy(a) + entropy(b) - joint) / (entropy(a) + entropy(b)),
        "ari": (together - expected) / ((in_a + in_b) / 2 - expected),
    }


sizes = [(1, 1), (1, 4), (2, 2), (3, 3), (3, 7), (5, 5), (8, 8), (8, 15), (10, 10), (20, 20), (30, 40)]
fixtures = {
    "assignments": [assignment(r, c, ties) for r, c in sizes for ties in (False, True)],
    "agreements": [
        agreement(items, clusters, classes, noise)
        for items, clusters, classes in ((5, 2, 3), (40, 4, 4), (60, 3, 8), (100, 12, 5))
        for noise in (0.1, 0.5, 1.0)
    ],
}
OUT.write_text(json.dumps(fixtures) + "\n")
