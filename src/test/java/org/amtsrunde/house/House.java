package org.amtsrunde.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Words that several rules share. */
final class House {
  static final String ROOT = "org.amtsrunde";
  static final Path MAIN = Path.of("src/main/java");
  static final Path RESOURCES = Path.of("src/main/resources");
  static final Path CLASSES = Path.of("target/classes");

  /** What the product can do. They are neighbours, not floors. */
  static final List<String> CAPABILITIES =
      List.of("identity", "messenger", "presence", "documents", "rounds", "sessions", "calls");

  /** What carries them. */
  static final List<String> SPINE = List.of("kernel", "config", "redis", "cluster", "realtime", "http", "ops");

  private House() {}

  static String packages(String name) {
    return ROOT + "." + name + "..";
  }

  static String[] packages(List<String> names) {
    return names.stream().map(House::packages).toArray(String[]::new);
  }

  /** Nested classes and lambdas follow the file they stand in. */
  static DescribedPredicate<JavaClass> fileNamed(String regex) {
    return describe("in a file named " + regex, type -> outermost(type).getSimpleName().matches(regex));
  }

  static JavaClass outermost(JavaClass type) {
    var enclosing = type.getEnclosingClass();
    return enclosing.isPresent() ? outermost(enclosing.get()) : type;
  }

  /** All files below a folder that end like this; none where the folder does not exist. */
  static List<Path> files(Path folder, String... endings) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).filter(file -> endsLike(file, endings)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean endsLike(Path file, String... endings) {
    for (var ending : endings) {
      if (file.toString().endsWith(ending)) {
        return true;
      }
    }
    return false;
  }
}
