package org.amtsrunde.rounds;

import static org.amtsrunde.rounds.SlotVote.Answer.IF_NEEDED;
import static org.amtsrunde.rounds.SlotVote.Answer.NO;
import static org.amtsrunde.rounds.SlotVote.Answer.YES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amtsrunde.rounds.SlotVote.Answer;
import org.amtsrunde.rounds.SlotVote.Proposal;
import org.junit.jupiter.api.Test;

/** Which time of the week is proposed, and why. */
class SlotVoteTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 10, 5);
  private static final Set<String> MEMBERS = Set.of("anna", "bela", "cem");
  private static final Slot MONDAY_NINE = new Slot(DayOfWeek.MONDAY, LocalTime.of(9, 0));
  private static final Slot TUESDAY_NINE = new Slot(DayOfWeek.TUESDAY, LocalTime.of(9, 0));
  private static final Slot FRIDAY_NINE = new Slot(DayOfWeek.FRIDAY, LocalTime.of(9, 0));

  private static List<Proposal> ranked(Map<String, Map<Slot, Answer>> answers, LocalDate... holidays) {
    return SlotVote.ranked(MEMBERS, answers, MONDAY, 12, Set.of(holidays)::contains, 3);
  }

  private static Map<Slot, Answer> says(Answer monday, Answer tuesday, Answer friday) {
    return Map.of(MONDAY_NINE, monday, TUESDAY_NINE, tuesday, FRIDAY_NINE, friday);
  }

  @Test
  void whereNobodyIsLeftOutComesBeforeWhereMostAreGlad() {
    var best =
        ranked(Map.of("anna", says(YES, YES, NO), "bela", says(YES, IF_NEEDED, NO), "cem", says(NO, IF_NEEDED, NO)));
    assertThat(best).containsExactly(new Proposal(TUESDAY_NINE, 1, 2, 0, 0), new Proposal(MONDAY_NINE, 2, 0, 1, 0));
  }

  @Test
  void ofEqualOnesTheOneWithFewerHolidaysComesFirst() {
    var all = says(YES, YES, YES);
    var answers = Map.of("anna", all, "bela", all, "cem", all);
    assertThat(ranked(answers)).extracting(Proposal::slot).containsExactly(MONDAY_NINE, TUESDAY_NINE, FRIDAY_NINE);
    var best = ranked(answers, MONDAY.plusWeeks(3), MONDAY.plusWeeks(4), MONDAY.plusWeeks(2).plusDays(1));
    assertThat(best).extracting(Proposal::slot).containsExactly(FRIDAY_NINE, TUESDAY_NINE, MONDAY_NINE);
    assertThat(best).extracting(Proposal::clashes).containsExactly(0, 1, 2);
    assertThat(ranked(answers, MONDAY.plusWeeks(12))).extracting(Proposal::clashes).containsOnly(0);
  }

  @Test
  void whoHasNotAnsweredIsNotBound() {
    var best = ranked(Map.of("anna", says(YES, NO, NO), "stranger", says(YES, YES, YES)));
    assertThat(best).containsExactly(new Proposal(MONDAY_NINE, 1, 0, 2, 0));
  }
}
