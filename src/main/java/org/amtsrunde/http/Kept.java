package org.amtsrunde.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * JSON that a browser may keep, and asks about before it shows it again.
 *
 * @param tag the entity tag, with its quotes; the same bytes have the same one on every node
 */
public record Kept(byte[] json, String tag) {
  private static final int TAG_BYTES = 12;

  public static Kept of(byte[] json) {
    try {
      var hash = Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(json), TAG_BYTES);
      return new Kept(json, "\"" + Base64.getUrlEncoder().encodeToString(hash) + "\"");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
