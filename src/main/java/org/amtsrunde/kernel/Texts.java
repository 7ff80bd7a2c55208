package org.amtsrunde.kernel;

/** What people write, held to what can be shown. Pure: every "no" is a {@link Refusal} that names the field. */
public final class Texts {
  private Texts() {}

  /**
   * The text, trimmed: whole Unicode characters, at least one of them visible.
   *
   * @param longest in code points
   * @param allowedControls the control characters that may be in it
   */
  public static String checked(String field, String raw, int longest, String allowedControls) {
    var text = raw.strip();
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (Character.getType(point) == Character.SURROGATE) {
        throw Refusal.invalid(field + " must be whole Unicode characters");
      }
      if (Character.getType(point) == Character.CONTROL && allowedControls.indexOf(point) < 0) {
        throw Refusal.invalid(field + " must not contain control characters");
      }
      i += Character.charCount(point);
    }
    if (text.codePoints().noneMatch(Texts::isVisible)) {
      throw Refusal.invalid(field + " must not be empty");
    }
    if (text.codePointCount(0, text.length()) > longest) {
      throw Refusal.tooLarge(field + " must not have more than " + longest + " characters");
    }
    return text;
  }

  private static boolean isVisible(int point) {
    return !Character.isWhitespace(point)
        && !Character.isSpaceChar(point)
        && Character.getType(point) != Character.FORMAT;
  }
}
