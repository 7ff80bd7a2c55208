package org.amtsrunde.messenger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.kernel.Texts;

/** What may be said in a room and who may do what. Pure: every "no" is a {@link Refusal}. */
public final class RoomRules {
  /** Code points of a message. */
  public static final int LONGEST_TEXT = 8_000;

  /** Code points of a room's name. */
  public static final int LONGEST_NAME = 120;

  /** People mentioned by one message. */
  public static final int MOST_MENTIONS = 50;

  /** People in one room. */
  public static final int MOST_MEMBERS = 1_000;

  /** People added by one command. */
  public static final int MOST_ADDED = 200;

  /** People in a round. */
  public static final int MOST_IN_ROUND = 6;

  /** People in a direct conversation, the caller among them. */
  public static final int MOST_DIRECT = 9;

  private RoomRules() {}

  /** The text of a message, trimmed. Newline and tab are allowed, other control characters and half characters are not. */
  public static String text(String raw) {
    return Texts.checked("text", raw, LONGEST_TEXT, "\n\t");
  }

  /** The name of a room, trimmed: one line. */
  public static String name(String raw) {
    return Texts.checked("name", raw, LONGEST_NAME, "");
  }

  /** Who is mentioned: members other than the author, in the order of the text. */
  public static List<String> mentioned(Collection<String> named, String author, Set<String> members) {
    return named.stream().filter(id -> !id.equals(author) && members.contains(id)).toList();
  }

  static void mayEdit(Message message, String person) {
    if (!message.authorId().equals(person)) {
      throw Refusal.denied("only the author may edit a message");
    }
  }

  static void mayDelete(Message message, String person, MemberRole role) {
    if (!message.authorId().equals(person) && role != MemberRole.OWNER) {
      throw Refusal.denied("only the author and the owners of the room may delete a message");
    }
  }

  /** A round has at most six people, each of another authority; they belong to it from its first day. */
  static void mayFound(NewRoom room) {
    if (room.kind() != RoomKind.ROUND) {
      return;
    }
    if (room.members().size() > MOST_IN_ROUND) {
      throw Refusal.conflict("a round has at most " + MOST_IN_ROUND + " people");
    }
    if (room.members().stream().map(member -> member.card().authorityId()).distinct().count() < room.members().size()) {
      throw Refusal.conflict("a round has one person of an authority");
    }
  }

  static void mayInvite(RoomKind kind) {
    if (kind != RoomKind.GROUP) {
      throw Refusal.denied("nobody can be invited into this kind of room");
    }
  }

  static void mayRemove(RoomKind kind, MemberRole role, String person, String target) {
    if (kind == RoomKind.DIRECT) {
      throw Refusal.denied("a direct conversation keeps its people");
    }
    if (!person.equals(target) && role != MemberRole.OWNER) {
      throw Refusal.denied("only owners may remove others");
    }
  }

  static void mayRename(RoomKind kind, MemberRole role) {
    if (kind == RoomKind.DIRECT || role != MemberRole.OWNER) {
      throw Refusal.denied("only owners may rename a room");
    }
  }

  /** The people of a direct conversation, sorted: the caller and one to eight others. */
  static List<String> direct(String person, Collection<String> others) {
    var all = new TreeSet<>(others);
    all.add(person);
    if (all.size() < 2 || all.size() > MOST_DIRECT) {
      throw Refusal.invalid("personIds must name 1 to " + (MOST_DIRECT - 1) + " other people");
    }
    return List.copyOf(all);
  }

  /**
   * An id that follows from what it is for: whoever founds the same room again, on whatever node and however often, founds
   * the same one. 128 bits.
   */
  static String derivedId(String purpose, Collection<String> parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(purpose.getBytes(StandardCharsets.UTF_8));
      for (var part : parts) {
        digest.update((byte) 0);
        digest.update(part.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
