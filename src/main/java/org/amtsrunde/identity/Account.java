package org.amtsrunde.identity;

import java.util.Set;
import org.amtsrunde.kernel.Caller.Role;

/**
 * A person who may sign in.
 *
 * @param email normalised by {@link IdentityRules#email}; unique
 * @param disabled may not sign in; an account that is disabled is never administrator
 */
public record Account(String id, String name, String email, String authorityId, Set<Role> roles, boolean disabled) {
  public Account {
    roles = Set.copyOf(roles);
  }
}
