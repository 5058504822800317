"""Writes the IDX fixtures of the Java tests and, in idx_sums.txt, what NumPy reads back from them.

Usage: python3 make_idx_fixtures.py [folder]   (needs NumPy; the same bytes on every run)
"""

import gzip
import struct
import sys
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "data"


def write_idx(path, array):
    header = struct.pack(f">BBBB{array.ndim}I", 0, 0, 0x08, array.ndim, *array.shape)
    data = header + array.astype(np.uint8).tobytes(order="C")
    if path.suffix == ".gz":
        data = gzip.compress(data, mtime=0)
    path.write_bytes(data)


def main(folder):
    rng = np.random.default_rng(20240611)
    grey = rng.integers(0, 256, size=(7, 5, 3))
    grey[0, 0, :] = (0, 127, 255)
    colour = rng.integers(0, 256, size=(4, 3, 2, 6))
    labels = rng.integers(0, 256, size=7)
    labels[:2] = (0, 255)

    for name, array in [
        ("grey-idx3-ubyte", grey),
        ("grey-idx3-ubyte.gz", grey),
        ("colour-idx4-ubyte.gz", colour),
        ("labels-idx1-ubyte", labels),
        ("labels-idx1-ubyte.gz", labels),
    ]:
        write_idx(folder / name, array)

    lines = ["# file image channels height width sum weighted, of the bytes of one image in"]
    lines.append("# reading order; weighted: sum of byte * (position + 1). labels: file value...")
    for name, array in [("grey", grey), ("colour", colour)]:
        images = array.reshape(array.shape[0], -1, *array.shape[-2:])
        for index, image in enumerate(images):
            flat = image.ravel(order="C")
            weighted = int((flat * np.arange(1, flat.size + 1)).sum())
            lines.append(f"{name} {index} " + " ".join(map(str, image.shape)) + f" {flat.sum()} {weighted}")
    lines.append("labels " + " ".join(map(str, labels)))
    (folder / "idx_sums.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
