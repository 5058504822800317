"""Writes resize.txt: images resized by PyTorch (made with 1.13), for the Java tests.

Usage: python3 make_resize_fixture.py [file]   (needs PyTorch; the same bytes on every run)
"""

import sys
from pathlib import Path

import torch
from torch.nn.functional import interpolate

FILE = Path(__file__).resolve().parents[1] / "resources" / "data" / "resize.txt"

# channels, height, width -> height, width: enlarging, shrinking, one axis each way, by a little, by much
CASES = [
    (1, 7, 5, 9, 8),
    (2, 6, 9, 12, 18),
    (1, 13, 11, 5, 4),
    (3, 6, 10, 3, 15),
    (1, 28, 28, 32, 32),
    (1, 40, 30, 4, 4),
    (1, 1, 3, 5, 2),
]


def image(channels, height, width):
    """Value number i is ((37 i + 11) mod 256) / 255."""
    i = torch.arange(channels * height * width)
    return (((37 * i + 11) % 256).double() / 255).reshape(1, channels, height, width)


def main(file):
    lines = ["# channels height width new-height new-width, then the resized values; see make_resize_fixture.py"]
    for channels, height, width, new_height, new_width in CASES:
        resized = interpolate(
            image(channels, height, width),
            size=(new_height, new_width),
            mode="bilinear",
            align_corners=False,
            antialias=True,
        )
        sizes = (channels, height, width, new_height, new_width)
        lines.append(" ".join(map(str, sizes)) + " " + " ".join(f"{v:.7f}" for v in resized.flatten().tolist()))
    file.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FILE)
