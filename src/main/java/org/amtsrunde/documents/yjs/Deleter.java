package org.amtsrunde.documents.yjs;

/** Deletes what a delete set names. */
final class Deleter {
  private final Store store;
  private final Structs structs;
  private final Change change;

  Deleter(Store store, Change change) {
    this.store = store;
    this.structs = store.structs;
    this.change = change;
  }

  /** @return what is not known yet, and so could not be deleted */
  DeleteSet apply(DeleteSet deletes) {
    if (deletes.isEmpty()) {
      return deletes;
    }
    var unknown = new DeleteSet.Builder();
    deletes
        .ranges()
        .forEach((id, ranges) -> {
          var client = store.find(id);
          int state = client == null ? 0 : client.state();
          for (var range : ranges) {
            int from = Math.max(range.clock(), state);
            unknown.add(id, from, range.end() - from);
            if (client != null && range.clock() < state) {
              delete(client, range.clock(), range.end());
            }
          }
        });
    return unknown.build();
  }

  private void delete(Client client, int clock, int end) {
    int index = client.find(clock);
    int first = client.at(index);
    if (!structs.isGone(first) && structs.clock(first) < clock) {
      client.insert(++index, change.split(first, clock - structs.clock(first)));
    }
    for (; index < client.count(); index++) {
      int s = client.at(index);
      if (structs.clock(s) >= end) {
        return;
      }
      if (!structs.isGone(s)) {
        if (end < structs.end(s)) {
          client.insert(index + 1, change.split(s, end - structs.clock(s)));
        }
        change.delete(s);
      }
    }
  }
}
