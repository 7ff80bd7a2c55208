package org.amtsrunde.documents.yjs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything a document holds: structs, contents, clients, types and the names of roots and keys. */
final class Store {
  final Structs structs = new Structs();
  final Arena arena = new Arena();
  private final List<Client> clients = new ArrayList<>(2);
  private final Map<Long, Client> clientsById = new HashMap<>(4);
  private final Map<String, YType> roots = new LinkedHashMap<>(4);
  private final List<String> keys = new ArrayList<>(2);
  private final Map<String, Integer> keyNumbers = new HashMap<>(4);
  private @Nullable YType[] types = new YType[2];
  private int typeCount;

  // Clients

  List<Client> clients() {
    return clients;
  }

  Client client(int number) {
    return clients.get(number);
  }

  @Nullable Client find(long id) {
    return clientsById.get(id);
  }

  /** The client of this id, which is known from now on. */
  Client client(long id) {
    var client = clientsById.get(id);
    if (client == null) {
      client = new Client(id, clients.size(), structs);
      clients.add(client);
      clientsById.put(id, client);
    }
    return client;
  }

  /** Clients with a history, the greatest id first. */
  List<Client> descending() {
    var sorted = new ArrayList<>(clients);
    sorted.removeIf(client -> client.count() == 0);
    sorted.sort((a, b) -> Long.compare(b.id, a.id));
    return sorted;
  }

  /** The struct that holds a clock, which must be known. */
  int find(int client, int clock) {
    var history = clients.get(client);
    return history.at(history.find(clock));
  }

  boolean isKnown(int client, int clock) {
    return clock < clients.get(client).state();
  }

  // Types

  YType root(String name) {
    var root = roots.get(name);
    if (root == null) {
      root = addType(YType.ROOT, name, Structs.NONE);
      roots.put(name, root);
    }
    return root;
  }

  Map<String, YType> roots() {
    return roots;
  }

  YType addType(int kind, @Nullable String name, int item) {
    if (typeCount == types.length) {
      types = Arrays.copyOf(types, typeCount + (typeCount >> 1) + 2);
    }
    var type = new YType(typeCount, kind, name, item);
    types[typeCount++] = type;
    return type;
  }

  YType type(int number) {
    return Objects.requireNonNull(types[number]);
  }

  /** The type that an item holds. */
  YType typeOf(int item) {
    return type(structs.content(item));
  }

  YType parent(int s) {
    return type(structs.parent(s));
  }

  void forgetType(int number) {
    types[number] = null;
  }

  // Keys

  int key(String name) {
    var number = keyNumbers.putIfAbsent(name, keys.size());
    if (number != null) {
      return number;
    }
    keys.add(name);
    return keys.size() - 1;
  }

  String keyName(int number) {
    return keys.get(number);
  }

  /** The number of a key that is in use; NONE for a stranger. */
  int knownKey(String name) {
    return keyNumbers.getOrDefault(name, Structs.NONE);
  }

  // Bytes

  /** Moves what is used of the contents together, if half of them is not. */
  void tidy() {
    if (!arena.isWasteful()) {
      return;
    }
    var before = arena.renew();
    for (var client : clients) {
      for (int i = 0; i < client.count(); i++) {
        int s = client.at(i);
        int bytes = structs.bytes(s);
        if (bytes > 0) {
          structs.content(s, arena.add(before, structs.content(s), bytes), bytes);
        }
      }
    }
  }

  void trim() {
    structs.trim();
    arena.trim();
    types = Arrays.copyOf(types, typeCount);
    clients.forEach(Client::trim);
  }

  /** About how many bytes of heap all this takes. */
  long heapBytes() {
    long sum = structs.heapBytes() + arena.heapBytes() + 4L * types.length + 500;
    for (var client : clients) {
      sum += client.heapBytes() + 60;
    }
    for (int i = 0; i < typeCount; i++) {
      var type = types[i];
      sum += type == null ? 0 : type.heapBytes();
    }
    return sum + 100L * (keys.size() + roots.size());
  }
}
