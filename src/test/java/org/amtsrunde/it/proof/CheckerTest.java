package org.amtsrunde.it.proof;

import static org.amtsrunde.it.proof.Story.edit;
import static org.amtsrunde.it.proof.Story.invite;
import static org.amtsrunde.it.proof.Story.post;
import static org.amtsrunde.it.proof.Story.read;
import static org.amtsrunde.it.proof.Story.remove;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Histories by hand: good ones that must pass, and for every invariant bad ones that must not. */
class CheckerTest {
  private static final Op A = post("anna", "a");
  private static final Op B = post("bert", "b");
  private static final Op C = post("anna", "c");

  private static void broken(Story story, Invariant... invariants) {
    assertThat(story.judged()).extracting(Violation::invariant).containsOnly(invariants);
  }

  private static void good(Story story) {
    assertThat(story.judged()).isEmpty();
  }

  @Test
  void aGoodHistoryIsGood() {
    var edited = edit("anna", "c");
    good(
        new Story()
            .posted("a", "anna", "bert")
            .posted("b", "bert")
            .edited("c", "m-a", "anna")
            .follows("anna", "e1", 0, false)
            .asks(A)
            .told(A, "e1", 1)
            .hears("anna", 1)
            .asks(B)
            .follows("anna", "e1", 2, true)
            .hears("anna", 2)
            .asks(edited)
            .told(edited, "e1", 3)
            .givenUp(B)
            .hears("anna", 3)
            .asks(read("bert", "1", 0))
            .healed()
            .counts("anna", 0, 1, 0)
            .counts("bert", 0, 1, 0));
  }

  @Test
  void i1AcknowledgedAndNotThere() {
    broken(new Story().posted("b", "bert").asks(B).asks(A).told(A, "e1", 1).givenUp(B), Invariant.I1);
    broken(new Story().posted("a", "anna").posted("b", "bert").asks(A).asks(B).told(A, "e1", 2), Invariant.I1);
  }

  @Test
  void i2ThereTwice() {
    broken(new Story().posted("a", "anna").posted("a", "anna").asks(A).asks(A).told(A, "e1", 1), Invariant.I2);
  }

  @Test
  void i2TakenOutAgainByWhatWasAnsweredLongAgo() {
    var out = remove("anna", "bert");
    var back = invite("anna", "bert");
    var story = new Story().joined("bert").left("bert").joined("bert");
    good(story.asks(out).toldDone(out).asks(back).toldDone(back));
    broken(story.left("bert"), Invariant.I2);
    good(story.asks(out));
  }

  @Test
  void i3AHoleARepetitionAndAStartThatForgets() {
    var all = new Story().posted("a", "anna").posted("b", "bert").posted("c", "anna").asks(A).asks(B).asks(C);
    broken(all.follows("anna", "e1", 0, false).hears("anna", 1).hears("anna", 3), Invariant.I3);
    broken(
        new Story()
            .posted("a", "anna")
            .asks(A)
            .follows("anna", "e1", 0, false)
            .hears("anna", 1)
            .follows("anna", "e1", 1, true)
            .hears("anna", 1),
        Invariant.I3);
    broken(
        new Story().posted("a", "anna").asks(A).follows("anna", "e1", 0, false).follows("anna", "e1", 1, false),
        Invariant.I3);
    broken(new Story().posted("a", "anna").asks(A).hears("anna", 1), Invariant.I3);
  }

  @Test
  void i4OtherBytesForSomebodyElse() {
    broken(
        new Story()
            .posted("a", "anna")
            .asks(A)
            .follows("anna", "e1", 0, false)
            .hears("anna", 1)
            .follows("bert", "e1", 0, false)
            .hears("bert", 1, "something else"),
        Invariant.I4);
  }

  @Test
  void i4OnePlaceForTwo() {
    var story = new Story().posted("a", "anna").posted("b", "bert").endsIn("e2");
    broken(story.asks(A).asks(B).told(A, "e1", 1).told(B, "e1", 1), Invariant.I4);
  }

  @Test
  void i5BeforeWhatWasAnsweredEarlier() {
    broken(
        new Story().posted("b", "bert").posted("a", "anna").asks(A).told(A, "e1", 2).asks(B).told(B, "e1", 1),
        Invariant.I5);
    good(new Story().posted("b", "bert").posted("a", "anna").asks(A).asks(B).told(A, "e1", 2).told(B, "e1", 1));
  }

  @Test
  void i6OneSenderInAnotherOrder() {
    broken(
        new Story().posted("c", "anna").posted("a", "anna").asks(A).asks(C).told(A, "e1", 2).told(C, "e1", 1),
        Invariant.I6);
    // What was sent twice may have been stored by the second sending.
    good(new Story().posted("c", "anna").posted("a", "anna").asks(A).asks(C).asks(A).told(A, "e1", 2).told(C, "e1", 1));
  }

  @Test
  void i7WrongCountsAndAMarkThatMovesBack() {
    broken(new Story().posted("a", "anna").asks(A).counts("bert", 0, 2, 0), Invariant.I7);
    broken(new Story().posted("a", "anna").asks(A).counts("anna", 0, 1, 0), Invariant.I7);
    broken(new Story().posted("a", "anna", "bert").asks(A).counts("bert", 0, 1, 0), Invariant.I7);
    var first = read("bert", "1", 1);
    var second = read("bert", "2", 1);
    broken(
        new Story().posted("a", "anna").asks(A).asks(first).toldRead(first, 1).counts("bert", 0, 1, 0), Invariant.I7);
    broken(
        new Story().posted("a", "anna").asks(A).asks(first).toldRead(first, 1).asks(second).toldRead(second, 0),
        Invariant.I7);
    broken(new Story().posted("a", "anna").asks(A).counts("bert", 1, 0, 0), Invariant.I7);
  }

  @Test
  void i8ToldAfterTheRemoval() {
    var out = remove("anna", "bert");
    var back = invite("anna", "bert");
    var start = new Story().joined("bert").left("bert").posted("a", "anna").asks(A).follows("bert", "e1", 0, false);
    broken(start.hears("bert", 1).asks(out).toldDone(out).hears("bert", 2).wait(1100).hears("bert", 3), Invariant.I8);
    good(
        new Story()
            .joined("bert")
            .left("bert")
            .joined("bert")
            .posted("a", "anna")
            .asks(A)
            .follows("bert", "e1", 0, false)
            .hears("bert", 1)
            .asks(out)
            .toldDone(out)
            .hears("bert", 2)
            .wait(1100)
            .asks(back)
            .toldDone(back)
            .hears("bert", 3)
            .hears("bert", 4));
  }

  @Test
  void i9InAgainAndNotTold() {
    var out = new Story().joined("bert").left("bert").follows("bert", "e1", 0, false).hears("bert", 1).hears("bert", 2);
    good(out.ends("bert").healed());
    broken(out.joined("bert"), Invariant.I9);
  }

  @Test
  void i9NeverToldTheEndOrTooLate() {
    broken(new Story().posted("a", "anna").asks(A).follows("bert", "e1", 0, false).healed(), Invariant.I9);
    broken(
        new Story()
            .posted("a", "anna")
            .asks(A)
            .told(A, "e1", 1)
            .follows("bert", "e1", 0, false)
            .healed()
            .wait(5100)
            .hears("bert", 1),
        Invariant.I9);
    broken(
        new Story().posted("a", "anna").asks(A).follows("bert", "e1", 0, false).hears("bert", 1).endsIn("e2").healed(),
        Invariant.I9);
  }

  @Test
  void i10UnknownTwiceRefusedAndThereAndNobodys() {
    broken(new Story().posted("a", "anna").posted("a", "anna").asks(A).givenUp(A), Invariant.I10);
    broken(new Story().posted("a", "anna").asks(A).refused(A), Invariant.I10);
    broken(new Story().posted("a", "anna"), Invariant.I10);
    good(new Story().posted("a", "anna").asks(A).asks(A).givenUp(A).refused(A));
    good(new Story().asks(A).givenUp(A));
  }

  @Test
  void i11WhatWasLostIsSentAgainAndTheEpochIsAnother() {
    broken(new Story().asks(A).told(A, "e1", 1).endsIn("e2"), Invariant.I11);
    broken(
        new Story().posted("b", "bert").asks(B).asks(A).told(A, "e1", 1).asksAgain(A).told(A, "e2", 2).endsIn("e2"),
        Invariant.I11);
    good(
        new Story()
            .posted("b", "bert")
            .posted("a", "anna")
            .asks(B)
            .asks(A)
            .told(A, "e1", 1)
            .follows("anna", "e1", 0, false)
            .hears("anna", 1)
            .follows("anna", "e2", 1, false)
            .asksAgain(A)
            .told(A, "e2", 2)
            .hears("anna", 2)
            .endsIn("e2"));
  }

  @Test
  void i11AnEpochThatGoesOnAfterALoss() {
    broken(
        new Story()
            .posted("a", "anna")
            .asks(A)
            .follows("anna", "e1", 0, false)
            .hears("anna", 1)
            .hears("anna", 2, "lost"),
        Invariant.I11);
  }
}
