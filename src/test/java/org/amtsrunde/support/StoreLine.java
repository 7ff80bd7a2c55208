package org.amtsrunde.support;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.amtsrunde.redis.RedisProcess;

/** Says something to a store, past all nodes. */
public final class StoreLine {
  private StoreLine() {}

  /** One command, of words without spaces; not heard by a store that is away. */
  public static void say(RedisProcess redis, String... words) {
    var path = UnixDomainSocketAddress.of(redis.url().substring("unix://".length()));
    try (var socket = SocketChannel.open(path)) {
      socket.write(ByteBuffer.wrap((String.join(" ", words) + "\r\n").getBytes(StandardCharsets.UTF_8)));
      socket.read(ByteBuffer.allocate(1));
    } catch (IOException e) {
      // It is away at this moment, and will not hear of it.
    }
  }
}
