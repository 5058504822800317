#!/usr/bin/env python3
"""Writes src/test/resources/eval/disentanglement.json (made with NumPy 1.24.2).

MIG and FactorVAE score after their definitions in google-research/disentanglement_lib, written anew
on NumPy arrays. "gaps": codes and factors with the gap of each factor, information from entropies
of joint labels, bins by numpy.histogram and numpy.digitize. "votes": codes of one vote, the
variances of all images, and the code that the vote goes to. "scores": mixing matrices A and noise
s; the representation of factors f is A f + s sin(37 f_0 + 101 f_1 + 211 f_2 + d) for code d, with
the score over many more votes than the library takes.
"""
import json
import pathlib

import numpy as np

OUT = pathlib.Path(__file__).resolve().parents[1] / "resources" / "eval" / "disentanglement.json"
RANDOM = np.random.RandomState(1802)
SIZES = np.array([3, 4, 5])


def entropy(*labels):
    p = np.unique(np.stack(labels, 1), axis=0, return_counts=True)[1] / len(labels[0])
    return float(-(p * np.log(p)).sum())


def gaps(codes, factors):
    bins = [np.digitize(c, np.histogram(c, 20)[1][:-1]) for c in codes.T]
    result = []
    for f in factors.T:
        known = sorted(entropy(b) + entropy(f) - entropy(b, f) for b in bins)
        result.append((known[-1] - known[-2]) / entropy(f))
    return result


def encode(factors, mixing, noise):
    phase = factors @ np.array([37, 101, 211])
    return factors @ mixing.T + noise * np.sin(phase[:, None] + np.arange(len(mixing)))


def draw(count):
    return np.stack([RANDOM.randint(0, s, count) for s in SIZES], 1)


def gap_case(mixing, noise, count):
    factors = draw(count)
    codes = encode(factors, np.array(mixing), noise)
    return {"codes": codes.tolist(), "factors": factors.tolist(), "gaps": gaps(codes, factors)}


def vote_case(width, count):
    scales = RANDOM.uniform(0.2, 3, width)
    codes = RANDOM.normal(0, 1, (count, width)) * scales
    variances = RANDOM.uniform(0.1, 4, width)
    variances[RANDOM.randint(width)] = 0.049**2
    ratio = np.where(np.sqrt(variances) < 0.05, np.inf, codes.var(0, ddof=1) / variances)
    return {
        "codes": codes.tolist(),
        "variances": variances.tolist(),
        "least": int(np.argmin(ratio)),
    }


def votes(count, mixing, noise, variances, active):
    counts = np.zeros((len(mixing), len(SIZES)), int)
    for _ in range(count):
        fixed = RANDOM.randint(len(SIZES))
        factors = draw(64)
        factors[:, fixed] = factors[0, fixed]
        ratio = encode(factors, mixing, noise).var(0, ddof=1)[active] / variances[active]
        counts[np.flatnonzero(active)[np.argmin(ratio)], fixed] += 1
    return counts


def score_case(mixing, noise):
    mixing = np.array(mixing)
    variances = encode(draw(20000), mixing, noise).var(0, ddof=1)
    active = np.sqrt(variances) >= 0.05
    majority = votes(20000, mixing, noise, variances, active).argmax(1)
    counts = votes(20000, mixing, noise, variances, active)
    share = counts[np.arange(len(mixing)), majority].sum() / counts.sum()
    return {
        "mixing": mixing.tolist(),
        "noise": noise,
        "votingCodes": int(active.sum()),
        "score": float(share),
    }


CLEAN = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
MIXED = [[1, 0.4, 0], [0, 1, 0.5], [0.3, 0, 1], [0, 0, 0.01]]
ROTATED = [[1, 1, 0], [1, -1, 0], [0, 0.2, 0.7]]
OUT.write_text(
    json.dumps(
        {
            "gaps": [
                gap_case(CLEAN, 0.3, 200),
                gap_case(MIXED, 0.0, 150),
                gap_case(ROTATED, 0.5, 200),
            ],
            "votes": [vote_case(w, n) for w, n in ((2, 64), (5, 64), (10, 7))],
            "scores": [
                score_case(CLEAN, 0.3),
                score_case(MIXED, 0.0),
                score_case(ROTATED, 0.5),
                score_case([[1, 1, 1], [1, -1, 0.5]], 1.0),
            ],
        }
    )
    + "\n"
)
