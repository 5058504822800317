#!/usr/bin/env python3
"""Writes the .npy files under src/test/resources/io with NumPy itself (made with 1.24.2).

The value at c-order position i is (i - 5) / 3 in double precision, rounded to the type of the array.
Run it from any folder; the files it writes are committed.
"""
import pathlib

import numpy as np

OUT = pathlib.Path(__file__).resolve().parents[1] / "resources" / "io"


def values(*shape):
    count = int(np.prod(shape))
    return ((np.arange(count, dtype=np.float64) - 5) / 3).reshape(shape)


def save(name, array):
    np.save(OUT / (name + ".npy"), array)


OUT.mkdir(parents=True, exist_ok=True)
for dtype in ("f4", "f8"):
    save(f"scalar_{dtype}", values().astype(dtype))
    save(f"vector_{dtype}", values(7).astype(dtype))
    save(f"matrix_{dtype}", values(3, 4).astype(dtype))
    save(f"rank4_{dtype}", values(2, 3, 4, 5).astype(dtype))
    save(f"fortran_matrix_{dtype}", np.asfortranarray(values(3, 4).astype(dtype)))
    save(f"fortran_rank4_{dtype}", np.asfortranarray(values(2, 3, 4, 5).astype(dtype)))
save("rank12_f4", values(1, 2, 1, 1, 1, 3, 1, 1, 1, 1, 2, 1).astype("f4"))
save("bytes_u1", np.array([[0, 1, 127], [128, 254, 255]], dtype="u1"))
save("special_f4", np.array([np.nan, np.inf, -np.inf, -0.0, 1e-45, 3.4028235e38], dtype="f4"))

# Files that are not read.
save("unread_big_endian", values(3).astype(">f4"))
save("unread_int64", np.arange(3, dtype="i8"))
save("unread_empty", np.zeros((0, 3), dtype="f4"))
save("unread_strings", np.array(["a", "b"]))
save("unread_records", np.zeros(2, dtype=[("a", "f4"), ("b", "f4")]))
with open(OUT / "unread_version2.npy", "wb") as file:
    np.lib.format.write_array(file, values(3).astype("f4"), version=(2, 0))
