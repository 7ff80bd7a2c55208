package org.amtsrunde.identity;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Caller.Role;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;

/** Inviting by link, and opening an account with it. */
public final class InvitationHandler {
  private final AccountStore accounts;
  private final AuthorityStore authorities;
  private final InvitationStore invitations;
  private final SignInStore signIns;
  private final Passwords passwords;
  private final Guesses guesses;
  private final Ids ids;
  private final InstantSource clock;
  private final String publicUrl;

  /**
   * @param publicUrl what people type into the browser, without a path
   */
  public InvitationHandler(
      AccountStore accounts,
      AuthorityStore authorities,
      InvitationStore invitations,
      SignInStore signIns,
      Passwords passwords,
      Guesses guesses,
      Ids ids,
      InstantSource clock,
      String publicUrl) {
    this.accounts = accounts;
    this.authorities = authorities;
    this.invitations = invitations;
    this.signIns = signIns;
    this.passwords = passwords;
    this.guesses = guesses;
    this.ids = ids;
    this.clock = clock;
    this.publicUrl = publicUrl;
  }

  /**
   * Answers {@code {link, expiresAt}}. Refused for addresses of unknown domains and of people who
   * have an account.
   */
  public Future<byte[]> invite(Caller caller, String address, Role role) {
    if (!IdentityRules.mayInvite(caller.roles(), role)) {
      throw Refusal.denied("only administrators may invite with a role");
    }
    var email = IdentityRules.email(address);
    return authority(email)
        .compose(authority -> {
          if (authority.isEmpty()) {
            throw Refusal.invalid("email belongs to no authority with a verified domain");
          }
          return accounts.byEmail(email);
        })
        .compose(account -> {
          if (account.isPresent()) {
            throw Refusal.conflict("this mail address has an account");
          }
          return link(new Invitation(email, role, caller.personId()));
        })
        .map(link -> {
          var expires = clock.instant().plus(InvitationStore.LIFE).toString();
          return Json.object(out -> out.put("link", link).put("expiresAt", expires));
        });
  }

  /**
   * A link for the first administrator, valid for 14 days; empty once there is an administrator.
   * Makes an authority of the address's domain if it belongs to none. Whoever has an account with
   * the address already becomes administrator at once.
   */
  public Future<Optional<String>> firstAdministrator(String address) {
    var email = IdentityRules.email(address);
    return accounts
        .hasAdministrator()
        .compose(there ->
            there
                ? Future.succeededFuture(Optional.empty())
                : accounts
                    .byEmail(email)
                    .compose(account ->
                        account.isPresent()
                            ? accounts.addAdministrator(account.get().id()).map(Optional.empty())
                            : firstInvitation(email).map(Optional::of)));
  }

  private Future<String> firstInvitation(String email) {
    var domain = IdentityRules.domainOf(email);
    var own = List.of(new Authority.Domain(domain, true));
    return authorities
        .create(new Authority(ids.next(), domain, Authority.Kind.OTHER, own))
        .compose(ignored -> link(new Invitation(email, Role.ADMINISTRATOR, "")));
  }

  private Future<String> link(Invitation invitation) {
    // In the fragment: browsers send it to no server, so it stands in no log.
    return invitations.add(invitation).map(secret -> publicUrl + "/einladung#" + secret);
  }

  /** Answers {@code {email, authority}}. */
  public Future<byte[]> open(String secret, String address) {
    return guesses
        .guard("", address, () -> find(secret))
        .map(found ->
            Json.object(out -> {
              out.put("email", found.invitation().email());
              out.object("authority", inner -> IdentityJson.authority(inner, found.authority()));
            }));
  }

  /**
   * Opens the account and signs it in. Of several attempts with one invitation, or with several for
   * one address, exactly one succeeds; the others are "not found" like an unknown secret.
   */
  public Future<SignInHandler.Entered> accept(String secret, String givenName, String password, String address) {
    return guesses.guard("", address, () -> find(secret)).compose(found -> accept(secret, givenName, password, found));
  }

  private Future<SignInHandler.Entered> accept(String secret, String givenName, String password, Found found) {
    var email = found.invitation().email();
    var name = IdentityRules.personName(givenName);
    var chosen = IdentityRules.newPassword(password, email, name);
    var roles = IdentityRules.roles(found.invitation().role());
    return passwords
        .hash(chosen)
        .compose(hash ->
            accounts
                .create(new Account(ids.next(), name, email, found.authority().id(), roles, false), hash)
                .compose(id -> invitations.remove(secret).map(id))
                .map((Optional<String> id) -> id.orElseThrow(Refusal::notFound))
                .compose(id -> signIns.open(id, hash)))
        .map((Optional<SignIn> signIn) -> signIn.orElseThrow(Refusal::notFound))
        .map(signIn -> {
          var account = new Account(signIn.personId(), name, email, found.authority().id(), roles, false);
          return new SignInHandler.Entered(
              signIn,
              Json.object(
                  out -> out.object("person", inner -> IdentityJson.person(inner, account, found.authority()))));
        });
  }

  private record Found(Invitation invitation, Authority authority) {}

  private Future<Found> find(String secret) {
    return invitations
        .find(secret)
        .compose(kept -> {
          var invitation = kept.orElseThrow(Refusal::notFound);
          return stillAllowed(invitation)
              .compose(allowed -> {
                if (!allowed) {
                  throw Refusal.notFound();
                }
                return authority(invitation.email())
                    .map(authority -> new Found(invitation, authority.orElseThrow(Refusal::notFound)));
              });
        });
  }

  /** An invitation is worth as much as whoever gave it is allowed to give now. */
  private Future<Boolean> stillAllowed(Invitation invitation) {
    if (invitation.by().isEmpty()) {
      return accounts.hasAdministrator().map(there -> !there);
    }
    return accounts
        .byId(invitation.by())
        .map(by ->
            by.isPresent() && !by.get().disabled() && IdentityRules.mayInvite(by.get().roles(), invitation.role()));
  }

  private Future<Optional<Authority>> authority(String email) {
    return authorities.byDomain(IdentityRules.domainOf(email));
  }
}
