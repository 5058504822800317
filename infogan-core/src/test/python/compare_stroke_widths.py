#!/usr/bin/env python3
"""Prints how three measures of stroke width fare on drawings of known width.

Made with NumPy 1.24.2 and SciPy 1.10.1, which give the table in docs/math.md.

Eleven shapes, most of them digits, are drawn on 28x28 pixels with smooth edges and round ends. For
each width: the mean over the shapes of measured / true width, and its standard deviation, of
  2A/P       twice the area over the perimeter (total variation)
  steiner    4A / (P + sqrt(P^2 - 4 pi chi A)), what StrokeMeasures computes
  skeleton   area over the length of the skeleton (thinning of Zhang and Suen 1984)
"""
import numpy as np
from scipy.ndimage import label

SIZE, SAMPLES, PI = 28, 8, np.pi


def arc(x, y, rx, ry, start=0.0, end=2 * PI):
    t = np.linspace(start, end, 40)
    return np.stack([x + rx * np.cos(t), y + ry * np.sin(t)], 1)


SHAPES = [
    [[(14, 5), (14, 23)]],
    [[(5, 14.5), (23, 14.5)]],
    [[(7, 7), (21, 21)]],
    [[(8, 6), (19, 22)]],
    [arc(14, 14, 6, 9)],
    [arc(14, 9.5, 4.5, 4.5), arc(14, 18.5, 4.5, 4.5)],
    [[(7, 6), (20, 6), (11, 23)]],
    [[(10, 5), (8, 14), (20, 14)], [(17, 6), (16, 23)]],
    [arc(13, 9.5, 5, 4.5, -2.5, 1.57), arc(13, 18.5, 5, 4.5, -1.57, 2.5)],
    [arc(14, 18, 5, 5), arc(19, 18, 10, 13, PI, 4.2)],
    [np.vstack([arc(14, 10, 6, 5, -3, 0.6), [(8, 22), (21, 22)]])],
]


def draw(lines, width):
    at = (np.arange(SIZE * SAMPLES) + 0.5) / SAMPLES
    x, y = np.meshgrid(at, at)
    distance = np.full(x.shape, np.inf)
    for line in lines:
        points = np.array(line, float)
        for a, b in zip(points[:-1], points[1:]):
            u = b - a
            t = (((x - a[0]) * u[0] + (y - a[1]) * u[1]) / (u @ u)).clip(0, 1)
            distance = np.minimum(distance, np.hypot(x - a[0] - t * u[0], y - a[1] - t * u[1]))
    return (distance < width / 2).reshape(SIZE, SAMPLES, SIZE, SAMPLES).mean((1, 3))


def perimeter(image):
    a, b, c, d = image[:-1, :-1], image[:-1, 1:], image[1:, :-1], image[1:, 1:]
    return np.hypot(b + d - a - c, c + d - a - b).sum() / 2


def euler(ink):
    parts = label(ink, np.ones((3, 3)))[1]
    holes = label(~ink)[1] - 1
    return parts - holes


def skeleton_length(ink):
    image = ink.copy()
    while True:
        before = image.sum()
        for first in (True, False):
            steps = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))
            p = [np.roll(image, (-dy, -dx), (0, 1)) for dy, dx in steps]
            turns = sum(~p[i] & p[(i + 1) % 8] for i in range(8))
            n, e, s, w = p[0], p[2], p[4], p[6]
            side = ~(n & e & s) & ~(e & s & w) if first else ~(n & e & w) & ~(n & s & w)
            neighbours = sum(map(np.int64, p))
            image = image & ~((neighbours >= 2) & (neighbours <= 6) & (turns == 1) & side)
        if image.sum() == before:
            break
    straight = (image[:, 1:] & image[:, :-1]).sum() + (image[1:] & image[:-1]).sum()
    down = image[1:, 1:] & image[:-1, :-1] & ~image[1:, :-1] & ~image[:-1, 1:]
    up = image[1:, :-1] & image[:-1, 1:] & ~image[1:, 1:] & ~image[:-1, :-1]
    return straight + np.sqrt(2) * (down.sum() + up.sum())


def measures(image):
    image = np.pad(image, 2)
    area, outline, ink = image.sum(), perimeter(image), image >= 0.5
    root = np.sqrt(max(0, outline**2 - 4 * PI * euler(ink) * area))
    return np.array([2 * area / outline, 4 * area / (outline + root), area / skeleton_length(ink)])


print("width        2A/P         steiner        skeleton")
for width in (1.5, 2, 2.5, 3, 4, 5):
    ratios = np.array([measures(draw(shape, width)) / width for shape in SHAPES])
    text = (f"{m:.3f} ± {s:.3f}" for m, s in zip(ratios.mean(0), ratios.std(0)))
    print(f"{width:5}   " + "   ".join(text))
