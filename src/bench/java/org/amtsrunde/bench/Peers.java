package org.amtsrunde.bench;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How the peers in {@code web/test/peers} are spoken to by whoever comes back to them. */
final class Peers {
  private Peers() {}

  /** The first group of what is found; empty for nothing. */
  static String after(String text, String pattern) {
    var found = Pattern.compile(pattern).matcher(text);
    return found.find() ? found.group(1) : "";
  }

  /** socket.io 4 with connection state recovery: the private session and the last offset are given back. */
  static final class SocketIo implements Returning.Dialect {
    @Override
    public void before(int port) {}

    @Override
    public String path(boolean reads) {
      return "/socket.io/?EIO=4&transport=websocket" + (reads ? "&reads=1" : "");
    }

    @Override
    public Map<String, String> headers(int number, int port) {
      return Map.of();
    }

    @Override
    public String hello(Returning.Member member) {
      return member.offset.isEmpty()
          ? "40"
          : "40{\"pid\":\"%s\",\"offset\":\"%s\"}".formatted(member.session, member.offset);
    }

    @Override
    public String post(Returning.Member member, int id, String text) {
      return "42" + id + "[\"post\",\"" + text + "\"]";
    }

    @Override
    public boolean heard(Returning.Member member, String frame) {
      if (frame.equals("2")) {
        member.say("3");
      } else if (frame.startsWith("42[")) {
        member.offset = after(frame, "\"([^\"]+)\"\\]$");
      } else if (frame.startsWith("40")) {
        member.session = after(frame, "\"pid\":\"([^\"]+)\"");
        return true;
      }
      return false;
    }

    @Override
    public String acknowledged() {
      return "^43(\\d+)\\[";
    }

    @Override
    public int number(String found) {
      return Integer.parseInt(found);
    }
  }

  /** CometD, which keeps nothing over its own end: whoever comes back begins anew. */
  static final class Cometd implements Returning.Dialect {
    private static final String CHANNEL = "/all";

    @Override
    public void before(int port) {}

    @Override
    public String path(boolean reads) {
      return Bayeux.PATH;
    }

    @Override
    public Map<String, String> headers(int number, int port) {
      return Map.of();
    }

    @Override
    public String hello(Returning.Member member) {
      return Bayeux.HANDSHAKE;
    }

    @Override
    public String post(Returning.Member member, int id, String text) {
      return "[{\"id\":\"p%d\",\"channel\":\"%s\",\"data\":\"%s\",\"clientId\":\"%s\"}]"
          .formatted(id, CHANNEL, text, member.session);
    }

    @Override
    public boolean heard(Returning.Member member, String frame) {
      if (frame.contains("/meta/handshake")) {
        member.session = after(frame, "\"clientId\":\"([^\"]+)\"");
        member.say(Bayeux.follow(member.session, List.of(CHANNEL)));
      } else if (frame.contains("/meta/connect")) {
        member.say(Bayeux.stay(member.session));
      }
      return frame.contains("/meta/subscribe");
    }

    @Override
    public String acknowledged() {
      return "\"id\":\"p(\\d+)\"";
    }

    @Override
    public int number(String found) {
      return Integer.parseInt(found);
    }
  }

  /** ws, which keeps nothing; the writer hears its own words when they have gone out to all. */
  static final class Ws implements Returning.Dialect {
    @Override
    public void before(int port) {}

    @Override
    public String path(boolean reads) {
      return reads ? "/read" : "/write?acks";
    }

    @Override
    public Map<String, String> headers(int number, int port) {
      return Map.of();
    }

    @Override
    public String hello(Returning.Member member) {
      return "";
    }

    @Override
    public String post(Returning.Member member, int id, String text) {
      return text;
    }

    @Override
    public boolean heard(Returning.Member member, String frame) {
      return false;
    }

    @Override
    public String acknowledged() {
      return Returning.TEXT;
    }

    @Override
    public int number(String found) {
      return Integer.parseInt(found);
    }
  }
}
