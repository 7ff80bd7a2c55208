package org.amtsrunde.kernel;

import java.util.Set;

/**
 * Who asks: an account that signed in.
 *
 * @param personId id of the account
 * @param signInId id of the sign-in, shared by all tabs and sockets of one browser
 * @param roles roles at the time of signing in to this connection or request
 */
public record Caller(String personId, String signInId, Set<Role> roles) {
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

  public boolean is(Role role) {
    return roles.contains(role);
  }
}
