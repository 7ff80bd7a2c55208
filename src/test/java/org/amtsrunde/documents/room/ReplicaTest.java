package org.amtsrunde.documents.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.Lib0Reader;
import org.amtsrunde.documents.yjs.StateVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What those who join get. */
class ReplicaTest {
  private final Vertx vertx = Vertx.vertx();
  private final Doc writer = new Doc();

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private byte[] writes(int count) {
    return writer.edit(
        7,
        edit -> {
          for (int i = 0; i < count; i++) {
            edit.insertText("t", 0, "a".repeat(1000));
          }
        });
  }

  private List<Body> asked(Replica replica, StateVector known) throws Exception {
    return replica.missing(known).await(20, TimeUnit.SECONDS);
  }

  private static void isWhole(List<Body> answer, Doc into, Doc expected) {
    for (int i = 0; i < answer.size(); i++) {
      var body = answer.get(i);
      assertThat(body.kind()).isEqualTo(Body.Kind.OTHER);
      assertThat(body.content()).as("counts for nothing where it waits").isEmpty();
      var in = new Lib0Reader(body.bytes());
      assertThat(in.u8()).isEqualTo(Body.SYNC);
      assertThat(in.u8()).isEqualTo(i == answer.size() - 1 ? Body.STEP_2 : Body.UPDATE);
      into.apply(in.varBytes());
      assertThat(into.hasPending()).isFalse();
    }
    assertThat(into.encode()).isEqualTo(expected.encode());
  }

  @Test
  void aSmallStateIsOneAnswer() throws Exception {
    writes(3);
    var replica = new Replica(Doc.of(writer.encode()), 3000, new Workers(vertx));
    var answer = asked(replica, StateVector.EMPTY);
    assertThat(answer).hasSize(1);
    isWhole(answer, new Doc(), writer);
    assertThat(asked(replica, StateVector.EMPTY).getFirst()).isSameAs(answer.getFirst());
    replica.apply(writes(1)).await(20, TimeUnit.SECONDS);
    isWhole(asked(replica, StateVector.EMPTY), new Doc(), writer);
  }

  @Test
  void aLargeStateIsCutOnceForAllAndWhatFollowsIsToldBehindIt() throws Exception {
    writes(2000);
    var replica = new Replica(Doc.of(writer.encode()), 2_000_000, new Workers(vertx));
    var first = asked(replica, StateVector.EMPTY);
    assertThat(first).hasSizeBetween(7, 12).allSatisfy(part -> assertThat(part.bytes().length).isLessThan(300_000));
    isWhole(first, new Doc(), writer);
    replica.apply(writes(1)).await(20, TimeUnit.SECONDS);
    var second = asked(replica, StateVector.EMPTY);
    isWhole(second, new Doc(), writer);
    assertThat(second.subList(0, second.size() - 1))
        .as("the same parts")
        .zipSatisfy(first.subList(0, first.size() - 1), (one, other) -> assertThat(one).isSameAs(other));
    replica.apply(writes(1100)).await(20, TimeUnit.SECONDS);
    var third = asked(replica, StateVector.EMPTY);
    isWhole(third, new Doc(), writer);
    assertThat(third.getFirst()).as("cut anew").isNotSameAs(first.getFirst());
    assertThat(third.getLast().bytes().length).isLessThan(20);
  }

  @Test
  void whoKnowsSomeGetsTheRestInParts() throws Exception {
    writes(50);
    var behind = Doc.of(writer.encode());
    writes(800);
    var replica = new Replica(Doc.of(writer.encode()), 900_000, new Workers(vertx));
    var rest = asked(replica, behind.stateVector());
    assertThat(rest).hasSizeBetween(3, 6);
    isWhole(rest, behind, Doc.of(writer.encode()));
  }
}
