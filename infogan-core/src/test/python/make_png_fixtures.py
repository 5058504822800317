"""Writes PNG images of every kind that the format has, and the values that its specification gives them.

    python3 make_png_fixtures.py ../resources/data/png

Needs Python 3 alone. The writer follows https://www.w3.org/TR/png-3/: colour types 0, 2, 3, 4 and 6 in all their
depths, plain and interlaced (Adam7), each row with another of the five filters; tRNS as transparent grey, transparent
colour and alpha of a palette. Other chunks (gAMA, cHRM, sRGB, iCCP, bKGD, pHYs, tEXt, zTXt, eXIf and unknown ones,
damaged too) must not change a value. values.txt holds a line per image: name, channels, height, width, values. A sample
of d bits is sample / (2^d - 1); with alpha a, value * a + (1 - a).
"""
import os, random, struct, sys, zlib

SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(kind, data, damage=0):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data) ^ damage)


def paeth(a, b, c):
    p = a + b - c
    return min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]


def filtered(kind, line, above, distance):
    out = bytearray([kind])
    for i, x in enumerate(line):
        a = line[i - distance] if i >= distance else 0
        b = above[i]
        c = above[i - distance] if i >= distance else 0
        out.append((x - (0, a, b, (a + b) // 2, paeth(a, b, c))[kind]) % 256)
    return bytes(out)


def packed_row(samples, depth):
    bits = "".join(format(s, "0%db" % depth) for s in samples)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def scanlines(pixels, height, width, depth, count, passes):
    data, row_number = b"", 0
    for x0, y0, dx, dy in passes:
        columns, rows = range(x0, width, dx), range(y0, height, dy)
        if not columns or not rows:
            continue
        above = bytes((len(columns) * count * depth + 7) // 8)
        for y in rows:
            line = packed_row([s for x in columns for s in pixels[y][x]], depth)
            data += filtered(row_number % 5, line, above, max(1, count * depth // 8))
            above, row_number = line, row_number + 1
    return data


def png(pixels, depth, colour, interlaced=False, before=b"", between=b"", after=b"", pieces=1):
    height, width = len(pixels), len(pixels[0])
    lines = scanlines(pixels, height, width, depth, SAMPLES[colour], ADAM7 if interlaced else [(0, 0, 1, 1)])
    data = zlib.compress(lines)
    cuts = [len(data) * i // pieces for i in range(pieces + 1)]
    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced))) + before
            + between + b"".join(chunk(b"IDAT", data[a:b]) for a, b in zip(cuts, cuts[1:])) + after + chunk(b"IEND", b""))


def values(pixels, depth, colour, palette=None, transparent=None):
    """Channels, then the values channel by channel, by the specification."""
    largest = 2 ** depth - 1
    image = []
    for row in pixels:
        for p in row:
            if colour == 3:
                alpha = transparent[p[0]] / 255 if transparent and p[0] < len(transparent) else 1
                v = [c / 255 for c in palette[p[0]]]
            elif colour in (4, 6):
                alpha = p[-1] / largest
                v = [c / largest for c in p[:-1]]
            else:
                alpha = 0 if transparent and tuple(p) == tuple(transparent) else 1
                v = [c / largest for c in p]
            image.append([c * alpha + (1 - alpha) for c in v])
    if colour == 3 and all(v[0] == v[1] == v[2] for v in image):
        image = [v[:1] for v in image]
    return len(image[0]), [v[c] for c in range(len(image[0])) for v in image]


def main():
    to = sys.argv[1]
    os.makedirs(to, exist_ok=True)
    rng = random.Random(1)
    lines = []

    def put(name, pixels, depth, colour, palette=None, transparent=None, **how):
        key = b""
        if palette:
            key += chunk(b"PLTE", bytes(c for p in palette for c in p))
        if transparent is not None:
            body = bytes(transparent) if colour == 3 else struct.pack(">%dH" % len(transparent), *transparent)
            key += chunk(b"tRNS", body)
        with open(os.path.join(to, name + ".png"), "wb") as f:
            f.write(png(pixels, depth, colour, between=key, **how))
        channels, v = values(pixels, depth, colour, palette, transparent)
        lines.append(" ".join([name + ".png", str(channels), str(len(pixels)), str(len(pixels[0]))] + ["%.9g" % x for x in v]))

    def noise(height, width, depth, count, below=None):
        return [[[rng.randrange(below or 2 ** depth) for _ in range(count)] for _ in range(width)] for _ in range(height)]

    for interlaced in (False, True):
        end = "-interlaced" if interlaced else ""
        for colour, kind, depths in ((0, "grey", (1, 2, 4, 8, 16)), (2, "rgb", (8, 16)), (4, "grey-alpha", (8, 16)),
                                     (6, "rgb-alpha", (8, 16))):
            for depth in depths:
                pixels = noise(11, 13, depth, SAMPLES[colour])
                put("%s-%d%s" % (kind, depth, end), pixels, depth, colour, interlaced=interlaced)
                if colour in (0, 2):
                    put("%s-%d-key%s" % (kind, depth, end), pixels, depth, colour, transparent=pixels[3][5],
                        interlaced=interlaced)
        for depth in (1, 2, 4, 8):
            count = 2 ** depth - (depth > 1)  # a palette may be shorter than its indices allow
            palette = [[rng.randrange(256) for _ in range(3)] for _ in range(count)]
            pixels = noise(11, 13, depth, 1, count)
            put("palette-%d%s" % (depth, end), pixels, depth, 3, palette, interlaced=interlaced)
            put("palette-%d-alpha%s" % (depth, end), pixels, depth, 3, palette,
                [rng.randrange(256) for _ in range((count + 1) // 2)], interlaced=interlaced)
    put("palette-of-greys", noise(4, 5, 2, 1), 2, 3, [[7] * 3, [99] * 3, [180] * 3, [255] * 3])
    for size in ((1, 1), (1, 9), (3, 2), (9, 1), (8, 8)):
        for depth in (1, 8):
            put("size-%d-%d-depth-%d-interlaced" % (size + (depth,)), noise(*size, depth, 1), depth, 0, interlaced=True)
    # 16 bits whose upper halves agree with the key's: only the whole number counts
    put("key-of-16-bits", [[[0x1234], [0x1235], [0x1334], [0x1234]]], 16, 0, transparent=[0x1234])
    others = [chunk(b"gAMA", struct.pack(">I", 20000)), chunk(b"cHRM", bytes(32)), chunk(b"sRGB", b"\2"),
              chunk(b"iCCP", b"rubbish\0\0" + b"no zlib"), chunk(b"pHYs", bytes(9)), chunk(b"tEXt", b"no separator"),
              chunk(b"zTXt", b"name\0\7"), chunk(b"iTXt", b"\xff\xfe"), chunk(b"tIME", bytes(3)), chunk(b"eXIf", b"MM\0*"),
              chunk(b"bKGD", bytes(1)), chunk(b"sBIT", bytes(9)), chunk(b"hIST", bytes(1)), chunk(b"inFo", bytes(5)),
              chunk(b"tEXt", b"a\0b", damage=1), chunk(b"gAMA", b"")]
    for colour, kind in ((0, "grey"), (2, "rgb")):
        put("other-chunks-" + kind, noise(5, 6, 8, SAMPLES[colour]), 8, colour, before=b"".join(others),
            after=b"".join(others), pieces=4)
    put("empty-pieces", noise(2, 2, 8, 1), 8, 0, pieces=60)
    with open(os.path.join(to, "values.txt"), "w") as f:
        f.write("# make_png_fixtures.py: name, channels, height, width, values\n")
        f.write("".join(line + "\n" for line in lines))


main()
