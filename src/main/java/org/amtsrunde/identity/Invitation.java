package org.amtsrunde.identity;

import org.amtsrunde.kernel.Caller.Role;

/**
 * The permission to open an account for one mail address, once.
 *
 * @param role what the account may do beside being a member
 * @param by person id of who invited; empty for the invitation of the first administrator
 */
public record Invitation(String email, Role role, String by) {}
