package org.amtsrunde.identity;

import io.vertx.core.Future;
import java.util.List;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.ChannelPolicy;
import org.amtsrunde.redis.Keys;

/**
 * The channel of a person: followed by that person alone, on all devices.
 *
 * <p>It is where sockets learn that their sign-in ended. Whether the sign-in lives is asked again
 * once the channel is followed, so that an end between authentication and following is not missed:
 * it fails with "unauthorized", and so does the connect.
 */
public final class PersonPolicy implements ChannelPolicy {
  private final SignInStore signIns;

  public PersonPolicy(SignInStore signIns) {
    this.signIns = signIns;
  }

  @Override
  public String namespace() {
    return "person";
  }

  @Override
  public Future<List<String>> serverSide(Caller caller) {
    return Future.succeededFuture(List.of(Keys.personChannel(caller.personId())));
  }

  @Override
  public Future<Boolean> maySubscribe(Caller caller, String channel) {
    if (!channel.equals(Keys.personChannel(caller.personId()))) {
      return Future.succeededFuture(false);
    }
    return signIns
        .find(caller.personId(), caller.signInId())
        .compose(
            alive -> alive.isPresent() ? Future.succeededFuture(true) : Future.failedFuture(Refusal.unauthorized()));
  }
}
