package org.amtsrunde.kernel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** JSON by streaming: one strict factory for reading, one small writer. No reflection, no tree where none is needed. */
public final class Json {
  /** Refuses duplicate names; nesting to 32, strings to 1 MiB, numbers to 30 digits. */
  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          // The table of names is copied whenever a parser meets a new one, and names from outside, channels for one,
          // are new.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxStringLength(1 << 20)
                  .maxNumberLength(30)
                  .maxNameLength(512)
                  .build())
          .build();

  private Json() {}

  /** Whether the bytes are well-formed UTF-8. */
  public static boolean isUtf8(byte[] bytes) {
    if (isAscii(bytes)) {
      return true;
    }
    try {
      decoded(bytes);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /**
   * The text of well-formed UTF-8; its parser is {@code FACTORY.createParser(text)}.
   *
   * @throws CharacterCodingException if it is not well-formed
   */
  public static String text(byte[] utf8) throws CharacterCodingException {
    return isAscii(utf8) ? new String(utf8, StandardCharsets.ISO_8859_1) : decoded(utf8);
  }

  private static boolean isAscii(byte[] bytes) {
    boolean ascii = true;
    for (byte b : bytes) {
      ascii &= b >= 0;
    }
    return ascii;
  }

  private static String decoded(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(utf8))
        .toString();
  }

  /** Writes one object as UTF-8. */
  public static byte[] object(Consumer<Out> body) {
    var bytes = new ByteArrayOutputStream(256);
    try (var generator = FACTORY.createGenerator(bytes)) {
      var out = new Out(generator);
      generator.writeStartObject();
      body.accept(out);
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes an array of objects, one for each item, as UTF-8. */
  public static <T> byte[] array(Collection<T> items, BiConsumer<Out, T> body) {
    var bytes = new ByteArrayOutputStream(256);
    try (var generator = FACTORY.createGenerator(bytes)) {
      var out = new Out(generator);
      generator.writeStartArray();
      for (var item : items) {
        generator.writeStartObject();
        body.accept(out, item);
        generator.writeEndObject();
      }
      generator.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes the fields of an object; fields with a null value are left out. */
  public static final class Out {
    private final JsonGenerator generator;

    private Out(JsonGenerator generator) {
      this.generator = generator;
    }

    public Out put(String name, @Nullable String value) {
      if (value != null) {
        run(() -> generator.writeStringField(name, value));
      }
      return this;
    }

    public Out put(String name, long value) {
      run(() -> generator.writeNumberField(name, value));
      return this;
    }

    public Out put(String name, boolean value) {
      run(() -> generator.writeBooleanField(name, value));
      return this;
    }

    /** A value that is JSON already, as UTF-8. */
    public Out raw(String name, byte @Nullable [] json) {
      if (json != null) {
        run(() -> {
          generator.writeFieldName(name);
          generator.writeRawValue(new String(json, StandardCharsets.UTF_8));
        });
      }
      return this;
    }

    public Out putNull(String name) {
      run(() -> generator.writeNullField(name));
      return this;
    }

    public Out strings(String name, Collection<String> values) {
      run(() -> {
        generator.writeArrayFieldStart(name);
        for (var value : values) {
          generator.writeString(value);
        }
        generator.writeEndArray();
      });
      return this;
    }

    public Out object(String name, Consumer<Out> body) {
      run(() -> generator.writeObjectFieldStart(name));
      body.accept(this);
      run(generator::writeEndObject);
      return this;
    }

    /** An array of objects, one for each item. */
    public <T> Out objects(String name, Collection<T> items, BiConsumer<Out, T> body) {
      run(() -> generator.writeArrayFieldStart(name));
      for (var item : items) {
        run(generator::writeStartObject);
        body.accept(this, item);
        run(generator::writeEndObject);
      }
      run(generator::writeEndArray);
      return this;
    }

    private interface Step {
      void run() throws IOException;
    }

    private static void run(Step step) {
      try {
        step.run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
