"""Writes svhn-one-image.mat and svhn-class-0.mat into a folder: value number i, as stored, is 7 i mod 256.

Needs Python 3 alone.
"""

import struct
import sys
from pathlib import Path


def element(kind, data):
    return struct.pack("<ii", kind, len(data)) + data + bytes(-len(data) % 8)


def matrix(name, kind, extents, storage, data):
    return element(14, element(6, struct.pack("<ii", kind, 0)) + element(5, struct.pack(f"<{len(extents)}i", *extents))
                   + element(1, name.encode()) + element(storage, data))


def mat(extents, classes):
    count = 1
    for extent in extents:
        count *= extent
    x = matrix("X", 9, extents, 2, bytes(7 * i % 256 for i in range(count)))
    y = matrix("y", 6, [len(classes), 1], 9, struct.pack(f"<{len(classes)}d", *classes))
    return b"MATLAB 5.0 MAT-file".ljust(124) + struct.pack("<h", 0x0100) + b"IM" + x + y


folder = Path(sys.argv[1])
(folder / "svhn-one-image.mat").write_bytes(mat([32, 32, 3], [1]))
(folder / "svhn-class-0.mat").write_bytes(mat([32, 32, 3, 4], [1, 2, 0, 4]))
