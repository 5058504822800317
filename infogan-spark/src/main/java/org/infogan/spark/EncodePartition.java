package org.infogan.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.infogan.InfoGan;
import org.infogan.data.DataFormatException;
import org.infogan.data.FloatImages;
import org.infogan.model.Encoding;

/** Encodes a partition's images, some hundred at a time, by the one model of this JVM. */
final class EncodePartition implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1L;

  /** As many as a model encodes at once. */
  private static final int CHUNK = 256;

  private final RowImage reader;
  private final String sha256;
  private final Broadcast<byte[]> bytes;

  EncodePartition(RowImage reader, String sha256, Broadcast<byte[]> bytes) {
    this.reader = reader;
    this.sha256 = sha256;
    this.bytes = bytes;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    InfoGan model = ModelBytes.shared(sha256, bytes::value);
    return new Encoded(rows, model, new CodeColumns(model.config().latent()));
  }

  /** Reads on only when what it has is used up. */
  private final class Encoded implements Iterator<Row> {

    private final Iterator<Row> rows;
    private final InfoGan model;
    private final CodeColumns columns;
    private final Deque<Row> ready = new ArrayDeque<>();

    Encoded(Iterator<Row> rows, InfoGan model, CodeColumns columns) {
      this.rows = rows;
      this.model = model;
      this.columns = columns;
    }

    @Override
    public boolean hasNext() {
      if (ready.isEmpty() && rows.hasNext()) {
        encodeChunk();
      }
      return !ready.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no row is left");
      }
      return ready.remove();
    }

    private void encodeChunk() {
      List<Row> chunk = new ArrayList<>();
      List<float[]> images = new ArrayList<>();
      List<String> problems = new ArrayList<>();
      while (chunk.size() < CHUNK && rows.hasNext()) {
        Row row = rows.next();
        chunk.add(row);
        try {
          images.add(reader.read(row));
          problems.add(null);
        } catch (DataFormatException e) {
          problems.add(String.valueOf(e.getMessage()));
        }
      }
      Encoding encoding =
          images.isEmpty()
              ? null
              : model.encode(
                  FloatImages.wrap(model.config().image(), images.toArray(float[][]::new)));
      int image = 0;
      for (int i = 0; i < chunk.size(); i++) {
        String problem = problems.get(i);
        ready.add(
            problem == null
                ? with(chunk.get(i), columns.values(encoding, image++))
                : with(chunk.get(i), unreadable(problem)));
      }
    }

    private List<Object> unreadable(String problem) {
      List<Object> values = new ArrayList<>(Collections.nCopies(columns.count(), null));
      values.set(values.size() - 1, problem);
      return values;
    }

    private static Row with(Row row, List<Object> added) {
      List<Object> all = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        all.add(row.get(i));
      }
      all.addAll(added);
      return RowFactory.create(all.toArray());
    }
  }
}
