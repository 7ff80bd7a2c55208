package org.amtsrunde.documents;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** The name of a file that is taken away: the title, as far as every system can have it as a name. */
final class ExportName {
  private static final int MOST_LETTERS = 80;

  /** What some system forbids, and what nobody sees, such as a sign that turns the direction of writing. */
  private static final Pattern UNFIT = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\\s/\\\\:*?\"<>|]+");

  /** Names that stand for devices, whatever follows the dot. */
  private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private ExportName() {}

  /** Of no more than 80 letters and the ending; no path, no hidden file, no control characters. */
  static String of(String title, String ending) {
    var name = UNFIT.matcher(title).replaceAll(" ").replaceAll("^[. ]+", "");
    if (name.codePointCount(0, name.length()) > MOST_LETTERS) {
      name = name.substring(0, name.offsetByCodePoints(0, MOST_LETTERS));
    }
    name = name.replaceAll("[. ]+$", "");
    if (name.isEmpty()) {
      name = "Dokument";
    } else if (DEVICE.matcher(name).matches()) {
      name = "_" + name;
    }
    return name + "." + ending;
  }

  /** The value of {@code Content-Disposition} for a file of this name (RFC 6266): in ASCII, and as it is (RFC 8187). */
  static String disposition(String name) {
    var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    return "attachment; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + encoded;
  }

  private static String ascii(String name) {
    var german =
        name.replace("ä", "ae")
            .replace("ö", "oe")
            .replace("ü", "ue")
            .replace("Ä", "Ae")
            .replace("Ö", "Oe")
            .replace("Ü", "Ue")
            .replace("ß", "ss");
    var plain =
        MARKS
            .matcher(Normalizer.normalize(german, Normalizer.Form.NFD))
            .replaceAll("")
            .replaceAll("[^\\x20-\\x7e]|[%\";\\\\]", "_")
            .replaceAll("_+", "_");
    return plain.startsWith("_.") ? "Dokument" + plain.substring(1) : plain;
  }
}
