package org.amtsrunde.bench;

import java.io.IOException;
import java.util.List;
import org.amtsrunde.documents.room.Body;

/** Memory of a node per small document that two people have open, its places on their sockets included. */
final class OpenDocuments {
  private static final int DOCUMENTS = Integer.getInteger("open.documents", 10_000);
  private static final int WARM_DOCUMENTS = 100;

  /** As many as a socket takes. */
  private static final int PER_SOCKET = 64;

  private static final String TEXT = "Tagesordnung: Begrüßung, Bericht, Aussprache, Verschiedenes. ".repeat(5);
  private static final int SETTLE_MILLIS = 2_000;

  private int synced;
  private int answered;

  private OpenDocuments() {}

  static void measure(Table table, Folder folder) throws IOException {
    for (int i = 0; i < Table.ROUNDS; i++) {
      try (var node = DocumentNode.start(folder, "open-documents-" + i)) {
        var round = new OpenDocuments();
        try (var clients = new Clients()) {
          round.open(clients, node, node.make(WARM_DOCUMENTS));
          var documents = node.make(DOCUMENTS);
          long live = node.child.liveBytes();
          round.open(clients, node, documents);
          clients.idle(SETTLE_MILLIS);
          double bytes = (double) (node.child.liveBytes() - live) / DOCUMENTS;
          var name = DOCUMENTS + " documents of " + TEXT.length() + " characters, two people each: ";
          table.add(name + "live heap per document", "kB", true, bytes / 1000);
          table.add(name + "load average of the machine", "", true, Cpus.loadAverage());
        }
      }
    }
  }

  private void open(Clients clients, DocumentNode node, List<String> documents) throws IOException {
    var reader = new Pen.Reader[documents.size() * 2 / PER_SOCKET + 1024];
    clients.sink((client, bytes, from, to, ends) -> {
      if (reader[client.number] == null) {
        reader[client.number] = new Pen.Reader(this::heard);
      }
      reader[client.number].piece(client, bytes, from, to, ends);
    });
    for (int person = 0; person < 2; person++) {
      Client socket = null;
      for (int i = 0; i < documents.size(); i++) {
        if (i % PER_SOCKET == 0) {
          socket = clients.add(node.port, "/collaboration", "Cookie: " + node.cookie(person) + "\r\n");
        }
        var pen = new Pen(socket, documents.get(i), 1 + person);
        int before = synced;
        int stored = answered;
        pen.begin();
        clients.pump(20_000, () -> synced > before);
        if (person == 0) {
          pen.type(TEXT);
          clients.pump(20_000, () -> answered > stored);
        }
      }
    }
  }

  private void heard(Client client, int kind, byte[] content) {
    synced += kind == Body.STEP_2 ? 1 : 0;
    answered += kind == -1 - Pen.STATUS ? 1 : 0;
  }
}
