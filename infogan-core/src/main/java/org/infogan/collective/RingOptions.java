package org.infogan.collective;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.infogan.internal.Checks;

/**
 * How ranks connect.
 *
 * @param token a secret of the run, known to all its ranks: whoever connects without it is refused.
 *     It is not a key: what is sent is not encrypted
 * @param ready how long a rank waits for the others until the ring stands; JVMs and native
 *     libraries may start slowly
 * @param timeout how long an exchange may stand still afterwards; longer than the slowest rank's
 *     step, and than rank 0 needs to write a checkpoint
 */
public record RingOptions(String token, Duration ready, Duration timeout) {

  private static final int SHORTEST_TOKEN = 16;
  private static final Duration DEFAULT = Duration.ofMinutes(5);

  /**
   * Checks the numbers.
   *
   * @param token at least 16 characters
   * @param ready above 0
   * @param timeout above 0
   * @throws IllegalArgumentException when one does not fit
   */
  public RingOptions {
    // The message must not show a secret.
    Checks.atLeast("ring: characters of the token", SHORTEST_TOKEN, token.length());
    Checks.require(ready.compareTo(Duration.ZERO) > 0, "ring: ready", "above 0", ready);
    Checks.require(timeout.compareTo(Duration.ZERO) > 0, "ring: timeout", "above 0", timeout);
  }

  /**
   * Time limits of five minutes.
   *
   * @param token the run's secret, at least 16 characters
   * @return the options
   */
  public static RingOptions of(String token) {
    return new RingOptions(token, DEFAULT, DEFAULT);
  }

  /** What is sent in the token's place: 32 bytes, whatever its length. */
  byte[] proof() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /**
   * The limits; the token stays secret.
   *
   * @return a line for logs
   */
  @Override
  public String toString() {
    return "ready within "
        + ready.toSeconds()
        + " s, exchange within "
        + timeout.toSeconds()
        + " s";
  }
}
