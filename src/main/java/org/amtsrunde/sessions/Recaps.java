package org.amtsrunde.sessions;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.sessions.Roster.Participant;

/** Writes the recap of a session that has ended, once. */
final class Recaps {
  /** What people are called. */
  interface Names {
    Future<Map<String, String>> of(Set<String> people);
  }

  private final RecapPost post;
  private final Names names;

  Recaps(RecapPost post, Names names) {
    this.post = post;
    this.names = names;
  }

  /** Succeeds with the document's id when it is there; it is empty where nothing was held that could be told. */
  Future<String> write(Session session) {
    var people = session.roster().people();
    var author = people.stream().filter(RecapRules::wasThere).map(Participant::id).findFirst().orElse("");
    if (author.isEmpty() || session.schedule().current() < 0) {
      return Future.succeededFuture("");
    }
    var ids = people.stream().map(Participant::id).collect(Collectors.toUnmodifiableSet());
    return names
        .of(ids)
        .compose(known -> {
          var id = RecapRules.documentId(session);
          var text = RecapRules.markdown(session, known);
          return post.make(id, author, session.roomId(), RecapRules.title(session), text)
              .map(id)
              // A round that is gone by now needs no recap.
              .recover(failure ->
                  failure instanceof Refusal refusal && !refusal.kind().temporary()
                      ? Future.succeededFuture("")
                      : Future.failedFuture(failure));
        });
  }
}
