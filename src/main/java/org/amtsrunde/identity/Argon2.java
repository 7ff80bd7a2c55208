package org.amtsrunde.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id in the PHC text form {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}. The text carries its
 * parameters, so they can be raised while old hashes stay valid. Slow on purpose: never call it on
 * an event loop.
 */
final class Argon2 {
  /** How expensive a guess is: memory in KiB, passes over it, lanes. */
  record Cost(int memoryKib, int passes, int lanes) {
    /** The first choice of OWASP's password storage page: 19 MiB, two passes, one lane. */
    static final Cost DEFAULT = new Cost(19 * 1024, 2, 1);

    private boolean weakerThan(Cost other) {
      return memoryKib < other.memoryKib || passes < other.passes;
    }
  }

  static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  private Argon2() {}

  static String hash(String password, byte[] salt, Cost cost) {
    return text(cost, salt, compute(password, salt, cost, HASH_BYTES));
  }

  /** A hash that no password is known for, as expensive to check as a true one. */
  static String unmatchable(Cost cost) {
    return text(cost, new byte[SALT_BYTES], new byte[HASH_BYTES]);
  }

  /** Whether the password has this hash; takes the same time for yes and no. */
  static boolean matches(String password, String phc) {
    var matcher = PHC.matcher(phc);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no Argon2id hash of a password");
    }
    var expected = Base64.getDecoder().decode(matcher.group(5));
    var actual = compute(password, Base64.getDecoder().decode(matcher.group(4)), cost(matcher), expected.length);
    return MessageDigest.isEqual(actual, expected);
  }

  /** Whether a hash costs less than it should today. */
  static boolean isWeak(String phc, Cost today) {
    var matcher = PHC.matcher(phc);
    return !matcher.matches() || cost(matcher).weakerThan(today);
  }

  private static Cost cost(java.util.regex.Matcher phc) {
    return new Cost(Integer.parseInt(phc.group(1)), Integer.parseInt(phc.group(2)), Integer.parseInt(phc.group(3)));
  }

  private static String text(Cost cost, byte[] salt, byte[] hash) {
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + cost.memoryKib
        + ",t="
        + cost.passes
        + ",p="
        + cost.lanes
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  private static byte[] compute(String password, byte[] salt, Cost cost, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib)
            .withIterations(cost.passes)
            .withParallelism(cost.lanes)
            .withSalt(salt)
            .build());
    var hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
