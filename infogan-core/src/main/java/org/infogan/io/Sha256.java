package org.infogan.io;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which every Java platform has to provide. */
public final class Sha256 {

  private Sha256() {}

  /**
   * A digest to be fed piece by piece.
   *
   * @return a new digest
   */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform has no SHA-256", e);
    }
  }

  /** The sum of bytes that are at hand as a whole. */
  static byte[] of(byte[] bytes) {
    return digest().digest(bytes);
  }
}
