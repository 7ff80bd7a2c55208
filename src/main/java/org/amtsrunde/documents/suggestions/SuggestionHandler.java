package org.amtsrunde.documents.suggestions;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.amtsrunde.documents.Access;
import org.amtsrunde.documents.Document;
import org.amtsrunde.documents.DocumentAccess;
import org.amtsrunde.documents.DocumentRole;
import org.amtsrunde.documents.DocumentRules;
import org.amtsrunde.documents.DocumentState;
import org.amtsrunde.documents.DocumentStore;
import org.amtsrunde.documents.Notice;
import org.amtsrunde.documents.export.Authorship;
import org.amtsrunde.documents.history.Comparing;
import org.amtsrunde.documents.room.Loading;
import org.amtsrunde.documents.room.Workers;
import org.amtsrunde.documents.yjs.Updates;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Suggestions: a person who may not write to a document, or does not want to yet, writes to a branch of it, and whoever may write takes
 * that over or not. So what a suggester sends never needs to be judged update by update.
 */
public final class SuggestionHandler {
  private final DocumentStore store;
  private final DocumentAccess access;
  private final Workers workers;
  private final Ids ids;
  private final InstantSource clock;

  public SuggestionHandler(DocumentStore store, DocumentAccess access, Workers workers, Ids ids, InstantSource clock) {
    this.store = store;
    this.access = access;
    this.workers = workers;
    this.ids = ids;
    this.clock = clock;
  }

  /** Begins a suggestion; the person's open one, if there is one already. */
  Future<Access> begin(String person, String parentId) {
    return access
        .require(parentId, person)
        .compose(parent -> {
          DocumentRules.needs(parent, DocumentRole.SUGGEST);
          if (parent.document().parentId() != null) {
            throw Refusal.invalid("a suggestion has no suggestions of its own");
          }
          if (parent.document().state() != DocumentState.OPEN) {
            throw Refusal.denied("the document is " + parent.document().state().word());
          }
          return store.suggest(parentId, person, ids.next(), "");
        })
        .compose(id -> opened(person, parentId, id))
        .compose(opened -> {
          if (opened.access != null) {
            return Future.succeededFuture(opened);
          }
          // The one of this id was erased, but a node died before that was noted.
          return store.suggest(parentId, person, ids.next(), opened.id).compose(id -> opened(person, parentId, id));
        })
        .compose(opened -> opened.access == null ? gone(opened.id) : Future.succeededFuture(opened.access));
  }

  private record Opened(String id, @Nullable Access access) {}

  /** The suggestion of this id, which is made if it is not there. */
  private Future<Opened> opened(String person, String parentId, String id) {
    return access
        .find(id, person)
        .compose(known ->
            known == null
                ? make(person, parentId, id)
                    .compose(made -> told(parentId, person))
                    .compose(told -> access.find(id, person))
                : Future.succeededFuture(known))
        .map(found -> new Opened(id, found));
  }

  private Future<?> make(String person, String parentId, String id) {
    return Loading.read(store, workers, parentId)
        .compose(read ->
            workers
                .run(read.stored().bytes(), read.doc()::encode)
                .compose(state -> store.create(branch(read.document(), person, id, state.length), state)));
  }

  private Document branch(Document parent, String person, String id, long bytes) {
    var at = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    return new Document(
        id, parent.title(), person, parent.roomId(), parent.id(), DocumentState.OPEN, at, at, bytes, 0, 0, null);
  }

  /** The document was erased while a suggestion was begun: nothing of it may stay. */
  private Future<Access> gone(String id) {
    return store.erase(id).otherwiseEmpty().compose(erased -> Future.failedFuture(Refusal.notFound()));
  }

  /** The open suggestions that the person may see: all for whoever may write, else one's own. */
  Future<byte[]> list(String person, String parentId) {
    return access
        .require(parentId, person)
        .compose(parent -> {
          DocumentRules.needs(parent, DocumentRole.SUGGEST);
          return store.suggestions(parentId);
        })
        .compose(all -> access.visible(all.values(), person))
        .map(visible ->
            Json.object(out ->
                out.objects(
                    "suggestions",
                    visible,
                    (each, one) ->
                        each.raw("document", one.json())
                            .put("authorId", one.document().ownerId())
                            .put("state", "open"))));
  }

  private record Pair(Document suggestion, String parentId) {}

  private Future<Pair> suggestion(String person, String id) {
    return access
        .require(id, person)
        .map(known -> {
          var parent = known.document().parentId();
          if (parent == null) {
            throw Refusal.notFound();
          }
          return new Pair(known.document(), parent);
        });
  }

  /** What accepting it would change. */
  Future<byte[]> show(String person, String id) {
    return suggestion(person, id)
        .compose(pair ->
            both(
                pair,
                (parent, branch) -> {
                  var author = new Author(pair.suggestion.ownerId());
                  return Comparing.json(Comparing.merged(parent.doc().encode(), branch.doc().encode(), author));
                }));
  }

  /** Takes it over and erases it. May be repeated: what is there already is not written twice. */
  Future<Void> accept(String person, String id) {
    return suggestion(person, id)
        .compose(pair ->
            access
                .require(pair.parentId, person)
                .compose(parent -> {
                  DocumentRules.mayWrite(parent);
                  // Nobody writes to it any more, so that nothing is erased that was not taken over.
                  return store.change(id, null, null, DocumentState.FROZEN);
                })
                .compose(frozen -> taken(pair).recover(failure -> thawed(id, failure)))
                .compose(taken -> erased(pair)));
  }

  private Future<Void> taken(Pair pair) {
    return both(pair, SuggestionHandler::news)
        .compose(news ->
            news.length == 0
                ? Future.succeededFuture()
                : store.append(pair.parentId, "", news, pair.suggestion.ownerId(), "suggestion").mapEmpty());
  }

  /** What the branch has and the parent has not; nothing if there is nothing. */
  private static byte[] news(Loading.Read parent, Loading.Read branch) {
    var known = parent.doc().snapshot();
    var state = branch.doc().encode();
    return known.contains(state) ? new byte[0] : Updates.diff(state, known.stateVector());
  }

  private Future<Void> thawed(String id, Throwable failure) {
    return store
        .change(id, null, DocumentState.FROZEN, DocumentState.OPEN)
        .otherwiseEmpty()
        .compose(done -> Future.failedFuture(failure));
  }

  /** Gives it up; for its author and for whoever may write to the document. */
  Future<Void> reject(String person, String id) {
    return suggestion(person, id).compose(this::erased);
  }

  private Future<Void> erased(Pair pair) {
    var id = pair.suggestion.id();
    var author = pair.suggestion.ownerId();
    return store
        .erase(id)
        .compose(erased -> store.unsuggest(pair.parentId, author, id))
        .compose(forgotten -> told(pair.parentId, author));
  }

  /** What cannot be told now, others see when they look again. */
  private Future<Void> told(String parentId, String author) {
    return store.tell(parentId, Notice.ofSuggestions(author)).otherwiseEmpty();
  }

  private interface Use<T> {
    T of(Loading.Read parent, Loading.Read branch);
  }

  private <T> Future<T> both(Pair pair, Use<T> use) {
    return Loading.read(store, workers, pair.parentId)
        .compose(parent ->
            Loading.read(store, workers, pair.suggestion.id())
                .compose(branch -> {
                  long bytes = parent.stored().bytes() + branch.stored().bytes();
                  return workers.run(2 * bytes, () -> use.of(parent, branch));
                }));
  }

  /** Everything that a suggestion would change comes from its author. */
  private record Author(String person) implements Authorship {
    @Override
    public String writer(long client, int clock) {
      return person;
    }

    @Override
    public String deleter(long client, int clock) {
      return person;
    }
  }
}
