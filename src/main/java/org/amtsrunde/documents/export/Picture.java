package org.amtsrunde.documents.export;

import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A picture that stands in the document itself. It is what its first bytes say, not what its address says.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
record Picture(Type type, byte[] bytes, int width, int height) {
  /** A larger picture is left out; its alternative text stands in its place. */
  static final int MOST_BYTES = 5 << 20;

  /** So that nobody who opens the picture needs more than 160 MB for it. */
  private static final long MOST_PIXELS = 40_000_000;

  private static final Pattern ADDRESS = Pattern.compile("(?i)data:image/(?:png|jpeg|gif);base64,");

  enum Type {
    PNG,
    JPEG,
    GIF;

    String ending() {
      return name().toLowerCase(Locale.ROOT);
    }

    String mime() {
      return "image/" + ending();
    }
  }

  /** The picture of a {@code data:} address; null if it is none, is damaged or too large. */
  static @Nullable Picture of(String address) {
    var head = ADDRESS.matcher(address);
    if (!head.lookingAt() || address.length() - head.end() > MOST_BYTES / 3 * 4 + 4) {
      return null;
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(address.substring(head.end()));
    } catch (IllegalArgumentException e) {
      return null;
    }
    var picture = bytes.length > MOST_BYTES ? null : read(bytes);
    return picture == null
            || picture.width < 1
            || picture.height < 1
            || (long) picture.width * picture.height > MOST_PIXELS
        ? null
        : picture;
  }

  private static @Nullable Picture read(byte[] bytes) {
    if (starts(bytes, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n') && bytes.length > 33) {
      return new Picture(Type.PNG, bytes, (int) number(bytes, 16, 4), (int) number(bytes, 20, 4));
    }
    if (starts(bytes, 'G', 'I', 'F', '8') && bytes.length > 13) {
      return new Picture(Type.GIF, bytes, at(bytes, 6) | at(bytes, 7) << 8, at(bytes, 8) | at(bytes, 9) << 8);
    }
    return starts(bytes, 0xFF, 0xD8, 0xFF) ? jpeg(bytes) : null;
  }

  /** The size of a JPEG stands in the segment that begins its frame. */
  private static @Nullable Picture jpeg(byte[] bytes) {
    int at = 2;
    while (at + 9 < bytes.length && at(bytes, at) == 0xFF) {
      int marker = at(bytes, at + 1);
      boolean isFrame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
      if (isFrame) {
        return new Picture(Type.JPEG, bytes, (int) number(bytes, at + 7, 2), (int) number(bytes, at + 5, 2));
      }
      at += marker == 0xFF ? 1 : 2 + (int) number(bytes, at + 2, 2);
    }
    return null;
  }

  private static boolean starts(byte[] bytes, int... with) {
    if (bytes.length < with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if (at(bytes, i) != with[i]) {
        return false;
      }
    }
    return true;
  }

  private static int at(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }

  private static long number(byte[] bytes, int at, int length) {
    long number = 0;
    for (int i = at; i < at + length; i++) {
      number = number << 8 | at(bytes, i);
    }
    return number;
  }

  /**
   * The size on paper, in tenths of a millimetre: 96 pixels are an inch, and nothing is larger than the room there is.
   *
   * @param room for the width
   */
  Size fit(int room) {
    double wide = width * 254.0 / 96;
    double high = height * 254.0 / 96;
    double factor = Math.min(1, Math.min(room / wide, Paper.MOST_HEIGHT / high));
    return new Size(Math.max(1, (int) (wide * factor)), Math.max(1, (int) (high * factor)));
  }

  record Size(int width, int height) {}
}
