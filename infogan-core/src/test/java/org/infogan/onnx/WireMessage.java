package org.infogan.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A protocol buffer read by the rules of its wire format alone: a reader that shares nothing with
 * the one that writes. Fields are known by the numbers that they have in ONNX's onnx.proto.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">The wire format</a>
 */
final class WireMessage {

  /** By number, in the order of the bytes: Long for varints, Float, or byte[]. */
  private final Map<Integer, List<Object>> fields = new TreeMap<>();

  private WireMessage(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long key = varint(in);
      Object value =
          switch ((int) (key & 7)) {
            case 0 -> varint(in);
            case 2 -> {
              byte[] part = new byte[(int) varint(in)];
              in.get(part);
              yield part;
            }
            case 5 -> in.getFloat();
            default -> throw new IllegalArgumentException("wire type " + (key & 7));
          };
      fields.computeIfAbsent((int) (key >>> 3), number -> new ArrayList<>()).add(value);
    }
  }

  static WireMessage of(byte[] bytes) {
    return new WireMessage(bytes);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than 64 bits");
  }

  boolean has(int field) {
    return fields.containsKey(field);
  }

  private List<Object> all(int field) {
    return fields.getOrDefault(field, List.of());
  }

  /** The one value of a field. */
  private Object one(int field) {
    List<Object> values = all(field);
    if (values.size() != 1) {
      throw new IllegalArgumentException("field " + field + ": " + values.size() + " values");
    }
    return values.get(0);
  }

  long number(int field) {
    return (Long) one(field);
  }

  /** Repeated numbers, each with its key or packed into one. */
  List<Long> numbers(int field) {
    List<Long> numbers = new ArrayList<>();
    for (Object value : all(field)) {
      if (value instanceof Long number) {
        numbers.add(number);
      } else {
        ByteBuffer packed = ByteBuffer.wrap((byte[]) value);
        while (packed.hasRemaining()) {
          numbers.add(varint(packed));
        }
      }
    }
    return numbers;
  }

  byte[] bytes(int field) {
    return (byte[]) one(field);
  }

  String text(int field) {
    return text(one(field));
  }

  List<String> texts(int field) {
    return all(field).stream().map(WireMessage::text).toList();
  }

  private static String text(Object value) {
    return new String((byte[]) value, StandardCharsets.UTF_8);
  }

  WireMessage message(int field) {
    return of(bytes(field));
  }

  List<WireMessage> messages(int field) {
    return all(field).stream().map(value -> of((byte[]) value)).toList();
  }
}
