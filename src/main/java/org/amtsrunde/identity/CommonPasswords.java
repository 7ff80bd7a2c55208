package org.amtsrunde.identity;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Passwords that are guessed first, in German and English. Not a list of leaks: limits on guessing
 * make the first few hundred the ones that count.
 */
final class CommonPasswords {
  /** Words that stay common with any digits and signs around them. */
  private static final Set<String> WORDS =
      Set.of(
          "password",
          "passwort",
          "kennwort",
          "geheim",
          "geheimnis",
          "secret",
          "hallo",
          "hallowelt",
          "willkommen",
          "welcome",
          "login",
          "anmeldung",
          "admin",
          "administrator",
          "verwaltung",
          "gemeinde",
          "rathaus",
          "landratsamt",
          "landkreis",
          "stadt",
          "buerger",
          "bürger",
          "buergermeister",
          "bürgermeister",
          "behoerde",
          "behörde",
          "amtsrunde",
          "amt",
          "test",
          "changeme",
          "letmein",
          "iloveyou",
          "ichliebedich",
          "schatz",
          "sommer",
          "winter",
          "herbst",
          "frühling",
          "fruehling",
          "summer",
          "autumn",
          "spring",
          "januar",
          "februar",
          "märz",
          "april",
          "mai",
          "juni",
          "juli",
          "august",
          "september",
          "oktober",
          "november",
          "dezember",
          "montag",
          "freitag",
          "deutschland",
          "germany",
          "bayern",
          "berlin",
          "münchen",
          "muenchen",
          "hamburg",
          "fussball",
          "fußball",
          "football",
          "baseball",
          "superman",
          "batman",
          "master",
          "monkey",
          "dragon",
          "sunshine",
          "princess",
          "qwertz",
          "qwerty",
          "qwertzuiop",
          "qwertyuiop",
          "qwertzuiopü",
          "asdfghjkl",
          "asdfghjklö",
          "yxcvbnm",
          "zxcvbnm",
          "qaywsx",
          "qaywsxedc",
          "qazwsx",
          "qazwsxedc",
          "abc",
          "abcdef",
          "abcdefgh",
          "abcdefghij",
          "computer",
          "internet",
          "windows",
          "startrek",
          "starwars",
          "schalke",
          "borussia",
          "werder",
          "baerchen",
          "bärchen",
          "passwordpassword",
          "passwortpasswort",
          "hallohallo",
          "adminadmin",
          "testtest",
          "q",
          "w",
          "e",
          "qwe",
          "asd",
          "yxc",
          "a",
          "x");

  private static final String ROWS =
      "01234567890 9876543210 qwertzuiop qwertyuiop asdfghjkl abcdefghijklmnopqrstuvwxyz";
  private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");

  private CommonPasswords() {}

  /**
   * @param password in lower case and without blanks
   */
  static boolean contains(String password) {
    var core = AROUND.matcher(password).replaceAll("");
    return WORDS.contains(core) || ROWS.contains(password) || repeats(password) || digitsInOrder(password);
  }

  /** One piece of up to four characters again and again: aaaaaaaaaa, 1212121212, abcabcabcabc. */
  private static boolean repeats(String password) {
    for (int size = 1; size <= 4 && size * 2 <= password.length(); size++) {
      boolean same = true;
      for (int i = size; i < password.length() && same; i++) {
        same = password.charAt(i) == password.charAt(i - size);
      }
      if (same) {
        return true;
      }
    }
    return false;
  }

  /** Digits that go up or down by one, or stay: 1234512345, 1112223334. */
  private static boolean digitsInOrder(String password) {
    int breaks = 0;
    for (int i = 0; i < password.length(); i++) {
      if (password.charAt(i) < '0' || password.charAt(i) > '9') {
        return false;
      }
      if (i > 0 && Math.abs(password.charAt(i) - password.charAt(i - 1)) > 1) {
        breaks++;
      }
    }
    return breaks <= 2;
  }
}
