package org.amtsrunde.identity;

import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Caller.Role;
import org.amtsrunde.kernel.Ids;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** What administrators do: authorities, people, roles, disabling. The routes let nobody else in. */
public final class AdministrationHandler {
  private final AccountStore accounts;
  private final AuthorityStore authorities;
  private final SignInStore signIns;
  private final Ids ids;

  public AdministrationHandler(AccountStore accounts, AuthorityStore authorities, SignInStore signIns, Ids ids) {
    this.accounts = accounts;
    this.authorities = authorities;
    this.signIns = signIns;
    this.ids = ids;
  }

  /** {@code {authorities}}, by name. */
  public Future<byte[]> authorities() {
    return authorities
        .all()
        .map(all -> {
          var sorted = all.values().stream().sorted(Comparator.comparing(Authority::name)).toList();
          return Json.object(out -> out.objects("authorities", sorted, IdentityJson::authority));
        });
  }

  /** Answers with the new authority; refused as a conflict if a verified domain is another's. */
  public Future<byte[]> createAuthority(
      String name, Authority.Kind kind, List<Authority.Domain> domains, Authority.@Nullable Region region) {
    var authority = new Authority(ids.next(), IdentityRules.authorityName(name), kind, domains, region);
    return authorities
        .create(authority)
        .map(created -> {
          if (!created) {
            throw Refusal.conflict("a domain belongs to another authority");
          }
          return Json.object(out -> IdentityJson.authority(out, authority));
        });
  }

  /** {@code {people}}, by name. */
  public Future<byte[]> people() {
    return accounts
        .all()
        .compose(all ->
            authorities
                .known(all.stream().map(Account::authorityId).toList())
                .map(known ->
                    Json.object(out ->
                        out.objects(
                            "people",
                            all,
                            (inner, account) ->
                                IdentityJson.person(inner, account, known.get(account.authorityId()))))));
  }

  /**
   * Changes roles, or disables or enables an account, and answers with the person. The last
   * administrator stays one. Disabling takes the role of administrator away for good; the other
   * roles come back with the account.
   *
   * @param roles all roles as they will be; empty to leave them
   * @param disabled empty to leave it
   */
  public Future<byte[]> change(Caller caller, String personId, Optional<Set<Role>> roles, Optional<Boolean> disabled) {
    return account(personId)
        .compose(before -> {
          boolean willBeDisabled = disabled.orElse(before.disabled());
          var given = roles.orElse(Set.of());
          IdentityRules.mayChange(caller, personId, given, willBeDisabled);
          boolean toBeAdministrator = roles.isEmpty() ? !willBeDisabled : given.contains(Role.ADMINISTRATOR);
          // Powers are taken before anything else and given after everything else.
          return when(!toBeAdministrator, () -> takeAdministration(personId))
              .compose(ignored -> when(roles.isPresent(), () -> accounts.setRoles(personId, given)))
              .compose(ignored -> when(willBeDisabled, () -> signIns.disable(personId)))
              .compose(ignored -> when(!willBeDisabled && before.disabled(), () -> accounts.enable(personId)))
              .compose(ignored -> when(given.contains(Role.ADMINISTRATOR), () -> accounts.addAdministrator(personId)));
        })
        .compose(ignored -> account(personId))
        .compose(after ->
            authorities
                .known(List.of(after.authorityId()))
                .map(known -> Json.object(out -> IdentityJson.person(out, after, known.get(after.authorityId())))));
  }

  private static Future<Void> when(boolean condition, Supplier<Future<Void>> step) {
    return condition ? step.get() : Future.succeededFuture();
  }

  private Future<Void> takeAdministration(String personId) {
    return accounts
        .removeAdministrator(personId)
        .compose(removed ->
            removed
                ? Future.succeededFuture()
                : Future.failedFuture(Refusal.conflict("the last administrator stays one")));
  }

  private Future<Account> account(String personId) {
    return accounts.byId(personId).map((Optional<Account> found) -> found.orElseThrow(Refusal::notFound));
  }
}
