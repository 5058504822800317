"""Writes kinds.h5 and checksums.h5: data sets [4, 8, 8] whose values are stored in different ways.

Usage: python3 make_hdf5_kinds.py [folder]   (made with h5py 3.16)

Value number i is 7 i mod 256 of 255; of the booleans it is (i // 3) mod 2.
"""

import sys
from pathlib import Path

import h5py
import numpy as np

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "data" / "arrays"


def low_level(file, name, data, *filters):
    """In the given order, which h5py itself fixes."""
    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    plist.set_chunk((2, 8, 8))
    for filter_ in filters:
        if filter_ == "fletcher32":
            plist.set_fletcher32()
        elif filter_ == "deflate":
            plist.set_deflate(4)
        else:
            plist.set_shuffle()
    space = h5py.h5s.create_simple(data.shape)
    kind = h5py.h5t.py_create(data.dtype, logical=True)
    h5py.h5d.create(file.id, name.encode(), kind, space, plist).write(h5py.h5s.ALL, h5py.h5s.ALL, data)


def main(folder):
    data = np.array([7 * i % 256 for i in range(256)], np.uint8).reshape(4, 8, 8)
    units = data / 255
    booleans = np.array([i // 3 % 2 for i in range(256)], bool).reshape(4, 8, 8)
    with h5py.File(folder / "kinds.h5", "w") as file:
        for order, name in (("<", "little"), (">", "big")):
            for size in (4, 8):
                values = units.astype(f"{order}f{size}")
                file.create_dataset(f"{name}-f{size}", data=values)
                file.create_dataset(f"{name}-f{size}-chunks", data=values, chunks=(3, 8, 5), compression="gzip")
        file.create_dataset("booleans", data=booleans)
        file.create_dataset("booleans-chunks", data=booleans, chunks=(3, 8, 5), compression="gzip", shuffle=True)
        enum = h5py.enum_dtype({"RED": 0, "GREEN": 1}, basetype="u1")
        file.create_dataset("colours", data=data % 2, dtype=enum)
        file.create_dataset("int64", data=data.astype(np.int64))
        file.create_dataset("float16", data=units.astype(np.float16))
        file.create_dataset("texts", data=np.full((4, 8, 8), "a", h5py.string_dtype()))
        file.create_dataset("pairs", data=np.zeros((4, 8, 8), [("x", "u1"), ("y", "u1")]))
        file.create_dataset("ones", data=np.minimum(data, 1))
        file.create_dataset("one-image", data=np.zeros((32, 32, 3), np.uint8))
    with h5py.File(folder / "checksums.h5", "w") as file:
        file.create_dataset("alone", data=data, chunks=(2, 8, 8), fletcher32=True)
        file.create_dataset("packed", data=data, chunks=(2, 8, 8), fletcher32=True, compression="gzip", shuffle=True)
        file.create_dataset("odd", data=data, chunks=(1, 7, 7), fletcher32=True)
        file.create_dataset("floats", data=units.astype(">f4"), chunks=(3, 8, 5), fletcher32=True)
        low_level(file, "first", data, "fletcher32", "deflate")
        low_level(file, "between", data, "shuffle", "fletcher32", "deflate")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
