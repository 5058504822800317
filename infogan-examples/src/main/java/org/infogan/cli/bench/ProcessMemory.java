package org.infogan.cli.bench;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Structure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of this process, as Linux and its C library count it; null where they do not. */
final class ProcessMemory {

  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessMemory() {}

  static Long residentMegabytes() throws IOException {
    return status("VmRSS:");
  }

  static Long peakResidentMegabytes() throws IOException {
    return status("VmHWM:");
  }

  private static Long status(String field) throws IOException {
    if (!Files.isReadable(STATUS)) {
      return null;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(field))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(null);
  }

  /** What the C library has handed out and not got back: arrays, and what ND4J keeps of them. */
  static Double nativeMegabytes() {
    try {
      MallocInfo info =
          (MallocInfo)
              NativeLibrary.getInstance("c")
                  .getFunction("mallinfo2")
                  .invoke(MallocInfo.class, new Object[0]);
      return (info.hblkhd + info.uordblks) / (double) (1 << 20);
    } catch (LinkageError e) {
      return null; // not glibc 2.33 or later, or JNA has no library for the platform
    }
  }

  /** {@code struct mallinfo2}, by the names of the C library. */
  @Structure.FieldOrder({
    "arena",
    "ordblks",
    "smblks",
    "hblks",
    "hblkhd",
    "usmblks",
    "fsmblks",
    "uordblks",
    "fordblks",
    "keepcost"
  })
  public static final class MallocInfo extends Structure implements Structure.ByValue {
    public long arena;
    public long ordblks;
    public long smblks;
    public long hblks;

    /** Bytes in large blocks, which are mapped one by one. */
    public long hblkhd;

    public long usmblks;
    public long fsmblks;

    /** Bytes in all other blocks. */
    public long uordblks;

    public long fordblks;
    public long keepcost;
  }
}
