package org.amtsrunde.documents.search;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.amtsrunde.documents.Access;
import org.amtsrunde.documents.DocumentAccess;
import org.amtsrunde.documents.DocumentState;
import org.jspecify.annotations.Nullable;

/**
 * Finds documents for a person. The index is asked for theirs only, and each hit is checked against the store before a word of it is
 * shown, so that a share that was taken back a moment ago shows nothing any more.
 */
public final class SearchHandler {
  static final int MOST_HITS = 30;

  /** A document with the place that matches. */
  record Hit(Access access, List<Excerpt.Piece> excerpt) {}

  /** @param complete false while the index is being built and may know less than there is */
  record Hits(List<Hit> hits, boolean complete) {}

  private final SearchIndex index;
  private final SearchFeed feed;
  private final SearchWorkers workers;
  private final DocumentAccess access;
  private final PersonRooms rooms;

  SearchHandler(SearchIndex index, SearchFeed feed, SearchWorkers workers, DocumentAccess access, PersonRooms rooms) {
    this.index = index;
    this.feed = feed;
    this.workers = workers;
    this.access = access;
    this.rooms = rooms;
  }

  Future<Hits> search(String person, String typed, @Nullable String roomId) {
    return rooms
        .of(person)
        .compose(mine ->
            workers.run(() -> {
              var stems = index.stems(typed);
              var wanted = new SearchIndex.Wanted(stems, person, mine, roomId);
              return new Found(stems, stems.isEmpty() ? List.of() : index.search(wanted, MOST_HITS));
            }))
        .compose(found ->
            access
                .visible(found.hits.stream().map(Indexed::id).toList(), person)
                .compose(seen -> workers.run(() -> hits(found, seen))));
  }

  private record Found(List<String> stems, List<Indexed> hits) {}

  private Hits hits(Found found, List<Access> seen) {
    var byId = new HashMap<String, Access>();
    seen.forEach(one -> byId.put(one.document().id(), one));
    var hits = new ArrayList<Hit>();
    for (var hit : found.hits) {
      var access = byId.get(hit.id());
      if (access != null && access.document().state() != DocumentState.TRASHED) {
        hits.add(new Hit(access, Excerpt.of(hit.text(), found.stems, index.german())));
      }
    }
    return new Hits(hits, feed.complete());
  }
}
