package org.infogan.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.ResizeMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files that ImageMagick wrote, compared with what it reads; see make_image_fixtures.py. */
class ImageFolderTest {

  private static final Path FIXTURES = IdxFilesTest.FIXTURES.resolve("images");

  @TempDir private Path folder;

  private Path copy(String fixture, String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.copy(FIXTURES.resolve(fixture), file);
  }

  private static float[] read(ImageDataset images, int index) {
    float[] pixels = new float[images.shape().pixels()];
    images.read(index, pixels);
    return pixels;
  }

  @Test
  void readsWhatImageMagickWrote() throws IOException {
    int compared = 0;
    for (String line : Files.readAllLines(FIXTURES.resolve("images.txt"))) {
      if (!line.startsWith("#")) {
        String[] words = line.split(" ", -1);
        ImageFile image = ImageFile.read(FIXTURES.resolve(words[0]), null);
        int[] sizes = Arrays.stream(words, 1, 4).mapToInt(Integer::parseInt).toArray();
        assertThat(image.shape()).isEqualTo(new ImageShape(sizes[0], sizes[1], sizes[2]));
        float[] expected = new float[words.length - 4];
        for (int i = 0; i < expected.length; i++) {
          expected[i] = Integer.parseInt(words[i + 4]) / 255f;
        }
        // Decoders may round JPEG's transform and colours differently, alpha's mixture too.
        boolean exact = words[0].endsWith("png") && !words[0].equals("rgba.png");
        float tolerance = exact ? 1e-6f : words[0].endsWith("png") ? 1.01f / 255 : 2.1f / 255;
        assertThat(image.pixels()).as(words[0]).containsExactly(expected, within(tolerance));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(12);
  }

  @Test
  void takesTheFilesInTheOrderOfTheirNamesAndTheSubFoldersForClasses() throws IOException {
    copy("grey.png", "b/2.png");
    copy("bits.png", "b/10.PNG");
    copy("rgb.png", "a/deep/x.png");
    copy("grey.jpg", "c/.hidden.jpg");
    Files.writeString(folder.resolve("readme.txt"), "not an image");
    ImageFolder images = ImageFolder.open(folder);
    assertThat(IntStream.range(0, images.size()).mapToObj(images::file))
        .containsExactly(
            folder.resolve("a/deep/x.png"), folder.resolve("b/10.PNG"), folder.resolve("b/2.png"));
    assertThat(IntStream.range(0, 3).map(images::label)).containsExactly(0, 1, 1);
    assertThat(images.readsFromDisk()).isTrue();
    assertThat(images.resizedTo(3, 3).readsFromDisk()).isTrue();
    copy("rgb.png", "outside.png");
    assertThat(ImageFolder.open(folder).label(0)).isEqualTo(ImageDataset.NO_LABEL);
  }

  @Test
  void theFirstImageSetsTheChannelsOfAll() throws IOException {
    copy("grey.png", "2.png");
    copy("rgb.png", "1.png");
    ImageFolder colour = ImageFolder.open(folder);
    assertThat(colour.shape()).isEqualTo(new ImageShape(3, 6, 9));
    float[] grey = ImageFile.read(folder.resolve("2.png"), null).pixels();
    assertThat(Arrays.copyOfRange(read(colour, 1), 54, 108)).isEqualTo(grey);
    copy("grey.png", "0.png");
    ImageFolder greys = ImageFolder.open(folder);
    assertThat(greys.shape()).isEqualTo(new ImageShape(1, 6, 9));
    assertThat(read(greys, 1)).isEqualTo(read(colour.inGrey(), 0));
  }

  @Test
  void fitsImagesOfAnySize() throws IOException {
    copy("rgb.png", "1.png");
    writeGrey("2.png", 40, 20);
    ImageShape shape = new ImageShape(1, 8, 8);
    for (ResizeMode fit :
        new ResizeMode[] {ResizeMode.COVER, ResizeMode.CONTAIN, ResizeMode.STRETCH}) {
      ImageFolder images = ImageFolder.open(folder, shape, fit);
      ImageFile large = ImageFile.read(folder.resolve("2.png"), null);
      float[] expected = new float[64];
      fit.map(large.shape(), shape).apply(large.pixels(), expected);
      assertThat(read(images, 1)).isEqualTo(expected);
      assertThat(read(images, 0)).hasSize(64);
    }
    ImageFolder padded = ImageFolder.open(folder, new ImageShape(3, 10, 10), ResizeMode.PAD);
    assertThat(read(padded, 0)).startsWith(0, 0, 0);
    assertThatThrownBy(() -> read(padded, 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            folder.resolve("2.png")
                + ": padded shape: expected at least [3, 40, 20], found [3, 10, 10]");
  }

  /** A grey image of another size, by Java itself. */
  private void writeGrey(String name, int height, int width) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < height * width; i++) {
      image.getRaster().setSample(i % width, i / width, 0, i * 7 % 256);
    }
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  @Test
  void namesTheOneUnreadableImageAndLeavesItOutOnlyWhereAsked() throws IOException {
    for (int i = 1000; i < 1300; i++) {
      copy(i % 2 == 0 ? "rgb.png" : "rgb.jpeg", "k" + i % 3 + "/" + i + ".png");
    }
    Path torn = folder.resolve("k1/1255.png");
    byte[] bytes = Files.readAllBytes(torn);
    Files.write(torn, Arrays.copyOf(bytes, bytes.length / 2));
    Path small = folder.resolve("k2/1199.png");
    Files.delete(small);
    writeGrey("k2/1199.png", 5, 9);

    ImageFolder all = ImageFolder.open(folder);
    assertThat(all.size()).isEqualTo(300);
    int failures = 0;
    for (int i = 0; i < all.size(); i++) {
      int index = i;
      if (all.file(i).equals(torn)) {
        failures++;
        assertThatThrownBy(() -> read(all, index))
            .isInstanceOf(UncheckedIOException.class)
            .hasCauseInstanceOf(DataFormatException.class)
            .hasMessageStartingWith(torn + ": damaged or unsupported JPEG image: ");
      } else if (all.file(i).equals(small)) {
        failures++;
        assertThatThrownBy(() -> read(all, index))
            .isInstanceOf(UncheckedIOException.class)
            .hasMessage(small + ": expected 6 × 9 pixels, found 5 × 9");
      } else {
        read(all, i);
      }
    }
    assertThat(failures).isEqualTo(2);

    ImageFolder readable = all.withoutUnreadable();
    assertThat(readable.size()).isEqualTo(298);
    for (int i = 0; i < readable.size(); i++) {
      assertThat(readable.file(i)).isNotIn(torn, small);
      assertThat("k" + readable.label(i))
          .isEqualTo(readable.file(i).getParent().getFileName() + "");
      read(readable, i);
    }
    ImageFolder fitted = ImageFolder.open(folder, new ImageShape(3, 4, 4), ResizeMode.COVER);
    assertThat(fitted.withoutUnreadable().size()).isEqualTo(299);
  }

  @Test
  void aFileCutShortAnywhereIsRefusedUnlessAllPixelsAreThere() throws IOException {
    for (String name :
        new String[] {"rgb.png", "interlaced.png", "palette.png", "rgb.jpeg", "progressive.jpg"}) {
      byte[] whole = Files.readAllBytes(FIXTURES.resolve(name));
      float[] pixels = ImageFile.read(FIXTURES.resolve(name), null).pixels();
      Path cut = folder.resolve(name);
      int refused = 0;
      for (int length = 0; length < whole.length; length++) {
        Files.write(cut, Arrays.copyOf(whole, length));
        try {
          assertThat(ImageFile.read(cut, null).pixels())
              .as("%s, %d", name, length)
              .isEqualTo(pixels);
        } catch (DataFormatException e) {
          assertThat(e).hasMessageStartingWith(cut + ": ");
          refused++;
        }
      }
      // PNG ends with 20 bytes of checksums and end mark, and a last byte that may hold no pixel.
      assertThat(refused).as(name).isGreaterThanOrEqualTo(whole.length - 21);
    }
  }

  @Test
  void flippedBitsEndInAnImageOrAFormatError() throws IOException {
    Random random = new Random(5);
    int refused = 0;
    for (int round = 0; round < 1500; round++) {
      String name = new String[] {"rgb.png", "grey.jpg", "progressive.jpg"}[round % 3];
      byte[] bytes = Files.readAllBytes(FIXTURES.resolve(name));
      for (int flip = 0; flip < 1 + round % 4; flip++) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Path damaged = Files.write(folder.resolve(name), bytes);
      try {
        for (float pixel : ImageFile.read(damaged, new ImageShape(1, 6, 9)).pixels()) {
          assertThat(pixel).isBetween(0f, 1f);
        }
      } catch (DataFormatException e) {
        assertThat(e).hasMessageStartingWith(damaged + ": ");
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void aHeaderThatClaimsTooMuchIsRefusedBeforeItIsBelieved() throws IOException {
    byte[] bytes = Files.readAllBytes(FIXTURES.resolve("rgb.png"));
    bytes[18] = (byte) 0x75; // width 0x7509, height 0x7506
    bytes[22] = (byte) 0x75;
    Path bomb = Files.write(folder.resolve("bomb.png"), bytes);
    assertThatThrownBy(() -> ImageFile.read(bomb, null))
        .isInstanceOf(DataFormatException.class)
        .hasMessage(bomb + ": expected at most 67108864 pixels, found 29958 × 29961");
  }

  @Test
  void aFileInMemoryIsReadAndRefusedAsOneOnDisk() throws IOException {
    byte[] file = Files.readAllBytes(FIXTURES.resolve("rgb.jpeg"));
    ImageDataset memory = ImageDecoder.decode(file, "picture", 1 << 20);
    copy("rgb.jpeg", "a.jpeg");
    ImageDataset disk = ImageFolder.open(folder);
    assertThat(memory.size()).isOne();
    assertThat(memory.shape()).isEqualTo(disk.shape());
    assertThat(read(memory, 0)).containsExactly(read(disk, 0));
    int pixels = memory.shape().height() * memory.shape().width();
    assertThatThrownBy(() -> ImageDecoder.decode(file, "picture", pixels - 1))
        .isInstanceOf(DataFormatException.class)
        .hasMessageStartingWith("picture: expected at most " + (pixels - 1) + " pixels, found");
    assertThatThrownBy(() -> ImageDecoder.decode(new byte[0], "picture", pixels))
        .hasMessage("picture: expected a PNG or JPEG image, found an empty file");
  }

  @Test
  void refusesOtherFormatsWhateverTheirName() throws IOException {
    Path gif = copy("picture.gif", "1.png");
    assertThatThrownBy(() -> ImageFolder.open(folder))
        .isInstanceOf(DataFormatException.class)
        .hasMessage(gif + ": expected a PNG or JPEG image, found a GIF image; convert it to PNG");
    Files.write(gif, new byte[0]);
    assertThatThrownBy(() -> ImageFolder.open(folder))
        .isInstanceOf(DataFormatException.class)
        .hasMessage(gif + ": expected a PNG or JPEG image, found an empty file");
    Files.delete(gif);
    Path cmyk = copy("cmyk.jpg", "2.jpg");
    assertThatThrownBy(() -> ImageFolder.open(folder))
        .isInstanceOf(DataFormatException.class)
        .hasMessage(
            cmyk
                + ": damaged or unsupported JPEG image: expected grey or RGB, found 4 channels"
                + "; convert the image to RGB");
  }

  @Test
  void refusesFoldersWithoutImagesAndShapesThatNoImageHas() throws IOException {
    assertThatThrownBy(() -> ImageFolder.open(folder))
        .isInstanceOf(DataFormatException.class)
        .hasMessage(folder + ": expected .png, .jpg or .jpeg files, found none");
    assertThatThrownBy(() -> ImageFolder.open(folder.resolve("absent")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageFolder.open(folder, new ImageShape(4, 8, 8), ResizeMode.COVER))
        .withMessage("image shape: expected 1 or 3 channels, found 4");
    Files.writeString(folder.resolve("1.png"), "text");
    ImageFolder broken = ImageFolder.open(folder, new ImageShape(1, 8, 8), ResizeMode.COVER);
    assertThatThrownBy(broken::withoutUnreadable)
        .isInstanceOf(DataFormatException.class)
        .hasMessage(folder + ": expected readable images, found none");
  }

  @Test
  void aFileThatGoesAwayIsNamed() throws IOException {
    Path gone = copy("grey.png", "1.png");
    ImageFolder images = ImageFolder.open(folder);
    Files.delete(gone);
    assertThatThrownBy(() -> read(images, 0))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("java.nio.file.NoSuchFileException: " + gone);
    assertThatThrownBy(images::withoutUnreadable)
        .isInstanceOf(DataFormatException.class)
        .hasMessage(folder + ": expected readable images, found none");
    assertThatThrownBy(() -> images.read(0, new float[53]))
        .hasMessage(
            "pixels: expected an array of length 54 for an image of shape [1, 6, 9], found length 53");
    assertThatThrownBy(() -> read(images, 1)).hasMessage("image index: expected 0 to 0, found 1");
  }

  @Test
  void whatIsHiddenOrLeftByASystemIsNoImageAndNoClass() throws IOException {
    copy("grey.png", "cat/1.png");
    copy("grey.png", "dog/deep/1.png");
    for (String name :
        List.of(
            ".ipynb_checkpoints",
            ".git",
            ".Trash-1000",
            "@eaDir",
            "__MACOSX",
            "#recycle",
            "$RECYCLE.BIN",
            "lost+found",
            "System Volume Information",
            ".thumbnails",
            "@EADIR")) {
      for (String at : List.of("", "cat/", "dog/deep/")) {
        copy("rgb.png", at + name + "/sub/9.png");
      }
    }
    copy("rgb.png", "cat/.1.png");
    copy("rgb.png", "cat/._1.png");
    ImageFolder images = ImageFolder.open(folder);
    assertThat(images.size()).isEqualTo(2);
    assertThat(images.shape()).isEqualTo(new ImageShape(1, 6, 9));
    assertThat(images.labels()).containsExactly(0, 1);
    assertThat(images.classNames()).containsExactly("cat", "dog");
    assertThat(ImageFolder.open(folder.resolve("cat/.git")).size()).as("named itself").isOne();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAreFollowedAndThoseThatLeadNowhereAreToldBeforehand() throws Exception {
    for (String name : List.of("b/1.png", "b/2.png", "c/1.png")) {
      copy("grey.png", name);
    }
    Files.createSymbolicLink(folder.resolve("b/0.png"), Path.of("nowhere.png"));
    Files.createSymbolicLink(folder.resolve("b/3.png"), Path.of("3.png"));
    Files.createSymbolicLink(folder.resolve("b/4.png"), Path.of("../c/1.png"));
    Files.createSymbolicLink(folder.resolve("b/up"), Path.of(".."));
    Files.createSymbolicLink(folder.resolve("a"), Path.of(folder.getParent().toString()));
    Files.createSymbolicLink(folder.resolve("d"), folder.resolve("c"));
    Files.createSymbolicLink(folder.resolve("notes.txt"), Path.of("nowhere"));
    boolean pipe = new ProcessBuilder("mkfifo", folder + "/b/5.png").start().waitFor() == 0;
    ImageFolder images = ImageFolder.open(folder);
    assertThat(images.shape()).as("of the first that is there").isEqualTo(new ImageShape(1, 6, 9));
    List<String> expected = new ArrayList<>();
    String found = ": expected a file that can be read, found ";
    expected.add(folder.resolve("a") + found + "a link that leads to its own parent folder");
    expected.add(folder.resolve("b/0.png") + found + "a link to a missing file");
    expected.add(folder.resolve("b/3.png") + found + "a link that leads to itself");
    if (pipe) {
      expected.add(folder.resolve("b/5.png") + found + "a device or a pipe");
    }
    expected.add(folder.resolve("b/up") + found + "a link that leads to its own parent folder");
    assertThat(images.unreadable(false)).isEqualTo(expected);
    assertThat(images.unreadable(true)).isEqualTo(expected);
    ImageFolder readable = images.withoutUnreadable();
    assertThat(readable.unreadable(true)).isEmpty();
    assertThat(
            IntStream.range(0, readable.size())
                .mapToObj(i -> folder.relativize(readable.file(i)) + ""))
        .containsExactly("b/1.png", "b/2.png", "b/4.png", "c/1.png", "d/1.png");
    assertThat(readable.labels()).containsExactly(0, 0, 0, 1, 2);
    assertThat(readable.classNames()).containsExactly("b", "c", "d");
  }

  @Test
  void headersAndEndsTellWhichFilesAreNoWholeImages() throws IOException {
    copy("rgb.png", "1.jpg");
    copy("rgb.jpeg", "2.png");
    copy("picture.gif", "3.jpg");
    for (String[] other :
        new String[][] {
          {"BM", "BMP"},
          {"RIFFxxxxWEBPVP8 ", "WebP"},
          {"\0\0\0\30ftypheic", "HEIC"},
          {"II*\0", "TIFF"},
          {"<!DOCTYPE html>", "HTML"},
          {"version https://git-lfs.github.com/spec/v1", "Git LFS"}
        }) {
      Files.writeString(
          folder.resolve("4-" + other[1] + ".jpg"), other[0], StandardCharsets.ISO_8859_1);
    }
    for (String name : List.of("rgb.png", "rgb.jpeg", "progressive.jpg")) {
      byte[] whole = Files.readAllBytes(FIXTURES.resolve(name));
      Files.write(folder.resolve("5-" + name), Arrays.copyOf(whole, whole.length * 2 / 3));
    }
    writeGrey("6.png", 5, 9);
    ImageFolder images = ImageFolder.open(folder);
    List<String> problems = images.unreadable(false);
    assertThat(problems)
        .hasSize(1 + 6 + 3 + 1)
        .isEqualTo(images.unreadable(true).stream().toList());
    assertThat(problems.get(0))
        .isEqualTo(
            folder.resolve("3.jpg")
                + ": expected a PNG or JPEG image, found a GIF image; convert it to PNG");
    for (String format : List.of("BMP", "WebP", "HEIC", "TIFF", "HTML", "Git LFS")) {
      assertThat(problems)
          .anyMatch(problem -> problem.contains("found a ") && problem.contains(format));
    }
    assertThat(images.withoutUnreadable().size()).isEqualTo(2);
    Path others = Files.createDirectories(folder.resolve("others"));
    Files.copy(FIXTURES.resolve("picture.gif"), others.resolve("a.GIF"));
    Files.copy(FIXTURES.resolve("picture.gif"), others.resolve("b.webp"));
    assertThatThrownBy(() -> ImageFolder.open(others))
        .hasMessage(
            others
                + ": expected .png, .jpg or .jpeg files, found none but 1 of .gif, 1 of .webp; convert them to PNG");
  }
}
