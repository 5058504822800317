package org.infogan.tensorboard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.protobuf.UnknownFieldSet;
import org.tensorflow.framework.HistogramProto;
import org.tensorflow.framework.Summary;
import org.tensorflow.framework.SummaryMetadata;

/** Event files, byte by byte and as others read them. */
class EventFileTest {

  private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_500L);

  @TempDir private Path folder;

  /** The CRC-32C of these digits is published as 0xE3069283; turned, and the constant added. */
  @Test
  void checksumOfTheCheckValue() {
    assertThat(EventFile.checksum("123456789".getBytes(US_ASCII))).isEqualTo(0xc78ab0e5);
  }

  /** Of a PNG file only the header counts here: 300 × 20 pixels. */
  private static byte[] png() {
    byte[] magic = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    return ByteBuffer.allocate(33)
        .put(magic)
        .putInt(13)
        .put("IHDR".getBytes(US_ASCII))
        .putInt(300)
        .putInt(20)
        .put("no pixels".getBytes(US_ASCII))
        .array();
  }

  /** All kinds of events that are written. */
  private Path written() throws IOException {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("seed", 7L);
    settings.put("configuration", "mnist ü");
    settings.put("refined", true);
    double seconds = 1_700_000_000.5;
    try (EventFile events = new EventFile(folder, InstantSource.fixed(TIME))) {
      events.start(301);
      events.summary(
          301, List.of(SummaryValue.scalar("d_loss", 1.25), SummaryValue.scalar("mi_c1", -0.1)));
      events.summary(100_000, List.of(SummaryValue.image("samples", png())));
      events.summary(
          100_000,
          List.of(
              SummaryValue.histogram("parameters/q/0.weight", new float[] {-1, 0.5f, 0.5f, 3}),
              SummaryValue.histogram("parameters/q/0.bias", new float[] {0.25f, 0.25f})));
      events.summary(0, List.of(Hyperparameters.start(settings, seconds)));
      events.summary(0, List.of(Hyperparameters.end(seconds)));
    }
    return Events.files(folder).get(0);
  }

  @Test
  void aFileHasTheBytesThatAnotherProgramMakesOfTheSpecifications() throws IOException {
    byte[] golden;
    try (var in = EventFileTest.class.getResourceAsStream("/golden/tensorboard/events.tfevents")) {
      golden = in.readAllBytes();
    }
    assertThat(Files.readAllBytes(written())).isEqualTo(golden);
  }

  @Test
  void namesSayWhenAndWhoAndSortByTime() throws IOException {
    String first = written().getFileName().toString();
    assertThat(first)
        .matches(
            "events\\.out\\.tfevents\\.1700000000\\.[A-Za-z0-9_-]+\\."
                + ProcessHandle.current().pid()
                + "\\.\\d+");
    new EventFile(folder, InstantSource.fixed(TIME.plusSeconds(1))).close();
    assertThat(Events.files(folder)).hasSize(2).first().hasToString(folder + "/" + first);
  }

  @Test
  void tensorFlowsClassesReadWhatWasMeant() throws Exception {
    List<Events.Event> events = Events.read(written());
    assertThat(events).hasSize(7).allMatch(event -> event.time() == 1_700_000_000.5);
    assertThat(events.get(0).version()).isEqualTo("brain.Event:2");
    assertThat(events.get(1).start()).isTrue();
    assertThat(events.get(1).step()).isEqualTo(301);
    assertThat(events.get(2).value("d_loss").getSimpleValue()).isEqualTo(1.25f);
    assertThat(events.get(2).value("mi_c1").getSimpleValue()).isEqualTo(-0.1f);
    Summary.Image image = events.get(3).value("samples").getImage();
    assertThat(List.of(image.getHeight(), image.getWidth(), image.getColorspace()))
        .containsExactly(20, 300, 3);
    assertThat(image.getEncodedImageString().toByteArray()).isEqualTo(png());
    HistogramProto weights = events.get(4).value("parameters/q/0.weight").getHisto();
    assertThat(weights.getMin()).isEqualTo(-1);
    assertThat(weights.getMax()).isEqualTo(3);
    assertThat(weights.getNum()).isEqualTo(4);
    assertThat(weights.getSum()).isEqualTo(3);
    assertThat(weights.getSumSquares()).isEqualTo(10.5);
    assertThat(weights.getBucketLimitList()).hasSize(40).isSorted().endsWith(3.0);
    assertThat(weights.getBucketList()).hasSize(40).startsWith(1.0).endsWith(1.0).contains(2.0);
    HistogramProto constant = events.get(4).value("parameters/q/0.bias").getHisto();
    assertThat(constant.getBucketList()).containsExactly(2.0);
    assertThat(constant.getBucketLimitList()).containsExactly(0.25);
  }

  /** The plugin's messages are not among ND4J's classes; the metadata that hold them are. */
  @Test
  void hyperparametersLieInTheirPluginsMetadata() throws Exception {
    List<Events.Event> events = Events.read(written());
    Summary.Value start = events.get(5).value("_hparams_/session_start_info");
    SummaryMetadata.PluginData plugin = start.getMetadata().getPluginData();
    assertThat(plugin.getPluginName()).isEqualTo("hparams");
    assertThat(start.getTensor().getTensorShape().getDimList())
        .singleElement()
        .matches(extent -> extent.getSize() == 0);
    UnknownFieldSet session =
        UnknownFieldSet.parseFrom(
            UnknownFieldSet.parseFrom(plugin.getContent())
                .getField(3)
                .getLengthDelimitedList()
                .get(0));
    assertThat(session.getField(1).getLengthDelimitedList()).hasSize(3);
    UnknownFieldSet seed =
        UnknownFieldSet.parseFrom(session.getField(1).getLengthDelimitedList().get(0));
    assertThat(seed.getField(1).getLengthDelimitedList().get(0).toStringUtf8()).isEqualTo("seed");
    assertThat(
            UnknownFieldSet.parseFrom(seed.getField(2).getLengthDelimitedList().get(0))
                .getField(2)
                .getFixed64List())
        .containsExactly(Double.doubleToRawLongBits(7));
    Summary.Value end = events.get(6).value("_hparams_/session_end_info");
    assertThat(end.getMetadata().getPluginData().getPluginName()).isEqualTo("hparams");
  }

  /** Cut anywhere, as a process that is killed leaves a file: all records before can be read. */
  @Test
  void aTornLastRecordCostsNoOther() throws IOException {
    byte[] whole = Files.readAllBytes(written());
    int least = 0;
    for (int length = 0; length <= whole.length; length++) {
      int read = Events.read(Arrays.copyOf(whole, length)).size();
      assertThat(read).as("events in " + length + " bytes").isBetween(least, least + 1);
      least = read;
    }
    assertThat(least).isEqualTo(7);
  }

  /** Seven bits a byte: 127 takes one, 128 two, a negative number ten. */
  @Test
  void wholeNumbersTakeAsManyBytesAsTheyNeed() {
    for (long value : new long[] {0, 127, 128, 16_383, 16_384, Long.MAX_VALUE, -1}) {
      byte[] bytes = new ProtoMessage().integer(1, value).toBytes();
      int bits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(value));
      assertThat(bytes).hasSize(1 + (bits + 6) / 7);
    }
  }

  @Test
  void aFolderThatIsAFileIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> new EventFile(file, InstantSource.system()).close())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining("cannot be written");
  }
}
