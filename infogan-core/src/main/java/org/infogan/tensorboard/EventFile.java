package org.infogan.tensorboard;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.infogan.io.OutputFiles;

/**
 * A file of events. Each is a record, little-endian:
 *
 * <pre>{@code
 * length    8 bytes
 * checksum  4 bytes, of the length
 * event     as many bytes as the length says
 * checksum  4 bytes, of the event
 * }</pre>
 *
 * <p>The checksum of bytes with the CRC-32C c is c, rotated to the right by 15 bits, plus
 * 0xa282ead8. A file is never appended to: who dies amid a record leaves a last one that readers
 * pass over, and nothing after it would be read.
 */
final class EventFile implements Closeable {

  private static final int MASK = 0xa282ead8;

  /** Files of this process that begin in the same second need different names. */
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final long FLUSH_SECONDS = 2;

  private final Path file;
  private final InstantSource clock;
  private final OutputStream out;
  private Instant lastFlush;

  /**
   * Creates a file, whose first event says which format it has.
   *
   * @param folder the folder of the run, made if absent
   * @param clock the time of each event
   * @throws IOException if the file cannot be written
   */
  EventFile(Path folder, InstantSource clock) throws IOException {
    this.clock = clock;
    lastFlush = clock.instant();
    file =
        folder.resolve(
            String.format(
                Locale.ROOT,
                "events.out.tfevents.%010d.%s.%d.%d",
                lastFlush.getEpochSecond(),
                host(),
                ProcessHandle.current().pid(),
                NUMBER.getAndIncrement()));
    try {
      OutputFiles.makeFolder(folder);
      // Not a channel, which closes itself when its thread has been interrupted.
      out = new BufferedOutputStream(new FileOutputStream(file.toFile()));
    } catch (IOException e) {
      throw OutputFiles.cannotBeWritten(file, e);
    }
    write(event(0).text(3, "brain.Event:2"));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9_-]", "-");
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /**
   * Says that a run begins, or goes on, with a step: readers then drop what earlier files of the
   * folder have of this step and later ones.
   *
   * @param step the first step that will be written
   */
  void start(long step) throws IOException {
    int status = 1;
    write(event(step).message(7, new ProtoMessage().integer(1, status)));
  }

  /**
   * Writes what was measured after a step.
   *
   * @param step the step's number
   * @param values messages of type {@link SummaryValue}
   */
  void summary(long step, List<ProtoMessage> values) throws IOException {
    ProtoMessage summary = new ProtoMessage();
    values.forEach(value -> summary.message(1, value));
    write(event(step).message(5, summary));
    if (!clock.instant().isBefore(lastFlush.plusSeconds(FLUSH_SECONDS))) {
      flush();
    }
  }

  private ProtoMessage event(long step) {
    return new ProtoMessage().number(1, clock.millis() / 1e3).integer(2, step);
  }

  private void write(ProtoMessage event) throws IOException {
    byte[] data = event.toBytes();
    byte[] length = littleEndian(Long.BYTES).putLong(data.length).array();
    try {
      out.write(length);
      out.write(littleEndian(Integer.BYTES).putInt(checksum(length)).array());
      out.write(data);
      out.write(littleEndian(Integer.BYTES).putInt(checksum(data)).array());
    } catch (IOException e) {
      throw OutputFiles.cannotBeWritten(file, e);
    }
  }

  static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Lets readers see all events so far. */
  void flush() throws IOException {
    try {
      out.flush();
      lastFlush = clock.instant();
    } catch (IOException e) {
      throw OutputFiles.cannotBeWritten(file, e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException e) {
      throw OutputFiles.cannotBeWritten(file, e);
    }
  }
}
