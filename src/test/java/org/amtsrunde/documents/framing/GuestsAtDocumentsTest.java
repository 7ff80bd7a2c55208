package org.amtsrunde.documents.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.amtsrunde.documents.yjs.Lib0Reader;
import org.amtsrunde.support.GuestVisit;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.junit.jupiter.api.Test;

/** A guest who was let in to a session of the round knocks at the sockets of the documents of the round. */
class GuestsAtDocumentsTest {
  private static final int AUTH = 2;
  private static final int DENIED = 1;

  @Test
  void guestsAreNobodyThere() throws Exception {
    try (var node = LocalNode.start(Map.of());
        var visit = new GuestVisit(node.port());
        var owner = HttpTestClient.of(node.port(), "t1@altwasser.example");
        var guest = visit.guest("Frau Dr. Eulenspiegel").letIn()) {
      var body = "{\"title\":\"Plan\",\"roomId\":\"" + visit.room + "\"}";
      var id = owner.post("/api/documents", body).json().get("id").asText();
      var cookie = guest.browser.cookie();
      for (var name : new String[] {"amtsrunde-guest", "amtsrunde"}) {
        var shown = cookie.replaceFirst("^[^=]+", name);
        assertThat(SyncSocket.status(node.port(), "/documents/" + id, "Cookie", shown)).isEqualTo(401);
        assertThat(SyncSocket.status(node.port(), "/documents/missing", "Cookie", shown)).isEqualTo(401);
      }
      for (var document : new String[] {id, "missing"}) {
        try (var socket = new SyncSocket(node.port(), "/collaboration", "Cookie", cookie)) {
          socket.token(document, guest.token()).await("no", bytes -> answers(bytes, document));
        }
      }
    }
  }

  private static boolean answers(byte[] message, String document) {
    var in = new Lib0Reader(message);
    return in.varString().equals(document) && in.varUint() == AUTH && in.u8() == DENIED;
  }
}
