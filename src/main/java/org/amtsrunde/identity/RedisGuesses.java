package org.amtsrunde.identity;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.redis.Keys;
import org.amtsrunde.redis.RedisStore;
import org.amtsrunde.redis.Script;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counters in the store, so that a guesser has one budget for all nodes. Their keys name neither
 * address nor account in clear.
 */
public final class RedisGuesses implements Guesses {
  private static final Logger LOG = LoggerFactory.getLogger(RedisGuesses.class);
  private static final Script TAKE = Script.load(RedisGuesses.class, "guess-take.lua");
  private static final Script RETURN = Script.load(RedisGuesses.class, "guess-return.lua");

  private final RedisStore store;
  private final Limits limits;

  public RedisGuesses(RedisStore store, Limits limits) {
    this.store = store;
    this.limits = limits;
  }

  @Override
  public <T> Future<T> guard(String email, String address, Supplier<Future<T>> attempt) {
    var budgets = budgets(email, IdentityRules.network(address));
    var taken = new ArrayList<String>(budgets.size());
    long[] wait = {0};
    var takes = new ArrayList<Future<?>>(budgets.size());
    budgets.forEach((key, budget) ->
        takes.add(
            store
                .eval(TAKE, List.of(key), budget, limits.windowMillis())
                .onSuccess(reply -> {
                  long millis = reply == null ? 0 : reply.toLong();
                  wait[0] = Math.max(wait[0], millis);
                  if (millis == 0) {
                    taken.add(key);
                  }
                })));
    return Future.join(takes)
        .compose(ignored -> wait[0] > 0 ? Future.failedFuture(Refusal.tooMany(wait[0])) : attempt.get())
        .onSuccess(ignored -> giveBack(taken))
        .onFailure(failure -> {
          if (!wrongGuess(failure)) {
            giveBack(taken);
          }
        });
  }

  private Map<String, Integer> budgets(String email, String network) {
    var budgets = new LinkedHashMap<String, Integer>();
    budgets.put(key("place " + network), limits.perPlace());
    if (!email.isEmpty()) {
      budgets.put(key("account " + email), limits.perAccount());
      budgets.put(key("both " + network + " " + email), limits.perAccountAndPlace());
    }
    return budgets;
  }

  private static String key(String subject) {
    return Keys.attempts(Secrets.hash(subject));
  }

  private static boolean wrongGuess(Throwable failure) {
    return failure instanceof Refusal refusal
        && switch (refusal.kind()) {
          case UNAUTHORIZED, DENIED, NOT_FOUND -> true;
          default -> false;
        };
  }

  private void giveBack(List<String> keys) {
    for (var key : keys) {
      store
          .eval(RETURN, List.of(key))
          .onFailure(failure -> LOG.debug("an attempt is not given back: {}", failure.getMessage()));
    }
  }
}
