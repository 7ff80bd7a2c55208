package org.amtsrunde.documents.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.amtsrunde.documents.Document;
import org.amtsrunde.documents.DocumentState;
import org.amtsrunde.documents.DocumentStore.Loaded;
import org.amtsrunde.documents.Writer;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.Snapshot;
import org.amtsrunde.documents.yjs.StateVector;
import org.amtsrunde.documents.yjs.Updates;
import org.amtsrunde.realtime.LogEntry;
import org.amtsrunde.realtime.Position;
import org.junit.jupiter.api.Test;

class AuthorsTest {
  private static final String AT = "2026-11-20T09:00:00Z";

  private final Doc doc = new Doc();
  private final List<LogEntry> entries = new ArrayList<>();
  private byte[] snapshot = {};
  private byte[] known = {};

  private byte[] write(String person, long client, String text) {
    var update = doc.edit(client, edit -> edit.insertText("t", edit.length("t"), text));
    says(person, update);
    return update;
  }

  private void says(String person, byte[] update) {
    long minute = 29_000_000 + entries.size();
    entries.add(new LogEntry(entries.size() + 1, update, new Writer(person, "c", minute).info(), null));
  }

  private Authors authors() {
    var document = new Document("d", "Plan", "anna", null, null, DocumentState.OPEN, AT, AT, 2, 0, 0, null);
    return Authors.of(new Loaded(document, new Position("e", entries.size()), snapshot, entries, known));
  }

  /** As a compaction does it. */
  private void compact() {
    known = authors().encode();
    snapshot = doc.encode();
    entries.clear();
  }

  @Test
  void whoeverWasFirstIsTheAuthorWhateverOthersRepeat() {
    write("anna", 1, "Anfang ");
    write("bela", 2, "Mitte ");
    says("cem", doc.encode());
    says("cem", doc.edit(1, edit -> edit.delete("t", 0, 3)));
    says("anna", doc.encode());
    for (int round = 0; round < 3; round++) {
      var authors = authors();
      assertThat(authors.writer(1, 0)).isEqualTo("anna");
      assertThat(authors.writer(1, 6)).isEqualTo("anna");
      assertThat(authors.writer(1, 7)).isNull();
      assertThat(authors.writer(2, 5)).isEqualTo("bela");
      assertThat(authors.deleter(1, 2)).isEqualTo("cem");
      assertThat(authors.deleter(1, 3)).isNull();
      compact();
      says("dora", doc.encode());
    }
  }

  @Test
  void whatNobodyHasNotedBelongsToNobody() {
    write("anna", 1, "alt");
    snapshot = doc.encode();
    entries.clear();
    says("bela", doc.encode());
    write("bela", 1, " neu");
    write(Writer.NOBODY, 3, "nachgetragen");
    says("bela", doc.encode());
    var authors = authors();
    assertThat(authors.writer(1, 0)).isNull();
    assertThat(authors.writer(1, 3)).isEqualTo("bela");
    assertThat(authors.writer(3, 0)).isNull();
    assertThat(new String(authors.json())).contains("\"personId\":\"bela\"").doesNotContain("\"\"", "server");
  }

  @Test
  void whatCameInTheWrongOrderBelongsToItsWriter() {
    var first = write("anna", 1, "eins");
    var second = write("bela", 1, "zwei");
    entries.clear();
    says("bela", Updates.diff(Updates.merge(List.of(first, second)), StateVector.of(java.util.Map.of(1L, 4))));
    says("anna", first);
    assertThat(authors().writer(1, 0)).isEqualTo("anna");
    assertThat(authors().writer(1, 4)).isEqualTo("bela");
  }

  @Test
  void whoHasDoneSomethingBetweenTwoMoments() {
    write("anna", 1, "Anfang ");
    var then = doc.snapshot();
    write("bela", 2, "Mitte ");
    var later = doc.snapshot();
    says("cem", doc.edit(1, edit -> edit.delete("t", 0, 3)));
    assertThat(authors().between(Snapshot.EMPTY, doc.snapshot())).containsExactly("anna", "bela", "cem");
    assertThat(authors().between(then, later)).containsExactly("bela");
    assertThat(authors().between(later, doc.snapshot())).containsExactly("cem");
    assertThat(authors().between(later, later)).isEmpty();
  }

  @Test
  void manyMinutesBecomeFewerRunsAndPeopleAreTheLastToBeForgotten() {
    var runs = new Runs();
    for (int i = 0; i < 1_000; i++) {
      runs.add(1, i, i + 1, i % 500 < 250 ? "anna" : "bela", 1_000_020 + i);
    }
    assertThat(runs.count()).isEqualTo(1_000);
    runs.coarsen(60);
    assertThat(runs.count()).isBetween(17, 21);
    runs.coarsen(0);
    assertThat(runs.count()).isEqualTo(4);
    assertThat(runs.person(1, 260)).isEqualTo("bela");
    runs.coarsen(-1);
    assertThat(runs.count()).isZero();
    assertThat(runs.person(1, 260)).isNull();
  }

  @Test
  void theBoundHolds() {
    for (int i = 0; i < Authors.MOST_RUNS + 10; i++) {
      says(
          "person" + i % 2,
          new org.amtsrunde.documents.yjs.Lib0Writer()
              .varUint(0)
              .varUint(1)
              .varUint(1)
              .varUint(1)
              .varUint(2L * i)
              .varUint(1)
              .toBytes());
    }
    known = authors().encode();
    entries.clear();
    assertThat(known.length).isLessThan(100);
    assertThat(authors().deleter(1, 0)).isNull();
  }
}
