package org.amtsrunde.documents.export;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Addresses that may stand in a file which leaves this place. */
final class Addresses {
  private static final int MOST = 2000;
  private static final Pattern ABSOLUTE = Pattern.compile("(?i)(https?://.|mailto:.|tel:.).*");

  /** What people paste into addresses and no address may hold. */
  private static final Pattern FOREIGN = Pattern.compile("[^!#-;=?-Z\\[\\]_a-z~]|%(?![0-9A-Fa-f]{2})");

  private Addresses() {}

  /**
   * The same address as a valid one in ASCII, since office programs call a file damaged that holds another; empty if it cannot be one,
   * or if it only means something in this place.
   */
  static String absolute(String address) {
    if (address.length() > MOST || !ABSOLUTE.matcher(address).matches()) {
      return "";
    }
    var ascii = FOREIGN.matcher(Xml.clean(address)).replaceAll(found -> percent(found.group()));
    try {
      return new URI(ascii).toASCIIString();
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static String percent(String letters) {
    var out = new StringBuilder();
    for (byte octet : letters.getBytes(StandardCharsets.UTF_8)) {
      out.append('%').append(String.format("%02X", octet));
    }
    return out.toString();
  }
}
