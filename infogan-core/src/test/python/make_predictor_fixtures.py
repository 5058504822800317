#!/usr/bin/env python3
"""Writes src/test/resources/eval/predictors.json (made with NumPy 1.24.2 and SciPy 1.10.1).

What DCI, SAP and the beta-VAE score are made of, by other means than the library's: minima by
scipy.optimize (BFGS; for the Lasso, L-BFGS-B on split weights and the linear system that
follows from the signs) instead of Newton's method and
coordinate descent, trees by trying every threshold with plain means instead of running sums, scores
by numpy.cov and scipy.stats.entropy as in disentanglement_lib. "svm": a feature, labels and the lines
w, b. "logistic": features, labels, W and b (less their mean over the classes). "lasso": features by
column, a target, weights, and the error on other examples. "boosting": features by column, labels,
importance, and the scores and accuracy of other examples. "sap", "dci": codes and factors with the
scores.
"""
import json
import pathlib

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax
from scipy.stats import entropy

OUT = pathlib.Path(__file__).resolve().parents[1] / "resources" / "eval" / "predictors.json"
RANDOM = np.random.RandomState(1909)
EXACT = {"gtol": 1e-12, "maxiter": 100_000}


def svm_lines(x, labels):
    classes, counts = np.unique(labels, return_counts=True)
    balanced = len(labels) / (len(classes) * counts)
    two = len(classes) == 2
    lines = []
    for k in [1] if two else range(len(classes)):
        y = np.where(labels == classes[k], 1.0, -1.0)
        s = 0.01 * np.where(y > 0, balanced[k], balanced[0] if two else 1.0)

        def objective(line):
            slack = np.maximum(0, 1 - y * (line[0] * x + line[1]))
            slope = -2 * s * slack * y
            gradient = line + np.array([slope @ x, slope.sum()])
            return line @ line / 2 + s @ slack**2, gradient

        lines.append(minimize(objective, np.zeros(2), jac=True, options=EXACT).x)
    return classes, np.array(lines)


def svm_accuracy(x, labels, others, other_labels):
    classes, lines = svm_lines(x, labels)
    scores = np.outer(lines[:, 0], others) + lines[:, 1:]
    found = (scores[0] > 0).astype(int) if len(classes) == 2 else scores.argmax(0)
    return float((classes[found] == other_labels).mean())


def svm_case(classes, count, spread):
    labels = RANDOM.randint(0, classes, count)
    x = labels * 0.7 + spread * RANDOM.normal(size=count) - 1
    return {
        "x": x.tolist(),
        "labels": labels.tolist(),
        "lines": svm_lines(x, labels)[1].tolist(),
        "accuracy": svm_accuracy(x, labels, x, labels),
    }


def logistic_case(classes, width, count):
    labels = RANDOM.randint(0, classes, count)
    x = RANDOM.normal(size=(count, width)) + RANDOM.normal(size=(classes, width))[labels]

    def objective(flat):
        p = flat.reshape(classes, width + 1)
        scores = x @ p[:, :-1].T + p[:, -1]
        slope = softmax(scores, axis=1) - np.eye(classes)[labels]
        gradient = np.hstack([slope.T @ x + p[:, :-1], slope.sum(0)[:, None]])
        value = (p[:, :-1] ** 2).sum() / 2
        value -= log_softmax(scores, axis=1)[np.arange(count), labels].sum()
        return value, gradient.ravel()

    p = minimize(objective, np.zeros(classes * (width + 1)), jac=True, options=EXACT).x
    p = p.reshape(classes, width + 1)
    return {
        "features": x.tolist(),
        "labels": labels.tolist(),
        "weights": p[:, :-1].tolist(),
        "intercepts": (p[:, -1] - p[:, -1].mean()).tolist(),
    }


def lasso_weights(x, y):
    x, y = (x - x.mean(0)) / np.where(x.std(0) > 0, x.std(0), 1), (y - y.mean()) / y.std()
    d = x.shape[1]

    def objective(uv):
        r = x @ (uv[:d] - uv[d:]) - y
        slope = x.T @ r / len(y)
        return r @ r / (2 * len(y)) + 0.02 * uv.sum(), np.concatenate([slope + 0.02, 0.02 - slope])

    options = {"ftol": 1e-16, "gtol": 1e-12, "maxiter": 100_000, "maxfun": 1_000_000}
    uv = minimize(
        objective,
        np.full(2 * d, 0.1),
        jac=True,
        method="L-BFGS-B",
        bounds=[(0, None)] * (2 * d),
        options=options,
    ).x
    # The signs make the minimum a linear system, whose solution is checked against the conditions.
    rough = uv[:d] - uv[d:]
    active, w = np.abs(rough) > 1e-5, np.zeros(d)
    a = x[:, active]
    w[active] = np.linalg.solve(a.T @ a, a.T @ y - len(y) * 0.02 * np.sign(rough[active]))
    slope = x.T @ (y - x @ w) / len(y)
    assert np.allclose(slope[active], 0.02 * np.sign(w[active]), atol=1e-12)
    assert (np.abs(slope[~active]) < 0.02).all() and np.abs(w - rough).max() < 0.01
    return w


def lasso_error(x, y, others, target):
    w = lasso_weights(x, y)
    scale = np.where(x.std(0) > 0, x.std(0), 1)
    found = (others - x.mean(0)) / scale @ w
    true = (target - y.mean()) / y.std()
    return float(np.sqrt(((found - true) ** 2).mean()) / true.std())


def grow(x, target, rows, depth, decrease):
    """A nested tuple (feature, threshold, left, right), or the rows of a leaf."""
    best = (1e-12, None, None)
    for d in range(x.shape[1]):
        values = np.unique(x[rows, d])
        for threshold in (values[:-1] + values[1:]) / 2:
            left = x[rows, d] <= threshold
            t = target[rows]
            parts = t[left], t[~left]
            gain = ((t - t.mean()) ** 2).sum() - sum(((p - p.mean()) ** 2).sum() for p in parts)
            if gain > best[0] * (1 + 1e-9):
                best = (gain, d, threshold)
    gain, d, threshold = best
    if depth == 0 or d is None:
        return rows
    decrease[d] += gain
    left = x[rows, d] <= threshold
    return (
        d,
        threshold,
        grow(x, target, rows[left], depth - 1, decrease),
        grow(x, target, rows[~left], depth - 1, decrease),
    )


def values_of_leaves(tree, value):
    if isinstance(tree, tuple):
        return tree[:2] + tuple(values_of_leaves(child, value) for child in tree[2:])
    return value(tree)


def evaluate(tree, x):
    while isinstance(tree, tuple):
        tree = tree[2] if x[tree[0]] <= tree[1] else tree[3]
    return tree


def boosting(x, labels, others, stages):
    classes, counts = np.unique(labels, return_counts=True)
    shares = counts / len(labels)
    two = len(classes) == 2
    start = np.log(shares[1:] / shares[0]) if two else np.log(shares)
    scores = np.tile(start, (len(x), 1))
    other_scores = np.tile(start, (len(others), 1))
    decrease = np.zeros(x.shape[1])
    factor = 0.1 * (1 if two else (len(classes) - 1) / len(classes))
    for _ in range(stages):
        p = 1 / (1 + np.exp(-scores)) if two else softmax(scores, axis=1)
        for k in range(scores.shape[1]):
            slope = (labels == classes[1 if two else k]) - p[:, k]
            curvature = p[:, k] * (1 - p[:, k])
            tree = grow(x, slope, np.arange(len(x)), 3, decrease)
            tree = values_of_leaves(
                tree, lambda rows: factor * slope[rows].sum() / curvature[rows].sum()
            )
            scores[:, k] += [evaluate(tree, row) for row in x]
            other_scores[:, k] += [evaluate(tree, row) for row in others]
    found = (other_scores[:, 0] > 0).astype(int) if two else other_scores.argmax(1)
    return decrease / decrease.sum(), other_scores, classes[found]


def boosting_case(classes, width, stages):
    def draw(count):
        x = RANDOM.normal(size=(count, width))
        x[:, 1] = np.round(2 * x[:, 1])
        noise = 0.2 * RANDOM.normal(size=count)
        y = np.digitize(np.sin(2 * x[:, 0]) + 0.3 * x[:, 1] + noise, np.linspace(-1, 1, classes + 1)[1:-1])
        return x, y

    (x, labels), (others, other_labels) = draw(120), draw(60)
    importance, scores, found = boosting(x, labels, others, stages)
    return {
        "columns": x.T.tolist(),
        "labels": labels.tolist(),
        "stages": stages,
        "importance": importance.tolist(),
        "otherColumns": others.T.tolist(),
        "otherLabels": other_labels.tolist(),
        "scores": scores.tolist(),
        "accuracy": float((found == other_labels).mean()),
    }


def draw_codes(mixing, noise, sizes, count):
    factors = np.stack([RANDOM.randint(0, s, count) for s in sizes], 1)
    codes = factors @ np.array(mixing).T + noise * RANDOM.normal(size=(count, len(mixing)))
    return np.tanh(codes / 3), factors


def sap(codes, factors, others, other_factors):
    width, count = codes.shape[1], factors.shape[1]
    square, accuracy = np.zeros((width, count)), np.zeros((width, count))
    for d in range(width):
        for f in range(count):
            c = np.cov(codes[:, d], factors[:, f], ddof=1)
            square[d, f] = c[0, 1] ** 2 / (c[0, 0] * c[1, 1]) if c[0, 0] > 1e-12 else 0
            accuracy[d, f] = svm_accuracy(
                codes[:, d], factors[:, f], others[:, d], other_factors[:, f]
            )
    return [float((s[-1] - s[-2]).mean()) for s in (np.sort(square, 0), np.sort(accuracy, 0))]


def dci(importance, lasso):
    """importance [D][F]; the two averages of completeness."""
    codes = 1 - entropy(importance.T + 1e-11, base=importance.shape[1])
    factors = 1 - entropy(importance + 1e-11, base=importance.shape[0])
    shares = importance.sum(0) / importance.sum()
    return [
        float(codes @ importance.sum(1) / importance.sum()),
        float(factors.mean() if lasso else factors @ shares),
    ]


def metric_case(mixing, noise, sizes):
    codes, factors = draw_codes(mixing, noise, sizes, 100)
    others, other_factors = draw_codes(mixing, noise, sizes, 50)
    count = range(factors.shape[1])
    trees = [boosting(codes, factors[:, f], others, 5) for f in count]
    accuracy = np.mean([(trees[f][2] == other_factors[:, f]).mean() for f in count])
    weights = np.stack([np.abs(lasso_weights(codes, factors[:, f])) for f in count], 1)
    errors = [lasso_error(codes, factors[:, f], others, other_factors[:, f]) for f in count]
    return {
        "codes": codes.tolist(),
        "factors": factors.tolist(),
        "otherCodes": others.tolist(),
        "otherFactors": other_factors.tolist(),
        "sap": sap(codes, factors, others, other_factors),
        "trees": dci(np.stack([t[0] for t in trees], 1), False) + [float(accuracy)],
        "lasso": dci(weights, True) + [float(np.mean(errors))],
    }


def lasso_case(width, count):
    x = RANDOM.normal(size=(count, width)) * RANDOM.uniform(0.1, 5, width) + 2
    x[:, -1] = x[:, 0] + 0.1 * RANDOM.normal(size=count)
    x[:, 1] = 0.25
    y = np.round(2 * x[:, 0] + x[:, 2] + RANDOM.normal(size=count)).astype(int)
    half = count // 2
    return {
        "columns": x[:half].T.tolist(),
        "target": y[:half].tolist(),
        "weights": lasso_weights(x[:half], y[:half]).tolist(),
        "otherColumns": x[half:].T.tolist(),
        "otherTarget": y[half:].tolist(),
        "error": lasso_error(x[:half], y[:half], x[half:], y[half:]),
    }


OUT.write_text(
    json.dumps(
        {
            "svm": [svm_case(k, n, s) for k, n, s in ((2, 40, 0.5), (3, 60, 0.3), (6, 90, 1.0))],
            "logistic": [logistic_case(k, d, n) for k, d, n in ((2, 1, 30), (3, 4, 80), (5, 3, 100))],
            "lasso": [lasso_case(d, n) for d, n in ((4, 80), (6, 200))],
            "boosting": [boosting_case(k, d, s) for k, d, s in ((2, 2, 10), (3, 3, 8), (5, 4, 5))],
            "metrics": [
                metric_case([[1, 0], [0, 1]], 0.1, (4, 3)),
                metric_case([[1, 0.4, 0], [0, 1, 0.5], [0.3, 0, 1], [0, 0, 0]], 0.4, (3, 4, 2)),
            ],
        }
    )
    + "\n"
)
