package org.amtsrunde.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.amtsrunde.kernel.Caller.Role;
import org.amtsrunde.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityRulesTest {
  private static final int RUNS = 20_000;

  @Test
  void oneAddressHasOneForm() {
    assertThat(IdentityRules.email("  Jonas.Brandl@Altwasser.EXAMPLE\u2003"))
        .isEqualTo("jonas.brandl@altwasser.example");
    assertThat(IdentityRules.email("poststelle@fürth.example")).isEqualTo("poststelle@xn--frth-0ra.example");
    assertThat(IdentityRules.domainOf("a@b.example")).isEqualTo("b.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "a@",
        "@b.example",
        "a@b",
        "a b@c.example",
        "a@b..example",
        "a@-b.example",
        "a@b.example.",
        ".a@b.example",
        "a.@b.example",
        "a..b@c.example",
        "a@b.123",
        "a@[192.0.2.1]",
        "a\u200b@b.example",
        "a@b.example\n@c.example",
        "{a}@b.example",
        "ä@b.example",
        "a\u0000@b.example",
        "\"a b\"@c.example",
        "a,b@c.example"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> IdentityRules.email(text)).isInstanceOf(Refusal.class);
  }

  @Test
  void anyTextIsRefusedOrHasAFormThatStays() {
    var random = seeded();
    var alphabet = "aAbZ09.-_+@@ \t{}[]\"äßÜ\u00a0\u200b\u0130\u212a\ud83d\ude00:;,\n";
    for (int run = 0; run < RUNS; run++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(14); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      if (random.nextBoolean()) {
        text.append("@gemeinde.example");
      }
      try {
        var email = IdentityRules.email(text.toString());
        assertThat(IdentityRules.email(email)).isEqualTo(email);
        assertThat(IdentityRules.email(" " + email.toUpperCase(Locale.ROOT) + "\t")).isEqualTo(email);
        assertThat(email).matches("[\\x21-\\x7e&&[^{}]]+@[a-z0-9.-]+").hasSizeLessThanOrEqualTo(254);
      } catch (Refusal refusal) {
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
      }
    }
  }

  @Test
  void namesAreOneVisibleLine() {
    assertThat(IdentityRules.personName("  Jo\u0308rg \t Wiesinger ")).isEqualTo("Jörg Wiesinger");
    assertThat(IdentityRules.personName("Dr. Anna-Lena O'Hara")).isEqualTo("Dr. Anna-Lena O'Hara");
    for (var bad :
        List.of(
            "",
            "x",
            "12",
            "a\u202eb",
            "a\u200bb",
            "a\u0000b",
            "[a](b)",
            "<b>",
            "a@b",
            "x".repeat(81),
            "\ud83d\ud83d")) {
      assertThatThrownBy(() -> IdentityRules.personName(bad)).as(bad).isInstanceOf(Refusal.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zu kurz 9",
        "passwort123",
        "Passwort2026!",
        "1234567890",
        "0987654321",
        "qwertzuiop",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "Willkommen1",
        "!!Sommer2026!!",
        "abcdefghijkl",
        "11112222333",
        "Jonas Brandl",
        "jonasbrandl",
        "T1@Altwasser.example",
        "rathaus 2026",
        "hallo 12345",
        "amtsrunde99"
      })
  void refusesPasswordsThatAreGuessedFirst(String password) {
    assertThatThrownBy(() -> IdentityRules.newPassword(password, "t1@altwasser.example", "Jonas Brandl"))
        .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID));
  }

  @Test
  void takesLongPasswordsOfAnyCharacters() {
    for (var good :
        List.of(
            Identities.PASSWORD,
            "korrekt pferd batterie",
            "日本語の長い合言葉です",
            "x7#".repeat(3) + "q",
            "😀".repeat(3) + "Zettel!")) {
      assertThat(IdentityRules.newPassword(good, "t1@altwasser.example", "Jonas Brandl")).isNotEmpty();
    }
    assertThat(IdentityRules.password("Gru\u0308ße aus Donaulohe"))
        .isEqualTo(IdentityRules.password("Grüße aus Donaulohe"));
    assertThatThrownBy(() -> IdentityRules.newPassword("äbcd efgh ".repeat(20) + "x", "a@b.example", "A B"))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void everyoneIsMemberAndUnknownRolesAreRefused() {
    assertThat(IdentityRules.roles(List.of())).containsExactly(Role.MEMBER);
    assertThat(IdentityRules.roles(List.of("administrator")))
        .containsExactlyInAnyOrder(Role.MEMBER, Role.ADMINISTRATOR);
    assertThatThrownBy(() -> IdentityRules.roles(List.of("root"))).isInstanceOf(Refusal.class);
  }

  @Test
  void nobodyInvitesBeyondTheirOwnPower() {
    for (var mine : Role.values()) {
      for (var theirs : Role.values()) {
        assertThat(IdentityRules.mayInvite(Set.of(mine), theirs))
            .isEqualTo(mine == Role.ADMINISTRATOR || mine == Role.PROGRAMME_OWNER && theirs == Role.MEMBER);
      }
    }
  }

  @Test
  void aPlaceIsAnIpv4AddressOrTheNetworkOfAnIpv6Address() {
    assertThat(IdentityRules.network("192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(IdentityRules.network("2001:db8:1:2:3:4:5:6")).isEqualTo(IdentityRules.network("2001:db8:1:2::1"));
    assertThat(IdentityRules.network("2001:db8:1:2::1")).isNotEqualTo(IdentityRules.network("2001:db8:1:3::1"));
    assertThat(IdentityRules.network("::ffff:192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(IdentityRules.network("anything")).isEqualTo("unknown");
    assertThat(IdentityRules.network("")).isEqualTo("unknown");
  }

  @Test
  void namesAreFoundHoweverTheirUmlautsAreWritten() {
    var forms = List.of("Jörg Müßig", "JOERG MUESSIG", "jorg mussig", "Jo\u0308rg  Müssig");
    assertThat(forms.stream().map(NameIndex::fold).distinct()).containsExactly("jorg mussig");
    assertThat(NameIndex.matches("anna lena gross", "gro an")).isTrue();
    assertThat(NameIndex.matches("anna lena gross", "ross")).isFalse();
  }

  @Test
  void whatBeginsANameFindsIt() {
    var random = seeded();
    var letters = "aeiouäöüßAEOUÄÖÜnrstZs- ";
    for (int run = 0; run < RUNS; run++) {
      var name = new StringBuilder("M");
      for (int i = 1 + random.nextInt(12); i > 0; i--) {
        name.append(letters.charAt(random.nextInt(letters.length())));
      }
      var begin = NameIndex.fold(name.substring(0, 1 + random.nextInt(name.length())));
      var folded = NameIndex.fold(name.toString());
      assertThat(NameIndex.matches(folded, begin)).as("%s by %s", name, begin).isTrue();
      var word = NameIndex.longestWord(begin);
      assertThat(NameIndex.entries(name.toString(), "p1")).as("%s by %s", name, word).anyMatch(e -> e.startsWith(word));
      assertThat(NameIndex.entries(name.toString(), "p1"))
          .allMatch(entry -> NameIndex.read(entry).equals(new NameIndex.Entry(folded, "p1")));
    }
  }

  @Test
  void aCookieIsReadBackAndNothingElseIs() {
    var signIn = new SignIn("demo-t1", "a".repeat(20), "b".repeat(52));
    assertThat(SignIn.parse(signIn.cookie())).contains(signIn);
    assertThat(signIn.toString()).doesNotContain(signIn.secret());
    for (var bad : List.of("", "..", "a.b.c", signIn.cookie() + "x", signIn.cookie() + "\n", "{x}" + signIn.cookie())) {
      assertThat(SignIn.parse(bad)).as(bad).isEmpty();
    }
  }

  private static Random seeded() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed + " (repeat with -Dseed=" + seed + ")");
    return new Random(seed);
  }
}
