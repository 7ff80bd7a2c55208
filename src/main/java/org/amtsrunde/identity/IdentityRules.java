package org.amtsrunde.identity;

import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.text.Normalizer;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Caller.Role;
import org.amtsrunde.kernel.Refusal;

/**
 * What is allowed, without a store. Every method that takes a text from outside refuses it as
 * invalid or returns its one normal form.
 */
public final class IdentityRules {
  static final int PASSWORD_MIN = 10;
  static final int PASSWORD_MAX = 200;

  private static final Pattern LOCAL = Pattern.compile("[a-z0-9!#$%&'*+/=?^_`|~-]+(\\.[a-z0-9!#$%&'*+/=?^_`|~-]+)*");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern TOP = Pattern.compile("[a-z].*");
  private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s]+");

  private IdentityRules() {}

  /** A mail address in lower case, its domain in ASCII. */
  public static String email(String text) {
    var stripped = text.strip();
    int at = stripped.lastIndexOf('@');
    if (at < 1 || stripped.length() > 254) {
      throw Refusal.invalid("email must be a mail address");
    }
    var local = stripped.substring(0, at).toLowerCase(Locale.ROOT);
    if (local.length() > 64 || !LOCAL.matcher(local).matches()) {
      throw Refusal.invalid("email must be a mail address");
    }
    var whole = local + "@" + domain(stripped.substring(at + 1));
    if (whole.length() > 254) {
      throw Refusal.invalid("email must be a mail address");
    }
    return whole;
  }

  /** A domain with at least two labels, in lower case and ASCII. */
  public static String domain(String text) {
    String ascii;
    try {
      ascii = IDN.toASCII(text.strip()).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("a domain must look like gemeinde.example");
    }
    var labels = ascii.split("\\.", -1);
    boolean ok = labels.length > 1 && ascii.length() <= 253 && TOP.matcher(labels[labels.length - 1]).matches();
    for (var label : labels) {
      ok = ok && LABEL.matcher(label).matches();
    }
    if (!ok) {
      throw Refusal.invalid("a domain must look like gemeinde.example");
    }
    return ascii;
  }

  /** The part of a normalised mail address after the @. */
  public static String domainOf(String email) {
    return email.substring(email.lastIndexOf('@') + 1);
  }

  /** The name of a person: 2 to 80 code points, one line, nothing that could pass for markup. */
  public static String personName(String text) {
    var name = line("name", text, 2, 80);
    if (name.codePoints().anyMatch(c -> "[]()<>{}@\\".indexOf(c) >= 0)
        || name.codePoints().noneMatch(Character::isLetter)) {
      throw Refusal.invalid("name must be the name of a person");
    }
    return name;
  }

  /** The name of an authority: 2 to 120 code points, one line. */
  public static String authorityName(String text) {
    return line("name", text, 2, 120);
  }

  private static String line(String field, String text, int min, int max) {
    var line = BLANKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" ").strip();
    int length = line.codePointCount(0, line.length());
    if (length < min || length > max) {
      throw Refusal.invalid(field + " must have " + min + " to " + max + " characters");
    }
    // Format characters turn the direction of writing or are not seen: one name could pass for
    // another.
    if (line.codePoints().anyMatch(IdentityRules::unprintable)) {
      throw Refusal.invalid(field + " must not contain control characters");
    }
    return line;
  }

  private static boolean unprintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /** A password as it is hashed: one form for what different keyboards send. */
  public static String password(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * A new password: 10 to 200 code points, neither the mail address nor the name nor one that
   * everybody tries first.
   */
  public static String newPassword(String text, String email, String name) {
    var password = password(text);
    int length = password.codePointCount(0, password.length());
    if (length < PASSWORD_MIN || length > PASSWORD_MAX) {
      throw Refusal.invalid("password must have " + PASSWORD_MIN + " to " + PASSWORD_MAX + " characters");
    }
    var plain = squeeze(password);
    var local = email.substring(0, email.lastIndexOf('@'));
    if (plain.equals(squeeze(email)) || plain.equals(squeeze(local)) || plain.equals(squeeze(name))) {
      throw Refusal.invalid("password must be neither the mail address nor the name");
    }
    if (CommonPasswords.contains(plain)) {
      throw Refusal.invalid("password is one of those that are guessed first");
    }
    return password;
  }

  private static String squeeze(String text) {
    return BLANKS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  /** The roles of these words; everybody is a member. */
  public static Set<Role> roles(Collection<String> words) {
    var roles = EnumSet.of(Role.MEMBER);
    words.forEach(word -> roles.add(Role.of(word)));
    return roles;
  }

  /** What somebody invited with this role is. */
  public static Set<Role> roles(Role role) {
    return EnumSet.of(Role.MEMBER, role);
  }

  /**
   * Whether these roles allow an invitation: programme owners invite members, administrators
   * anybody.
   */
  public static boolean mayInvite(Set<Role> roles, Role invited) {
    return roles.contains(Role.ADMINISTRATOR) || (roles.contains(Role.PROGRAMME_OWNER) && invited == Role.MEMBER);
  }

  /**
   * Refuses a change of an account that nobody should make.
   *
   * @param disabled as it will be
   */
  public static void mayChange(Caller caller, String personId, Set<Role> roles, boolean disabled) {
    if (disabled && caller.personId().equals(personId)) {
      throw Refusal.conflict("another administrator must disable your account");
    }
    if (disabled && roles.contains(Role.ADMINISTRATOR)) {
      throw Refusal.conflict("a disabled account cannot be administrator");
    }
  }

  /**
   * What counts as one place that guesses: an IPv4 address, or the 64 bits of IPv6 that one
   * customer has.
   */
  public static String network(String address) {
    try {
      var parsed = InetAddress.ofLiteral(address.strip());
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(parsed.getAddress(), 0, 8)
          : parsed.getHostAddress();
    } catch (IllegalArgumentException e) {
      return "unknown";
    }
  }
}
