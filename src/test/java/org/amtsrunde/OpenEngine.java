package org.amtsrunde;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amtsrunde.config.Settings;
import org.amtsrunde.config.SettingsException;
import org.amtsrunde.config.SettingsLoader;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Authenticator;
import org.amtsrunde.realtime.ChannelLog;
import org.amtsrunde.realtime.ChannelPolicy;
import org.amtsrunde.realtime.RpcMethods;
import org.amtsrunde.redis.RedisStore;

/**
 * An engine without any capability, for tests and for the suites of foreign SDKs: namespace {@code test} where everybody may do
 * everything, server-side channel {@code test:all}, RPC {@code echo} and
 * {@code tell}, which pushes a message to whoever calls. The token is the name of the user; one whose name
 * begins with {@code bad} is refused, one with {@code brief} has to renew its token every second.
 *
 * <p>{@code java … org.amtsrunde.OpenEngine} serves on the address of the settings.
 */
public final class OpenEngine implements AutoCloseable {
  private final Spine spine;

  private OpenEngine(Spine spine) {
    this.spine = spine;
  }

  public static void main(String[] args) throws Exception {
    var engine = start(SettingsLoader.load(null, System.getenv()));
    Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
    System.out.println("serving on port " + engine.port());
    Thread.currentThread().join();
  }

  /** One node on a free port with an embedded store in the folder. */
  public static OpenEngine start(Path folder) throws IOException, SettingsException {
    return start(folder, "");
  }

  /** @param redis address of a store that others may use as well; empty for an embedded one in the folder */
  public static OpenEngine start(Path folder, String redis) throws IOException, SettingsException {
    return start(
        SettingsLoader.load(
            null,
            Map.of(
                "AMTSRUNDE_NODE_NAME", "open",
                "AMTSRUNDE_HTTP_PORT", "0",
                "AMTSRUNDE_METRICS_PORT", "0",
                "AMTSRUNDE_DRAIN_SECONDS", "1",
                "AMTSRUNDE_REDIS_URL", redis,
                "AMTSRUNDE_DATA_DIR", folder.toString())));
  }

  static OpenEngine start(Settings settings) throws IOException {
    var spine = Spine.open(settings);
    spine.engine().policy(new OpenPolicy()).methods(new EchoMethods());
    spine.serve(new NameIsToken(), List.of(), List.of());
    return new OpenEngine(spine);
  }

  public int port() {
    return spine.port();
  }

  public RedisStore store() {
    return spine.store();
  }

  public ChannelLog log() {
    return spine.engine().log();
  }

  public Spine spine() {
    return spine;
  }

  @Override
  public void close() {
    spine.close();
  }

  private static final class OpenPolicy implements ChannelPolicy {
    @Override
    public String namespace() {
      return "test";
    }

    @Override
    public Options options() {
      return new Options(true, true, true, true);
    }

    @Override
    public Future<List<String>> serverSide(Caller caller) {
      return Future.succeededFuture(List.of("test:all"));
    }

    @Override
    public Future<Boolean> maySubscribe(Caller caller, String channel) {
      return Future.succeededFuture(!channel.startsWith("test:hidden"));
    }
  }

  private static final class EchoMethods implements RpcMethods {
    @Override
    public Map<String, Method> methods() {
      return Map.of(
          "echo", call -> Future.succeededFuture(json("{\"echo\":\"%s\"}", call)),
          "tell",
              call -> {
                call.client().message("tell", json("{\"type\":\"told\",\"text\":\"%s\"}", call));
                return Future.succeededFuture(json("{\"told\":\"%s\"}", call));
              });
    }

    private static byte[] json(String format, Call call) {
      return format.formatted(call.params().text("text", 0, 1000)).getBytes(StandardCharsets.UTF_8);
    }
  }

  private static final class NameIsToken implements Authenticator {
    @Override
    public Future<Grant> byToken(String token) {
      if (token.startsWith("bad")) {
        return Future.failedFuture(Refusal.unauthorized());
      }
      int seconds = token.startsWith("brief") ? 1 : 0;
      return Future.succeededFuture(new Grant(new Caller(token, "s-" + token, Set.of(Caller.Role.MEMBER)), seconds));
    }

    @Override
    public Future<Grant> bySignIn(String secret) {
      return Future.failedFuture(Refusal.unauthorized());
    }
  }
}
