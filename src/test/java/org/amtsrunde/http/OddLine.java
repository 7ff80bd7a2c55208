package org.amtsrunde.http;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** A connection on which any bytes are sent; what comes back is read as HTTP/1.1, and kept open where that allows it. */
final class OddLine implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  /** What came back; of an answer without an end nothing but its head. */
  record Answer(int status, HttpHeaders headers, byte[] body, boolean ends) {
    String type() {
      return headers.firstValue("Content-Type").map(type -> type.replaceAll(";.*", "")).orElse("");
    }

    @Override
    public String toString() {
      return status + " " + headers.map() + "\n" + new String(body, StandardCharsets.UTF_8);
    }
  }

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private boolean open = true;

  /** From another address than tests usually come from: wrong passwords count for it alone. */
  OddLine(int port) throws IOException {
    socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.9"), 0));
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  boolean isOpen() {
    return open;
  }

  /** Fails when there is no whole answer in time. */
  Answer ask(byte[] request, boolean head) throws IOException {
    socket.getOutputStream().write(request);
    var line = line();
    while (line.startsWith("HTTP/1.1 100")) {
      headers();
      line = line();
    }
    if (!line.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
      throw new IOException("no answer but " + line);
    }
    int status = Integer.parseInt(line.substring(9, 12));
    var headers = headers();
    var length = headers.firstValue("Content-Length");
    boolean ends = length.isPresent() || status == 204 || status == 304;
    boolean none = head || status == 204 || status == 304;
    var body = none || length.isEmpty() ? new byte[0] : in.readNBytes(Integer.parseInt(length.get()));
    boolean closes =
        headers.firstValue("Connection").orElse("").equalsIgnoreCase("close") || line.startsWith("HTTP/1.0");
    if (!ends || closes) {
      close();
    }
    return new Answer(status, headers, body, ends);
  }

  /** Says a part of a request and goes. */
  void leave(byte[] part) throws IOException {
    socket.getOutputStream().write(part);
    close();
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int one = in.read(); one != '\n'; one = in.read()) {
      if (one < 0) {
        throw new EOFException("the connection ended after: " + line);
      }
      line.append((char) one);
    }
    return line.toString().strip();
  }

  private HttpHeaders headers() throws IOException {
    var headers = new TreeMap<String, List<String>>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      var parts = line.split(": ?", 2);
      headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>()).add(parts[1]);
    }
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  @Override
  public void close() throws IOException {
    open = false;
    socket.close();
  }
}
