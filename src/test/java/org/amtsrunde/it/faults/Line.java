package org.amtsrunde.it.faults;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.amtsrunde.documents.room.Body;
import org.amtsrunde.documents.yjs.Lib0Reader;
import org.amtsrunde.documents.yjs.Lib0Writer;
import org.amtsrunde.documents.yjs.StateVector;
import org.amtsrunde.documents.yjs.Updates;

/**
 * One connection of a writer, in the language of y-websocket or of Hocuspocus. What is acknowledged: in the first, what the server
 * shows to its own writer; in the second, what it answers with a status, one for each update in the order in which they were sent.
 */
final class Line implements WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private static final int AUTHENTICATION = 2;
  private static final int CLOSE = 7;
  private static final int STATUS = 8;

  private final Writer writer;
  private final boolean hocuspocus;
  private final String document;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private final ArrayDeque<List<Edit>> unanswered = new ArrayDeque<>();
  private CompletableFuture<WebSocket> sending = new CompletableFuture<>();
  private WebSocket socket;
  private boolean talks;
  private boolean synced;
  private volatile boolean over;
  private volatile long heardAt = System.nanoTime();

  Line(Writer writer, boolean hocuspocus, String document) {
    this.writer = writer;
    this.hocuspocus = hocuspocus;
    this.document = document;
  }

  CompletableFuture<Void> open(int port, String cookie) {
    var uri = URI.create("ws://127.0.0.1:" + port + (hocuspocus ? "/collaboration" : "/documents/" + document));
    return HTTP.newWebSocketBuilder().header("Cookie", cookie).buildAsync(uri, this).thenAccept(this::opened);
  }

  private void opened(WebSocket opened) {
    synchronized (writer) {
      socket = opened;
      sending = CompletableFuture.completedFuture(opened);
      if (over) {
        opened.abort();
      } else if (hocuspocus) {
        send(to(AUTHENTICATION).varUint(0).varString("").toBytes());
      } else {
        begins();
      }
    }
  }

  private Lib0Writer to(int type) {
    return new Lib0Writer().varString(document).varUint(type);
  }

  private void begins() {
    talks = true;
    sync(Body.STEP_1, writer.doc().stateVector().encode());
  }

  private void sync(int kind, byte[] content) {
    var out = hocuspocus ? to(Body.SYNC) : new Lib0Writer().u8(Body.SYNC);
    send(out.u8(kind).varBytes(content).toBytes());
  }

  private void send(byte[] message) {
    sending = sending.thenCompose(open -> open.sendBinary(ByteBuffer.wrap(message), true));
  }

  /** The writer has changed something; call it with the writer held. */
  void wrote(byte[] update, List<Edit> edits) {
    if (talks && !over) {
      unanswered.add(edits);
      sync(Body.UPDATE, update);
    }
  }

  boolean isSynced() {
    return synced && !over;
  }

  /** Whether it has ended, or nothing was heard for so long. */
  boolean isOver(long silence) {
    return over || System.nanoTime() - heardAt > silence * 1_000_000 && !writer.isStored();
  }

  void end() {
    over = true;
    if (socket != null) {
      socket.abort();
    }
  }

  private void heard(byte[] message) {
    synchronized (writer) {
      if (over || !writer.isPresent(this)) {
        return;
      }
      heardAt = System.nanoTime();
      var in = new Lib0Reader(message);
      if (hocuspocus && !in.varString().equals(document)) {
        writer.fault("a message for another document");
        return;
      }
      switch ((int) in.varUint()) {
        case Body.SYNC -> synced(in);
        case AUTHENTICATION -> authenticated(in);
        case STATUS -> answered(in.varInt() == 1);
        case CLOSE -> end();
        default -> {}
      }
    }
  }

  private void authenticated(Lib0Reader in) {
    int kind = in.u8();
    if (kind != 2) {
      writer.fault("denied: " + in.varString());
    } else if (!in.varString().equals("read-write")) {
      writer.fault("may not write");
    } else if (!talks) {
      begins();
    }
  }

  private void answered(boolean stored) {
    var edits = unanswered.poll();
    if (edits == null) {
      writer.fault("an answer to nothing");
    } else if (stored) {
      edits.forEach(Edit::acknowledge);
    }
  }

  private void synced(Lib0Reader in) {
    int kind = in.u8();
    var content = in.varBytes();
    if (kind == Body.STEP_1) {
      var known = StateVector.decode(content);
      if (!hocuspocus) {
        writer.mine().stream()
            .filter(edit -> !edit.deletes && known.clock(edit.client) >= edit.clock + edit.word.length())
            .forEach(Edit::acknowledge);
      }
      unanswered.add(writer.mine());
      sync(Body.STEP_2, writer.doc().encode(known));
      return;
    }
    writer.apply(this, content);
    synced |= kind == Body.STEP_2;
    if (!hocuspocus) {
      shown(content);
    }
  }

  private void shown(byte[] update) {
    var meta = Updates.meta(update);
    var deleted = Updates.deleteSet(update);
    for (var edit : writer.mine()) {
      int end = edit.clock + edit.word.length();
      boolean shown =
          edit.deletes
              ? deleted.contains(edit.client, edit.clock, edit.word.length())
              : meta.from().getOrDefault(edit.client, Integer.MAX_VALUE) <= edit.clock
                  && meta.to().getOrDefault(edit.client, 0) >= end;
      if (shown) {
        edit.acknowledge();
      }
    }
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    var part = new byte[data.remaining()];
    data.get(part);
    begun.writeBytes(part);
    if (last) {
      try {
        heard(begun.toByteArray());
      } catch (RuntimeException e) {
        writer.fault("what it heard cannot be understood: " + e);
      }
      begun.reset();
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    if (code >= 4000 && !over) {
      writer.fault("sent away for good with " + code + " " + reason);
    }
    over = true;
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    over = true;
  }
}
