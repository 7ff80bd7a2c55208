package org.amtsrunde.realtime;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes a command safe to repeat: the same author, channel and cid with the same body is answered with the first result for
 * seven days; with another body it is refused as a conflict.
 *
 * @param author person id
 * @param cid the client's id of the command, made when the person pressed send
 * @param fingerprint of method and body
 */
public record Once(String author, String cid, String fingerprint) {

  /** @param body every part that makes the command what it is, method first */
  public static Once of(String author, String cid, String... body) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : body) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return new Once(author, cid, HexFormat.of().formatHex(digest.digest(), 0, 12));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
