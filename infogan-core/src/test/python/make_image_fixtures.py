"""Writes the PNG and JPEG fixtures of the Java tests with ImageMagick, and what it reads back from each.

Usage: python3 make_image_fixtures.py [folder]   (made with ImageMagick 6.9.11; the values last, not the bytes)

The pictures are computed here and handed to ImageMagick as raw samples; images.txt holds, for each file, its channels,
height and width and the samples that ImageMagick decodes, 0 to 255, channel by channel, what is transparent laid on
white. 16 bits are rounded to 8 there.
"""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "data" / "images"
CONVERT = "convert"
HEIGHT, WIDTH = 6, 9


def samples(bands):
    """A smooth picture, so that JPEG keeps it; alpha runs from clear to opaque."""
    out = bytearray()
    for y in range(HEIGHT):
        for x in range(WIDTH):
            rgba = [255 * x // (WIDTH - 1), 255 * y // (HEIGHT - 1), 40 + 12 * (x + y), 255 * ((x + y) % 4) // 3]
            out += bytes(rgba[:bands] if bands >= 3 else [rgba[0]] + rgba[3 : 2 + bands])
    return bytes(out)


def write(folder, name, bands, *options):
    kind = {1: "gray", 3: "rgb", 4: "rgba"}[bands]
    command = [CONVERT, "-size", f"{WIDTH}x{HEIGHT}", "-depth", "8", f"{kind}:-", "-strip", *options, name]
    subprocess.run(command, input=samples(bands), cwd=folder, check=True)


def read(folder, name, channels):
    command = [CONVERT, name, "-background", "white", "-alpha", "remove", "-alpha", "off", "-depth", "8"]
    raw = subprocess.run(
        [*command, "gray:-" if channels == 1 else "rgb:-"], cwd=folder, check=True, capture_output=True
    ).stdout
    assert len(raw) == channels * HEIGHT * WIDTH, (name, len(raw))
    return [raw[i] for c in range(channels) for i in range(c, len(raw), channels)]


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    files = [
        ("grey.png", 1, 1, ["-define", "png:color-type=0", "-define", "png:bit-depth=8"]),
        ("grey16.png", 1, 1, ["-define", "png:color-type=0", "-define", "png:bit-depth=16"]),
        ("bits.png", 1, 1, ["-threshold", "50%", "-define", "png:color-type=0", "-define", "png:bit-depth=1"]),
        ("grey4.png", 1, 1, ["-posterize", "16", "-define", "png:color-type=0", "-define", "png:bit-depth=4"]),
        ("rgb.png", 3, 3, ["-define", "png:color-type=2"]),
        ("rgb16.png", 3, 3, ["-define", "png:color-type=2", "-define", "png:bit-depth=16"]),
        ("palette.png", 3, 3, ["-define", "png:color-type=3"]),
        ("rgba.png", 4, 3, ["-define", "png:color-type=6"]),
        ("interlaced.png", 3, 3, ["-interlace", "PNG", "-define", "png:color-type=2"]),
        ("grey.jpg", 1, 1, ["-quality", "95"]),
        ("rgb.jpeg", 3, 3, ["-quality", "95", "-sampling-factor", "1x1"]),
        ("progressive.jpg", 3, 3, ["-quality", "95", "-sampling-factor", "1x1", "-interlace", "JPEG"]),
    ]
    lines = ["# file channels height width samples...; see make_image_fixtures.py"]
    for name, bands, channels, options in files:
        write(folder, name, bands, *options)
        lines.append(" ".join(map(str, [name, channels, HEIGHT, WIDTH, *read(folder, name, channels)])))
    (folder / "images.txt").write_text("\n".join(lines) + "\n")
    write(folder, "cmyk.jpg", 3, "-colorspace", "CMYK")
    write(folder, "picture.gif", 3)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
