package org.amtsrunde.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.messenger.RoomMembership.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentRulesTest {
  private static Document document(String room, DocumentState state) {
    return new Document(
        "d", "Plan", "anna", room, null, state, "2026-11-20T09:00:00Z", "2026-11-20T09:00:00Z", 2, 0, 0, null);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // room, state, person, standing, share, role
        "-, OPEN, anna, NONE, -, OWN",
        "-, OPEN, bela, NONE, -, -",
        "-, OPEN, bela, NONE, VIEW, VIEW",
        "r, OPEN, anna, MEMBER, -, OWN",
        "r, OPEN, anna, NONE, -, -",
        "r, OPEN, bela, MEMBER, -, EDIT",
        "r, OPEN, bela, MEMBER, VIEW, EDIT",
        "r, OPEN, bela, OWNER, -, OWN",
        "r, OPEN, cem, NONE, COMMENT, COMMENT",
        "r, FROZEN, bela, MEMBER, -, EDIT",
        "r, TRASHED, bela, MEMBER, -, -",
        "r, TRASHED, anna, MEMBER, -, OWN",
        "-, TRASHED, bela, NONE, EDIT, -",
      })
  void whoMayWhat(
      String room, DocumentState state, String person, Standing standing, DocumentRole share, DocumentRole role) {
    assertThat(DocumentRules.role(document(room, state), person, standing, share)).isEqualTo(role);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // state of the document, person, role in the document, role in the suggestion of anna
        "OPEN, anna, OWN, EDIT",
        "OPEN, anna, SUGGEST, EDIT",
        "OPEN, anna, COMMENT, -",
        "OPEN, anna, -, -",
        "FROZEN, anna, SUGGEST, EDIT",
        "TRASHED, anna, OWN, -",
        "OPEN, bela, OWN, VIEW",
        "OPEN, bela, EDIT, VIEW",
        "OPEN, bela, SUGGEST, -",
        "TRASHED, bela, OWN, -",
      })
  void whoMayWhatInASuggestion(DocumentState state, String person, DocumentRole inParent, DocumentRole role) {
    var parent = inParent == null ? null : new Access(document(null, state), inParent);
    assertThat(DocumentRules.roleInSuggestion(document(null, DocumentState.OPEN), person, parent)).isEqualTo(role);
  }

  @Test
  void onlyWhatIsOpenIsWrittenTo() {
    assertThat(new Access(document(null, DocumentState.OPEN), DocumentRole.EDIT).writes()).isTrue();
    assertThat(new Access(document(null, DocumentState.OPEN), DocumentRole.SUGGEST).writes()).isFalse();
    assertThat(new Access(document(null, DocumentState.FROZEN), DocumentRole.OWN).writes()).isFalse();
  }

  @Test
  void nobodyGivesAwayOwning() {
    var access = new Access(document(null, DocumentState.OPEN), DocumentRole.OWN);
    DocumentRules.mayShare(access, "bela", DocumentRole.EDIT);
    for (Runnable wrong :
        new Runnable[] {
          () -> DocumentRules.mayShare(access, "bela", DocumentRole.OWN),
          () -> DocumentRules.mayShare(access, "anna", DocumentRole.VIEW),
          () -> DocumentRules.title("   "),
          () -> DocumentRules.title("x".repeat(201)),
          () -> DocumentRules.title("zwei\nZeilen")
        }) {
      assertThatThrownBy(wrong::run)
          .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.kind()).isEqualTo(Refusal.Kind.INVALID));
    }
  }
}
