package org.amtsrunde;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amtsrunde.config.SettingsLoader;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Authenticator;
import org.amtsrunde.realtime.ChannelPolicy;

/**
 * The node that is measured: spine, engine, edge and embedded store as in production, with channels of the namespace {@code bench}
 * in place of the capabilities. The token is the name of the client, and the name tells its server-side channels: {@code reader-7}
 * follows {@code bench:all}; {@code idle-7} twenty channels, one of its own and the others shared with every two-hundredth, as a
 * member of many rooms does; {@code sender-7} none.
 */
public final class BenchNode {
  /** How many channels an idle client follows. */
  public static final int ROOMS = 20;

  private BenchNode() {}

  public static void main(String[] args) throws Exception {
    var spine = Spine.open(SettingsLoader.load(null, System.getenv()));
    spine.engine().policy(new BenchPolicy());
    spine.serve(new NameIsToken(), List.of(), List.of());
    Runtime.getRuntime().addShutdownHook(new Thread(spine::close));
    System.out.println("port " + spine.port());
    Thread.currentThread().join();
  }

  /** The channels that an idle client follows. */
  public static List<String> rooms(int number) {
    var rooms = new ArrayList<>(List.of("bench:own-" + number));
    for (int room = 1; room < ROOMS; room++) {
      rooms.add("bench:" + room + "-" + (number * room + number / 200) % 200);
    }
    return rooms;
  }

  private static final class BenchPolicy implements ChannelPolicy {
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
      var name = caller.personId();
      int number = Integer.parseInt(name.substring(name.indexOf('-') + 1));
      return Future.succeededFuture(
          switch (name.charAt(0)) {
            case 'r' -> List.of("bench:all");
            case 'i' -> rooms(number);
            default -> List.of();
          });
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
