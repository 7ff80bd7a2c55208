package org.amtsrunde.kernel;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks: an account that signed in, or a guest of one session, who has no account.
 *
 * @param personId id of the account, or of the guest; no account has that of a guest
 * @param signInId id of the sign-in, shared by all tabs and sockets of one browser
 * @param roles roles at the time of signing in to this connection or request; a guest has none
 * @param guestOf id of the one room whose session a guest may see; null for an account
 */
public record Caller(String personId, String signInId, Set<Role> roles, @Nullable String guestOf) {
  /** What an account may do for all. */
  public enum Role {
    MEMBER("member"),
    PROGRAMME_OWNER("programme-owner"),
    ADMINISTRATOR("administrator");

    private final String word;

    Role(String word) {
      this.word = word;
    }

    /** The word on the wire. */
    public String word() {
      return word;
    }

    public static Role of(String word) {
      for (var role : values()) {
        if (role.word.equals(word)) {
          return role;
        }
      }
      throw Refusal.invalid("role must be one of member, programme-owner, administrator");
    }
  }

  public Caller {
    roles = Set.copyOf(roles);
  }

  /** An account. */
  public Caller(String personId, String signInId, Set<Role> roles) {
    this(personId, signInId, roles, null);
  }

  /** A guest of the session of this room, who may nothing else. */
  public static Caller guest(String guestId, String roomId) {
    return new Caller(guestId, guestId, Set.of(), roomId);
  }

  public boolean isGuest() {
    return guestOf != null;
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }
}
