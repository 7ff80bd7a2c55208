package org.amtsrunde.documents.history;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.amtsrunde.documents.Document;
import org.amtsrunde.documents.DocumentState;
import org.amtsrunde.documents.RedisDocumentStore;
import org.amtsrunde.documents.history.Version.Kind;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Versions in a real store: the bound holds whatever nodes believe, and what was erased keeps nothing. */
class StoredVersionsTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();
  private static final String AT = "2026-11-20T09:00:00Z";

  private RedisDocumentStore documents;
  private RedisHistoryStore store;

  @BeforeEach
  void document() {
    var log = new ChannelLog(REDIS.store(), new Ids(new Random()), (channel, epoch, entry, nodes) -> {});
    documents = new RedisDocumentStore(REDIS.store(), log, InstantSource.system());
    store = new RedisHistoryStore(REDIS.store(), log);
    var document = new Document("d", "Plan", "anna", null, null, DocumentState.OPEN, AT, AT, 2, 0, 0, null);
    await(documents.create(document, new byte[] {0, 0}));
  }

  private static Version version(String id, Kind kind) {
    return new Version(id, AT, kind, "Stand", "anna", List.of("anna", "bela"), 3, 2);
  }

  private void refused(Refusal.Kind kind, Runnable what) {
    assertThatThrownBy(what::run).isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.kind()).isEqualTo(kind));
  }

  @Test
  void whatIsKeptIsFoundAndChangedAndRemoved() {
    var first = version("v", Kind.AUTOMATIC);
    await(store.keep("d", first, new byte[] {1, 2}, List.of()));
    assertThat(await(store.versions("d"))).containsExactly(first);
    assertThat(await(store.find("d", "v")).state()).containsExactly(1, 2);
    var named = first.named("Neu", "bela");
    await(store.rename("d", named));
    assertThat(await(store.find("d", "v")).version()).isEqualTo(named);
    await(store.remove("d", "v"));
    assertThat(await(store.versions("d"))).isEmpty();
    refused(Refusal.Kind.NOT_FOUND, () -> await(store.find("d", "v")));
    refused(Refusal.Kind.NOT_FOUND, () -> await(store.remove("d", "v")));
    refused(Refusal.Kind.NOT_FOUND, () -> await(store.rename("d", named)));
  }

  @Test
  void noMoreThanTheBoundAndOneThatWasNamedMeanwhileStays() {
    for (int i = 0; i < HistoryRules.MOST_VERSIONS; i++) {
      await(store.keep("d", version("v" + i, i == 0 ? Kind.AUTOMATIC : Kind.NAMED), new byte[1], List.of()));
    }
    var more = version("more", Kind.NAMED);
    refused(Refusal.Kind.CONFLICT, () -> await(store.keep("d", more, new byte[1], List.of())));
    var superfluous = List.of(version("v0", Kind.AUTOMATIC), version("v1", Kind.AUTOMATIC));
    await(store.keep("d", more, new byte[1], superfluous));
    assertThat(await(store.versions("d")))
        .extracting(Version::id)
        .hasSize(HistoryRules.MOST_VERSIONS)
        .contains("more", "v1")
        .doesNotContain("v0");
    refused(Refusal.Kind.NOT_FOUND, () -> await(store.find("d", "v0")));
  }

  @Test
  void whatWasErasedKeepsNothing() {
    await(documents.erase("d"));
    refused(Refusal.Kind.NOT_FOUND, () -> await(store.keep("d", version("v", Kind.NAMED), new byte[1], List.of())));
    assertThat(await(store.versions("d"))).isEmpty();
  }
}
