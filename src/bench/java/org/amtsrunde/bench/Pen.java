package org.amtsrunde.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.amtsrunde.documents.room.Body;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.Lib0Reader;
import org.amtsrunde.documents.yjs.Lib0Writer;
import org.amtsrunde.documents.yjs.StateVector;

/**
 * Somebody who has a document open in the language of Hocuspocus, as far as it takes to type: what others write is not integrated,
 * so that the load has time for many.
 */
final class Pen {
  /** The answer to an update. */
  static final int STATUS = 8;

  private static final int AUTHENTICATION = 2;
  private static final String ROOT = "notes";

  final long clientId;
  private final Client socket;
  private final String document;
  private final Doc own = new Doc();
  private int length;

  Pen(Client socket, String document, long clientId) {
    this.socket = socket;
    this.document = document;
    this.clientId = clientId;
  }

  private Lib0Writer to(int type) {
    return new Lib0Writer().varString(document).varUint(type);
  }

  /** Says who it is and asks for everything; the answer is a step 2. */
  void begin() throws IOException {
    socket.sendBinary(to(AUTHENTICATION).varUint(0).varString("").toBytes());
    var known = StateVector.EMPTY.encode();
    socket.sendBinary(to(Body.SYNC).u8(Body.STEP_1).varBytes(known).toBytes());
  }

  /** Writes at the end of what it has written before; each character is one clock of its client id. */
  void type(String text) throws IOException {
    var update = own.edit(clientId, edit -> edit.insertText(ROOT, length, text));
    length += text.length();
    socket.sendBinary(to(Body.SYNC).u8(Body.UPDATE).varBytes(update).toBytes());
  }

  /** A whole message. */
  interface Ear {
    /** @param kind of sync messages their kind; of others -1 - their type */
    void heard(Client client, int kind, byte[] content);
  }

  /** Puts the pieces of the messages of one socket together. */
  static final class Reader {
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private final Ear ear;

    Reader(Ear ear) {
      this.ear = ear;
    }

    void piece(Client client, byte[] bytes, int from, int to, boolean ends) {
      begun.write(bytes, from, to - from);
      if (!ends) {
        return;
      }
      var in = new Lib0Reader(begun.toByteArray());
      begun.reset();
      in.varString();
      int type = (int) in.varUint();
      if (type == Body.SYNC) {
        int kind = in.u8();
        ear.heard(client, kind, in.varBytes());
      } else {
        ear.heard(client, -1 - type, in.rest());
      }
    }
  }
}
