"""Writes the CIFAR-10, SVHN, NumPy, dSprites and HDF5 fixtures of the Java tests, and the sums of their images.

Usage: python3 make_array_fixtures.py [folder]   (made with NumPy 1.24, SciPy 1.10 and h5py 3.7)

sums.txt holds one line per image: file index label channels height width sum weighted, of the image's bytes channel by
channel and row by row; weighted: sum of byte * (position + 1). Floats are written as byte / 255. Label -1: none.
"""

import sys
from pathlib import Path

import h5py
import numpy as np
from scipy.io import savemat

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "data" / "arrays"


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["# see make_array_fixtures.py"]

    def note(name, images, labels=None):
        """images: [N, C, H, W]."""
        for index, image in enumerate(images.astype(np.int64)):
            flat = image.ravel()
            weighted = int((flat * np.arange(1, flat.size + 1)).sum())
            label = -1 if labels is None else labels[index]
            lines.append(" ".join(map(str, [name, index, label, *image.shape, flat.sum(), weighted])))

    rng = np.random.default_rng(20261123)

    # CIFAR-10: label, then red, green, blue plane. Mostly one value per row, to be small in the repository.
    photos = np.repeat(rng.integers(0, 256, size=(2, 3, 32, 1)), 32, axis=3).astype(np.uint8)
    photos[:, :, 0, :] = np.arange(32)
    classes = np.array([9, 0], dtype=np.uint8)
    (folder / "cifar10.bin").write_bytes(
        b"".join(bytes([label]) + photo.tobytes() for label, photo in zip(classes, photos))
    )
    note("cifar10.bin", photos, classes)

    # SVHN: X [H, W, 3, N] in MATLAB's order, y [N, 1] with 10 for the digit 0.
    digits = rng.integers(0, 256, size=(5, 3, 4, 6)).astype(np.uint8)
    y = np.array([[1], [10], [9], [10], [2]], dtype=np.uint8)
    variables = {"X": digits.transpose(2, 3, 1, 0), "y": y}
    for name, compressed in (("svhn.mat", True), ("svhn-plain.mat", False)):
        savemat(folder / name, variables, do_compression=compressed)
        note(name, digits, y[:, 0] % 10)
    savemat(folder / "svhn-double-y.mat", {**variables, "y": y.astype(np.float64), "other": "text"})
    note("svhn-double-y.mat", digits, y[:, 0] % 10)
    savemat(folder / "svhn-no-y.mat", {"X": variables["X"]})
    savemat(folder / "svhn-few-y.mat", {**variables, "y": y[:4]})
    savemat(folder / "svhn-wrong-y.mat", {**variables, "y": y + 1})
    savemat(folder / "svhn-grey.mat", {**variables, "X": digits.transpose(2, 3, 1, 0)[:, :, 0]})
    savemat(folder / "svhn-double-x.mat", {**variables, "X": variables["X"] / 255.0})
    savemat(folder / "svhn-text-x.mat", {**variables, "X": "text"})

    # NumPy.
    grey = rng.integers(0, 256, size=(5, 4, 6)).astype(np.uint8)
    colour = rng.integers(0, 256, size=(5, 3, 4, 6)).astype(np.uint8)
    last = np.ascontiguousarray(colour.transpose(0, 2, 3, 1))
    arrays = {
        "grey-u1": grey,
        "first-u1": colour,
        "last-u1": last,
        "grey-f4": (grey / 255).astype("<f4"),
        "last-f4": (last / 255).astype("<f4"),
        "last-f8": last / 255,
    }
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
        note(f"{name}.npy", grey[:, None] if name.startswith("grey") else colour)
    np.savez(folder / "stored.npz", **arrays)
    np.savez_compressed(folder / "packed.npz", **arrays)
    np.save(folder / "fortran.npy", np.asfortranarray(grey))
    np.save(folder / "flat.npy", grey.reshape(5, 24))
    np.save(folder / "four-channels.npy", rng.integers(0, 256, size=(2, 4, 5, 5)).astype(np.uint8))
    np.save(folder / "either-way.npy", rng.integers(0, 256, size=(2, 3, 5, 3)).astype(np.uint8))
    np.save(folder / "bytes-as-floats.npy", grey.astype("<f4"))
    np.save(folder / "int64.npy", grey.astype("<i8"))

    # dSprites: 0 and 1, packed.
    sprites = rng.integers(0, 2, size=(3, 5, 5)).astype(np.uint8)
    np.savez_compressed(folder / "dsprites.npz", imgs=sprites, latents_classes=np.zeros((3, 6), dtype="<i8"))
    note("dsprites.npz", sprites[:, None] * 255)
    np.savez_compressed(folder / "sprites-of-2.npz", imgs=sprites * 2)

    # HDF5, each with its own way of storing.
    for name, array in arrays.items():
        with h5py.File(folder / f"{name}.h5", "w", track_order=False) as file:
            if name == "last-u1":  # as 3D Shapes: in chunks that divide every axis, packed
                file.create_dataset("images", data=array, chunks=(2, 3, 4, 2), compression="gzip", shuffle=True)
            elif name == "first-u1":
                file.create_dataset("group/images", data=array, chunks=(3, 3, 4, 6))
            elif name == "last-f4":
                file.create_dataset("images", data=array, chunks=(5, 2, 2, 3), compression="gzip", maxshape=(None, 4, 6, 3))
            else:
                file.create_dataset("images", data=array)
        note(f"{name}.h5", grey[:, None] if name.startswith("grey") else colour)
    with h5py.File(folder / "odd.h5", "w") as file:
        file.create_dataset("int16", data=grey.astype("<i2"))
        file.create_dataset("big-endian", data=(grey / 255).astype(">f4"))
        file.create_dataset("flat", data=grey.reshape(5, 24))
        file.create_dataset("signed", data=grey.astype(np.int8))
        file.create_dataset("unwritten", shape=(5, 4, 6), dtype="u1", chunks=(2, 4, 6))
        file.create_dataset("huge", shape=(1 << 40, 4, 6), dtype="u1", chunks=(2, 4, 6))
        file["text"] = "words"
        file.create_group("group")

    (folder / "sums.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
