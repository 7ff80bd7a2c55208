package org.amtsrunde;

import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amtsrunde.documents.threads.MentionPost.Mention;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.messenger.Directory;
import org.amtsrunde.messenger.MemberHandler;
import org.amtsrunde.messenger.PostLimit;
import org.amtsrunde.messenger.RedisRoomStore;
import org.amtsrunde.messenger.RoomHandler;
import org.amtsrunde.messenger.RoomSummaries;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However many people a comment mentions, it costs its author one post. */
class DirectMentionsTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  /** As many as may be written at once. */
  private static final int AT_ONCE = 10;

  private final PostLimit limit = new PostLimit(() -> 0L);
  private final Ids ids = new Ids(new Random());
  private final ChannelLog log = new ChannelLog(REDIS.store(), ids, (channel, epoch, entry, nodes) -> {});
  private final RedisRoomStore store = new RedisRoomStore(REDIS.store(), log);
  private final Directory directory =
      people ->
          Future.succeededFuture(
              people.stream()
                  .collect(
                      Collectors.toMap(Function.identity(), id -> new Directory.Card(id, "Name " + id, "a", "Amt"))));
  private final MemberHandler members =
      new MemberHandler(store, new RoomSummaries(store, directory), directory, Instant::now, PostLimit.none());
  private final DirectMentions mentions =
      new DirectMentions(members, new RoomHandler(store, ids, Instant::now, PostLimit.none()), limit);

  private static List<Mention> twenty(String id) {
    return IntStream.range(0, 20).mapToObj(i -> new Mention("p" + i, id + "-" + i, "Bitte ansehen")).toList();
  }

  private long posts(String person) {
    var room = await(members.direct("anna", List.of(person)));
    return await(log.after(Keys.roomChannel(room), 0, 100)).entries().stream()
        .filter(entry -> new String(entry.data(), java.nio.charset.StandardCharsets.UTF_8).contains("Bitte ansehen"))
        .count();
  }

  @Test
  void twentyMentionsCountAsOnePost() {
    IntStream.range(1, AT_ONCE).forEach(i -> limit.take("anna"));
    await(mentions.post("anna", twenty("c1")));
    for (int i = 0; i < 20; i++) {
      assertThat(posts("p" + i)).isEqualTo(1);
    }
    assertThatThrownBy(() -> mentions.post("anna", twenty("c2")))
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.kind()).isEqualTo(Refusal.Kind.TOO_MANY));
    assertThat(posts("p0")).as("nobody was told of what was too much").isEqualTo(1);
  }
}
