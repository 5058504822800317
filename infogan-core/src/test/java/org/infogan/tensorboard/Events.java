package org.infogan.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.shade.protobuf.UnknownFieldSet;
import org.tensorflow.framework.Summary;

/**
 * Reads event files by means of TensorFlow's own message classes, as far as ND4J brings them along,
 * and of a CRC-32C that shares nothing with the JDK's.
 */
final class Events {

  /** One event; what it does not have is empty, zero or false. */
  record Event(double time, long step, String version, boolean start, List<Summary.Value> values) {
    Summary.Value value(String tag) {
      return values.stream().filter(v -> v.getTag().equals(tag)).findFirst().orElseThrow();
    }
  }

  private Events() {}

  /** The event files of a folder in the order in which TensorBoard reads them. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().contains("tfevents"))
          .sorted()
          .toList();
    }
  }

  static List<Event> read(Path file) throws IOException {
    return read(Files.readAllBytes(file));
  }

  /** All whole records; one that was only begun ends the reading, a wrong sum is an error. */
  static List<Event> read(byte[] bytes) throws IOException {
    List<Event> events = new ArrayList<>();
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (file.remaining() >= 12) {
      byte[] length = next(file, 8);
      require(masked(length) == file.getInt(), "checksum of a length");
      long size = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (file.remaining() < size + 4) {
        break;
      }
      byte[] data = next(file, (int) size);
      require(masked(data) == file.getInt(), "checksum of an event");
      events.add(parse(data));
    }
    return events;
  }

  private static byte[] next(ByteBuffer file, int size) {
    byte[] bytes = new byte[size];
    file.get(bytes);
    return bytes;
  }

  private static void require(boolean holds, String what) throws IOException {
    if (!holds) {
      throw new IOException("wrong " + what);
    }
  }

  /** Bit by bit, with Castagnoli's polynomial reversed. */
  private static int masked(byte[] bytes) {
    int crc = -1;
    for (byte b : bytes) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0x82f63b78;
      }
    }
    crc = ~crc;
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  private static Event parse(byte[] data) throws IOException {
    UnknownFieldSet event = UnknownFieldSet.parseFrom(data);
    double time = Double.longBitsToDouble(event.getField(1).getFixed64List().get(0));
    long step = event.getField(2).getVarintList().get(0);
    String version = "";
    boolean start = false;
    List<Summary.Value> values = List.of();
    if (event.hasField(3)) {
      version = event.getField(3).getLengthDelimitedList().get(0).toStringUtf8();
    } else if (event.hasField(5)) {
      values = Summary.parseFrom(event.getField(5).getLengthDelimitedList().get(0)).getValueList();
    } else {
      UnknownFieldSet log =
          UnknownFieldSet.parseFrom(event.getField(7).getLengthDelimitedList().get(0));
      start = log.getField(1).getVarintList().equals(List.of(1L));
    }
    return new Event(time, step, version, start, values);
  }
}
