"""Writes events.tfevents, the file that EventFileTest compares with byte by byte.

Nothing here is shared with the library: the wire format of protocol buffers, the messages of
TensorFlow's event.proto and summary.proto and of TensorBoard's plugin_data.proto, the framing of
TFRecord and a CRC-32C bit by bit, each written down from its specification.

    python3 events.py        (Python 3, standard library only)
"""
import struct


def varint(n):
    out = bytearray()
    while n > 127:
        out.append(n % 128 + 128)
        n //= 128
    out.append(n)
    return bytes(out)


def field(number, value, double=True):
    if isinstance(value, int):
        return varint(number * 8 + 0) + varint(value)
    if isinstance(value, float):
        return varint(number * 8 + (1 if double else 5)) + struct.pack("<d" if double else "<f", value)
    if isinstance(value, str):
        value = value.encode("utf-8")
    return varint(number * 8 + 2) + varint(len(value)) + value


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def masked(data):
    crc = crc32c(data)
    return struct.pack("<I", ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF)


def record(data):
    length = struct.pack("<Q", len(data))
    return length + masked(length) + data + masked(data)


TIME = 1700000000.5


def event(step, what):
    return record(field(1, TIME) + field(2, step) + what)


def summary(step, *values):
    return event(step, field(5, b"".join(field(1, value) for value in values)))


def scalar(tag, value):
    return field(1, tag) + field(2, value, double=False)


def image(tag, png, height, width):
    return field(1, tag) + field(4, field(1, height) + field(2, width) + field(3, 3) + field(4, png))


def histogram(tag, values, buckets):
    low, high = min(values), max(values)
    width = (high - low) / buckets
    limits = [low + (i + 1) * width for i in range(buckets - 1)] + [high]
    counts = [0.0] * buckets
    for v in values:
        counts[min(int((v - low) / width), buckets - 1) if width else 0] += 1
    packed = lambda numbers: b"".join(struct.pack("<d", n) for n in numbers)
    return field(1, tag) + field(5, field(1, low) + field(2, high) + field(3, float(len(values)))
        + field(4, sum(values)) + field(5, sum(v * v for v in values))
        + field(6, packed(limits)) + field(7, packed(counts)))


def hparams(tag, content):
    tensor = field(1, 1) + field(2, field(2, field(1, 0)))  # DT_FLOAT, shape [0]
    return field(1, tag) + field(8, tensor) + field(9, field(1, field(1, "hparams") + field(2, content)))


PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 300, 20) + b"no pixels"

SETTINGS = (
    field(1, field(1, "seed") + field(2, field(2, 7.0)))
    + field(1, field(1, "configuration") + field(2, field(3, "mnist ü")))
    + field(1, field(1, "refined") + field(2, field(4, 1)))
)

file = (
    event(0, field(3, "brain.Event:2"))
    + event(301, field(7, field(1, 1)))
    + summary(301, scalar("d_loss", 1.25), scalar("mi_c1", -0.1))
    + summary(100000, image("samples", PNG, 20, 300))
    + summary(100000, histogram("parameters/q/0.weight", [-1.0, 0.5, 0.5, 3.0], 40),
        histogram("parameters/q/0.bias", [0.25, 0.25], 1))
    + summary(0, hparams("_hparams_/session_start_info", field(3, SETTINGS + field(5, TIME))))
    + summary(0, hparams("_hparams_/session_end_info", field(4, field(1, 1) + field(2, TIME))))
)

assert crc32c(b"123456789") == 0xE3069283
with open("events.tfevents", "wb") as out:
    out.write(file)
