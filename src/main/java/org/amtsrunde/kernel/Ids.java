package org.amtsrunde.kernel;

import java.util.random.RandomGenerator;

/**
 * Makes opaque ids and secrets of lower-case letters and digits (Crockford base 32, five bits a character).
 *
 * <p>An id has 100 random bits: two equal ones are not expected in the life of the product. A secret has 260 bits and must
 * be made from a cryptographically strong generator.
 */
public final class Ids {
  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private final RandomGenerator random;

  public Ids(RandomGenerator random) {
    this.random = random;
  }

  /** A new id of 20 characters. */
  public String next() {
    return characters(20);
  }

  /** A new secret of 52 characters. */
  public String secret() {
    return characters(52);
  }

  private String characters(int count) {
    var out = new char[count];
    var bytes = new byte[count];
    random.nextBytes(bytes);
    for (int i = 0; i < count; i++) {
      out[i] = ALPHABET[bytes[i] & 31];
    }
    return new String(out);
  }
}
