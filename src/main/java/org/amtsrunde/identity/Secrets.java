package org.amtsrunde.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How secrets are named in the store. */
public final class Secrets {
  private Secrets() {}

  /**
   * SHA-256 as 64 hexadecimal digits. Enough for secrets of 260 random bits; never for passwords.
   */
  public static String hash(String secret) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
