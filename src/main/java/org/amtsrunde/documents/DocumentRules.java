package org.amtsrunde.documents;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.messenger.RoomMembership.Standing;
import org.jspecify.annotations.Nullable;

/** Who may do what with a document. Pure: every "no" is a {@link Refusal}. */
public final class DocumentRules {
  /** Code points of a title. */
  public static final int LONGEST_TITLE = 200;

  /** Bytes of one update. */
  public static final int LARGEST_UPDATE = 2 << 20;

  /** Bytes of a document's snapshot and the log after it. */
  public static final long LARGEST_DOCUMENT = 64L << 20;

  /** People with whom one document is shared. */
  public static final int MOST_SHARES = 200;

  /** Open suggestions of one document. */
  public static final int MOST_SUGGESTIONS = 200;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private DocumentRules() {}

  /** Whether a text can be the id of a document at all. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** The id of the document that a person's command makes: the same for every repetition, and hardly to be guessed by others. */
  public static String derivedId(String personId, String cid) {
    return hashed(personId + " document " + cid);
  }

  /** An id that follows from these words, which must name everything that makes it. 128 bits. */
  public static String hashed(String words) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The title, trimmed: one line of whole, visible characters. */
  public static String title(String raw) {
    var title = raw.strip();
    int length = title.codePointCount(0, title.length());
    if (length == 0 || length > LONGEST_TITLE) {
      throw Refusal.invalid("title must have 1 to " + LONGEST_TITLE + " characters");
    }
    boolean plain =
        title
            .codePoints()
            .noneMatch(point ->
                Character.getType(point) == Character.CONTROL || Character.getType(point) == Character.SURROGATE);
    if (!plain) {
      throw Refusal.invalid("title must not contain control characters");
    }
    return title;
  }

  /**
   * What a person may do; null for nothing, and then the document does not exist for them.
   *
   * <p>A document of a room is edited by its members and owned by the owners of the room and by the member who made it. A private
   * one is owned by whoever made it. A share adds to that. What lies in the trash is there for its owners only.
   *
   * @param standing in the document's room; NONE for a private document
   */
  public static @Nullable DocumentRole role(
      Document document, String person, Standing standing, @Nullable DocumentRole share) {
    boolean made = document.ownerId().equals(person);
    var role =
        switch (standing) {
          case OWNER -> DocumentRole.OWN;
          case MEMBER -> made ? DocumentRole.OWN : DocumentRole.EDIT;
          case NONE -> made && document.roomId() == null ? DocumentRole.OWN : null;
        };
    if (share != null && (role == null || share.atLeast(role))) {
      role = share;
    }
    return document.state() == DocumentState.TRASHED && role != DocumentRole.OWN ? null : role;
  }

  /**
   * What a person may do with a suggestion; null for nothing. Its author writes it for as long as they may suggest, whoever may write
   * to the document reads it, nobody else knows of it, and with the document it lies in the trash.
   *
   * @param parent what the person may do with the document of which it is a suggestion; null for nothing
   */
  static @Nullable DocumentRole roleInSuggestion(Document suggestion, String person, @Nullable Access parent) {
    if (parent == null || parent.document().state() == DocumentState.TRASHED) {
      return null;
    }
    if (suggestion.ownerId().equals(person)) {
      return parent.role().atLeast(DocumentRole.SUGGEST) ? DocumentRole.EDIT : null;
    }
    return parent.role().atLeast(DocumentRole.EDIT) ? DocumentRole.VIEW : null;
  }

  /** Refuses whoever has a lesser role. */
  public static void needs(Access access, DocumentRole least) {
    if (!access.role().atLeast(least)) {
      throw Refusal.denied("that takes the role " + least.word());
    }
  }

  /** Refuses whoever may not write to it, and everybody while it is not open. */
  public static void mayWrite(Access access) {
    needs(access, DocumentRole.EDIT);
    if (!access.writes()) {
      throw Refusal.denied("the document is " + access.document().state().word());
    }
  }

  /** A share is more than nothing and less than owning, and nobody shares with the owner. */
  static void mayShare(Access access, String person, DocumentRole role) {
    needs(access, DocumentRole.OWN);
    if (role == DocumentRole.OWN) {
      throw Refusal.invalid("role must be one of view, comment, suggest, edit");
    }
    if (access.document().ownerId().equals(person)) {
      throw Refusal.invalid("the document belongs to this person");
    }
  }
}
