package org.amtsrunde.rounds;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.realtime.Append;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.realtime.LogScript;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;

/** Schedules in Redis: one text of JSON behind its revision, in the slot of the room, in whose channel every change is told. */
public final class RedisRoundStore implements RoundStore {
  private static final LogScript KEEP = LogScript.load(RedisRoundStore.class, "keep.lua");
  private static final byte[] CHANGED_EVENT = Json.object(out -> out.put("type", "round.changed"));

  private final RedisStore store;
  private final ChannelLog log;

  public RedisRoundStore(RedisStore store, ChannelLog log) {
    this.store = store;
    this.log = log;
  }

  @Override
  public Future<Kept> find(String roomId) {
    return store
        .send(Command.GET, Keys.roundSchedule(roomId))
        .map(reply -> reply == null ? new Kept(Schedule.NONE, 0) : read(reply.toString(StandardCharsets.UTF_8)));
  }

  private static Kept read(String kept) {
    int space = kept.indexOf(' ');
    long revision = Long.parseLong(kept, 0, space, 10);
    return new Kept(ScheduleJson.read(kept.substring(space + 1).getBytes(StandardCharsets.UTF_8)), revision);
  }

  @Override
  public Future<Void> keep(String roomId, Kept before, Schedule after) {
    return log.append(
            Append.of(Keys.roomChannel(roomId), CHANGED_EVENT),
            KEEP,
            List.of(Keys.roundSchedule(roomId)),
            before.revision(),
            ScheduleJson.kept(after),
            CHANGED)
        .mapEmpty();
  }
}
