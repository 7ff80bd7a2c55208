package org.amtsrunde.documents.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The zipped files that an office document is. The same files give the same bytes. */
final class Parcel {
  /** No export is larger. */
  static final int MOST_BYTES = 50 << 20;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
  private final ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8);
  private final LocalDateTime time;

  Parcel(Meta meta) {
    this.time = LocalDateTime.ofInstant(meta.created(), ZoneOffset.UTC);
  }

  Parcel add(String name, Xml xml) {
    return add(name, xml.bytes());
  }

  Parcel add(String name, byte[] content) {
    return add(new ZipEntry(name), content);
  }

  /** As it is, so that whoever reads the first bytes of the file finds it. */
  Parcel store(String name, byte[] content) {
    var entry = new ZipEntry(name);
    var sum = new CRC32();
    sum.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    return add(entry, content);
  }

  private Parcel add(ZipEntry entry, byte[] content) {
    try {
      entry.setTimeLocal(time.getYear() < 1980 || time.getYear() > 2099 ? LocalDateTime.of(1980, 1, 1, 0, 0) : time);
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException("to memory", e);
    }
    check(bytes.size());
    return this;
  }

  byte[] bytes() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException("to memory", e);
    }
    check(bytes.size());
    return bytes.toByteArray();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static void check(long size) {
    if (size > MOST_BYTES) {
      throw new TooLarge("more than " + MOST_BYTES + " bytes");
    }
  }

  /** A file that stands beside the classes, with the language of the document in it. */
  static byte[] resource(String name, Meta meta) {
    try (var in = Parcel.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      var country = meta.country();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("{tag}", country.isEmpty() ? meta.speech() : meta.speech() + "-" + country)
          .replace("{language}", meta.speech())
          .replace("{country}", country.isEmpty() ? "none" : country)
          .getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
