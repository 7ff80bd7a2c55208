package org.amtsrunde.rounds.programme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.rounds.ProgrammeName;
import org.jspecify.annotations.Nullable;

/** The programmes of the product, each in every version that a round may run on, read once from the resources beside this class. */
public final class Programmes {
  /** One folder for each version of each programme. */
  private static final List<String> FOLDERS = List.of("public-communication-1");

  private final List<Programme> all;

  private Programmes(List<Programme> all) {
    this.all = all;
  }

  /** Refuses with a {@link ProgrammeException} a file that is not as it must be. */
  public static Programmes packaged() {
    return new Programmes(
        FOLDERS.stream().map(folder -> new ProgrammeReader(file -> text(folder + "/" + file)).read()).toList());
  }

  public List<Programme> all() {
    return all;
  }

  public Programme require(ProgrammeName name) {
    return require(name.id(), name.version());
  }

  /** The version a round has begun with; refuses one that is not there, as not found. */
  public Programme require(String id, int version) {
    return all.stream()
        .filter(programme -> programme.id().equals(id) && programme.version() == version)
        .findFirst()
        .orElseThrow(Refusal::notFound);
  }

  /** The version with which a round begins today; refuses an unknown id, as not found. */
  public Programme newest(String id) {
    return all.stream()
        .filter(programme -> programme.id().equals(id))
        .max(Comparator.comparingInt(Programme::version))
        .orElseThrow(Refusal::notFound);
  }

  private static @Nullable String text(String file) {
    try (var in = Programmes.class.getResourceAsStream(file)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
