package org.amtsrunde.documents.framing;

import io.vertx.core.Context;
import io.vertx.core.Future;
import org.amtsrunde.identity.SignInStore;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Directive;
import org.amtsrunde.realtime.Engine;
import org.amtsrunde.realtime.Follower;
import org.amtsrunde.realtime.LogEntry;
import org.amtsrunde.redis.Keys;

/** Tells a socket that its sign-in has ended, as the person's own channel tells it to every node. */
final class SignInWatch implements Follower {
  private final Engine engine;
  private final SignInStore signIns;
  private final Caller caller;
  private final Context loop;
  private final Runnable over;

  /** @param over called on the loop */
  SignInWatch(Engine engine, SignInStore signIns, Caller caller, Context loop, Runnable over) {
    this.engine = engine;
    this.signIns = signIns;
    this.caller = caller;
    this.loop = loop;
    this.over = over;
  }

  /** Completes when no end can be missed any more; fails as unauthorized if it has ended already. */
  Future<Void> start() {
    return engine
        .follow(Keys.personChannel(caller.personId()), this)
        .compose(followed -> alive())
        .onFailure(failure -> stop());
  }

  private Future<Void> alive() {
    return signIns
        .find(caller.personId(), caller.signInId())
        .map(found -> {
          if (found.isEmpty()) {
            throw Refusal.unauthorized();
          }
          return null;
        });
  }

  void stop() {
    engine.unfollow(Keys.personChannel(caller.personId()), this);
  }

  @Override
  public void entry(LogEntry entry) {
    if (entry.directive() instanceof Directive.Disconnect(var signIn, var except)
        && !except.equals(caller.signInId())
        && (signIn.equals("*") || signIn.equals(caller.signInId()))) {
      over();
    }
  }

  @Override
  public void lost() {
    alive().onFailure(failure -> over());
  }

  private void over() {
    loop.runOnContext(ignored -> over.run());
  }
}
