package org.amtsrunde;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amtsrunde.config.SettingsLoader;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.presence.Presence;
import org.amtsrunde.presence.PresenceMethods;
import org.amtsrunde.presence.RedisWorkingHours;
import org.amtsrunde.presence.RoomMembership;
import org.amtsrunde.realtime.Authenticator;
import org.amtsrunde.realtime.ChannelPolicy;

/**
 * A node that serves presence and a channel {@code bench:all}, or with the argument {@code without} the channel alone. The token is the
 * name of the client: {@code person-12} is the third of the five who see each other.
 */
public final class PresenceNode {
  private static final int FIVE = 5;

  private PresenceNode() {}

  public static void main(String[] args) throws Exception {
    var spine = Spine.open(SettingsLoader.load(null, System.getenv()));
    spine.engine().policy(new OneChannel());
    if (args.length == 0) {
      var presence = new Presence(spine.vertx(), spine.loop(), spine.store(), spine.bus(), new Fives());
      spine.engine().methods(new PresenceMethods(presence, new RedisWorkingHours(spine.store()))).listener(presence);
      Spine.await(presence.start());
    }
    spine.serve(new NameIsToken(), List.of(), List.of());
    Runtime.getRuntime().addShutdownHook(new Thread(spine::close));
    System.out.println("port " + spine.port());
    Thread.currentThread().join();
  }

  private static final class Fives implements RoomMembership {
    private static int five(String id) {
      return Integer.parseInt(id.substring(id.indexOf('-') + 1)) / FIVE;
    }

    @Override
    public Future<Set<String>> sharing(String personId, Collection<String> others) {
      var sharing = new HashSet<>(others);
      sharing.removeIf(other -> five(other) != five(personId));
      return Future.succeededFuture(sharing);
    }

    @Override
    public Future<Set<String>> members(String roomId) {
      return Future.succeededFuture(Set.of());
    }
  }

  private static final class OneChannel implements ChannelPolicy {
    @Override
    public String namespace() {
      return "bench";
    }

    @Override
    public Options options() {
      return new Options(true, false, false, true);
    }

    @Override
    public Future<List<String>> serverSide(Caller caller) {
      return Future.succeededFuture(caller.personId().startsWith("reader") ? List.of("bench:all") : List.of());
    }

    @Override
    public Future<Boolean> maySubscribe(Caller caller, String channel) {
      return Future.succeededFuture(true);
    }
  }

  private static final class NameIsToken implements Authenticator {
    @Override
    public Future<Grant> byToken(String token) {
      return Future.succeededFuture(new Grant(new Caller(token, "s-" + token, Set.of(Caller.Role.MEMBER)), 0));
    }

    @Override
    public Future<Grant> bySignIn(String secret) {
      return Future.failedFuture(Refusal.unauthorized());
    }
  }
}
