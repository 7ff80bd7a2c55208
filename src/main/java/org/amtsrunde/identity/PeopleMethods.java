package org.amtsrunde.identity;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.realtime.RpcMethods;

/** The RPC methods about people: who is there, never how to reach them outside. */
public final class PeopleMethods implements RpcMethods {
  private static final int SHORTEST_QUERY = 2;
  private static final int LONGEST_QUERY = 80;
  private static final int MOST_IDS = 100;

  private final People people;

  public PeopleMethods(People people) {
    this.people = people;
  }

  @Override
  public Map<String, Method> methods() {
    return Map.of("people.find", this::find, "people.get", this::get);
  }

  private Future<byte[]> find(Call call) {
    return people.find(call.params().text("query", SHORTEST_QUERY, LONGEST_QUERY)).map(PeopleMethods::json);
  }

  private Future<byte[]> get(Call call) {
    return people.cards(call.params().ids("ids", 1, MOST_IDS)).map(cards -> json(cards.values()));
  }

  private static byte[] json(Collection<PersonCard> cards) {
    return Json.object(out -> out.objects("people", cards, IdentityJson::card));
  }
}
