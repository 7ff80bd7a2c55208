package org.amtsrunde.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One atomic change of the store, written in Lua in a file beside the class that calls it. Called by its hash; both versions
 * of a script live side by side while nodes are updated one after the other.
 *
 * @param source the text
 * @param sha1 what EVALSHA asks for
 */
public record Script(String source, String sha1) {
  /**
   * Loads the named resources beside {@code owner} and joins them in order: first the preludes whose functions the last one
   * calls.
   *
   * @param files names relative to the package of {@code owner}, or absolute with a leading slash
   */
  public static Script load(Class<?> owner, String... files) {
    var text = new StringBuilder();
    for (var file : files) {
      try (var in = owner.getResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalStateException("script " + file + " is missing beside " + owner.getName());
        }
        text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)).append('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return of(text.toString());
  }

  private static Script of(String source) {
    try {
      var hash = MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
      return new Script(source, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
