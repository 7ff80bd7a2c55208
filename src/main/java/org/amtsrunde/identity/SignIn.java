package org.amtsrunde.identity;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One browser that is signed in.
 *
 * @param id names it inside the server; no secret
 * @param secret what the browser shows; 260 random bits
 */
public record SignIn(String personId, String id, String secret) {
  private static final Pattern COOKIE = Pattern.compile("([0-9A-Za-z_-]{1,64})\\.([0-9a-z]{20})\\.([0-9a-z]{52})");

  /** The value of the cookie. */
  public String cookie() {
    return personId + "." + id + "." + secret;
  }

  /** Reads the value of a cookie; empty for whatever this class did not write. */
  public static Optional<SignIn> parse(@Nullable String cookie) {
    if (cookie == null) {
      return Optional.empty();
    }
    var matcher = COOKIE.matcher(cookie);
    return matcher.matches()
        ? Optional.of(new SignIn(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  /** Keeps the secret out of logs. */
  @Override
  public String toString() {
    return "SignIn[" + personId + ", " + id + "]";
  }
}
