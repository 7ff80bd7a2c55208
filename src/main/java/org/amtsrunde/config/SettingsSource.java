package org.amtsrunde.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The values of all settings by their dotted keys: the defaults that are packaged, over them a file, over that the environment
 * ({@code http.trustProxy} is {@code AMTSRUNDE_HTTP_TRUST_PROXY}; with {@code _FILE} behind it, the value is read from that file).
 */
final class SettingsSource {
  private static final String PREFIX = "AMTSRUNDE_";

  private SettingsSource() {}

  static Map<String, Object> read(@Nullable Path file, Map<String, String> environment) throws SettingsException {
    var values = defaults();
    if (file != null) {
      overlay(values, parse(text(file), file.toString()), file.toString());
    }
    overlayEnvironment(values, environment);
    return values;
  }

  private static Map<String, Object> defaults() throws SettingsException {
    try (var in = SettingsSource.class.getResourceAsStream("/amtsrunde.yaml")) {
      if (in == null) {
        throw new SettingsException("amtsrunde.yaml is missing from the class path");
      }
      return parse(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8), "the defaults");
    } catch (IOException e) {
      throw new SettingsException("the defaults cannot be read: " + e.getMessage());
    }
  }

  private static String text(Path file) throws SettingsException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new SettingsException("the file " + file + " cannot be read");
    }
  }

  private static Map<String, Object> parse(String yaml, String where) throws SettingsException {
    try {
      var flat = new LinkedHashMap<String, Object>();
      var root = new Load(LoadSettings.builder().setLabel(where).build()).loadFromString(yaml);
      if (root instanceof Map<?, ?> map) {
        flatten("", map, flat);
      } else if (root != null) {
        throw new SettingsException(where + " must be a list of settings");
      }
      return flat;
    } catch (YamlEngineException e) {
      throw new SettingsException(
          where + " is no well-formed YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static void flatten(String prefix, Map<?, ?> map, Map<String, Object> into) {
    map.forEach((key, value) -> {
      var path = prefix + key;
      if (value instanceof Map<?, ?> nested) {
        flatten(path + ".", nested, into);
      } else {
        into.put(path, value == null ? "" : value);
      }
    });
  }

  private static void overlay(Map<String, Object> values, Map<String, Object> over, String where)
      throws SettingsException {
    for (var entry : over.entrySet()) {
      if (!values.containsKey(entry.getKey())) {
        throw new SettingsException(
            "unknown key " + entry.getKey() + " in " + where + "; conf/amtsrunde.yaml lists all keys");
      }
      values.put(entry.getKey(), entry.getValue());
    }
  }

  private static void overlayEnvironment(Map<String, Object> values, Map<String, String> environment)
      throws SettingsException {
    var names = new LinkedHashMap<String, String>();
    for (var key : values.keySet()) {
      names.put(variable(key), key);
      names.put(PREFIX + key.replace('.', '_').toUpperCase(Locale.ROOT), key);
    }
    for (var variable : environment.entrySet()) {
      var name = variable.getKey();
      if (!name.startsWith(PREFIX)) {
        continue;
      }
      var key = names.get(name);
      if (key != null) {
        values.put(key, variable.getValue());
      } else if (name.endsWith("_FILE") && names.containsKey(name.substring(0, name.length() - 5))) {
        values.put(names.get(name.substring(0, name.length() - 5)), text(Path.of(variable.getValue())).strip());
      } else {
        throw new SettingsException(
            "unknown setting " + name + " in the environment; conf/amtsrunde.yaml lists all keys");
      }
    }
  }

  /** {@code http.trustProxy} → {@code AMTSRUNDE_HTTP_TRUST_PROXY}. */
  static String variable(String key) {
    return PREFIX + key.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
