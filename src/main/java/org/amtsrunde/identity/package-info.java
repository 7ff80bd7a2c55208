/**
 * Who people are: authorities, accounts, invitations, signing in and out, short-lived tokens.
 *
 * <p>Read in this order: {@link org.amtsrunde.identity.IdentityRules} decides what is allowed,
 * without a store; {@link org.amtsrunde.identity.SignInDoor} is how somebody proves who they are
 * and {@link org.amtsrunde.identity.PasswordDoor} the one way there is today; {@link
 * org.amtsrunde.identity.SignInStore} keeps and ends sign-ins; {@link
 * org.amtsrunde.identity.SignInAuthenticator} tells the engine who connects. Other capabilities see
 * {@link org.amtsrunde.identity.People} only.
 *
 * <p>No secret is ever stored: of sign-ins, tokens and invitations the store knows the SHA-256, of
 * passwords the Argon2id hash.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.identity;
