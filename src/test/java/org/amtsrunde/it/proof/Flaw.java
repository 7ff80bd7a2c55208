package org.amtsrunde.it.proof;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/**
 * A deliberate fault: the source of one class or script with something else in one place.
 *
 * @param meanwhile what happens to the store while people talk
 * @param file below {@code org/amtsrunde}
 * @param good stands there once
 * @param bad what stands there instead
 * @param caughtBy of which at least one must be named
 */
record Flaw(String name, Meanwhile meanwhile, String file, String good, String bad, Set<Invariant> caughtBy) {
  /** What happens to the store. */
  enum Meanwhile {
    NOTHING,
    STORE_KILLED,
    /** It comes back without what it has acknowledged last. */
    STORE_REWOUND
  }

  private static final String ROOT = "org/amtsrunde/";

  /** Writes what is flawed into a folder of its own: it belongs in front of everything else. */
  Path made(Path below) throws IOException {
    var folder = Files.createDirectories(below.resolve(name));
    boolean code = isCode();
    var source = source();
    var target = folder.resolve(code ? "source" : "").resolve(ROOT + file);
    Files.createDirectories(target.getParent());
    Files.writeString(target, source.replace(good, bad));
    if (code) {
      compile(target, folder);
    }
    return folder;
  }

  /** How often the good part stands in the source of the product. */
  int found() throws IOException {
    return source().split(Pattern.quote(good), -1).length - 1;
  }

  private String source() throws IOException {
    return Files.readString(Path.of("src/main", isCode() ? "java" : "resources", ROOT, file));
  }

  private boolean isCode() {
    return file.endsWith(".java");
  }

  private static void compile(Path source, Path into) throws IOException {
    var libraries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      var options =
          List.of(
              "-proc:none", "-nowarn", "-cp", "target/classes" + File.pathSeparator + libraries, "-d", into.toString());
      var units = files.getJavaFileObjects(source);
      if (!compiler.getTask(null, files, null, options, null, units).call()) {
        throw new IllegalStateException(source + " cannot be compiled");
      }
    }
  }
}
