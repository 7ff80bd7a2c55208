package org.amtsrunde.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.Authenticator;
import org.jspecify.annotations.Nullable;

/**
 * What every request under {@code /api} passes: changes come from pages of ours and as JSON or as bytes (a page of somebody
 * else can send neither), and the sign-in cookie, if there is a valid one, becomes the caller.
 */
public final class SignInFilter {
  private final Authenticator authenticator;
  private final Origins origins;
  private final boolean secure;

  public SignInFilter(Authenticator authenticator, Origins origins, boolean secure) {
    this.authenticator = authenticator;
    this.origins = origins;
    this.secure = secure;
  }

  /** Name of the sign-in cookie; over TLS with the prefix that binds it to this host. */
  public static String cookieName(boolean secure) {
    return secure ? "__Host-amtsrunde" : "amtsrunde";
  }

  @Nullable String cookie(HttpServerRequest request) {
    var cookie = request.getCookie(cookieName(secure));
    return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
  }

  /**
   * The cookie as it counts for a connection: on a page of ours only. A browser names the origin with everything but a read from
   * the same one; there it says so itself, and where it is too old for that, it sends the cookie to nobody else's pages.
   */
  @Nullable String cookieOfOurPage(HttpServerRequest request) {
    var origin = request.getHeader("Origin");
    boolean ours =
        origin == null ? HttpMethod.GET.equals(request.method()) && !isForeign(request) : origins.isOurs(origin);
    return ours ? cookie(request) : null;
  }

  /** Whether the browser says that a page of somebody else asks. */
  boolean isForeign(HttpServerRequest request) {
    var origin = request.getHeader("Origin");
    var site = request.getHeader("Sec-Fetch-Site");
    return origin == null ? site != null && !site.equals("same-origin") : !origins.isOurs(origin);
  }

  void guard(RoutingContext context) {
    var request = context.request();
    boolean changes = !HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method());
    var origin = request.getHeader("Origin");
    if (changes && origin != null && !origins.isOurs(origin)) {
      Api.problem(context, Refusal.denied("this page may not do that"));
      return;
    }
    if (changes && origin == null && "cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
      Api.problem(context, Refusal.denied("this page may not do that"));
      return;
    }
    if (changes && !Api.isType(context, Api.JSON) && !Api.isType(context, Api.BYTES)) {
      Api.problem(context, Refusal.invalid("the body must be application/json"));
      return;
    }
    context.next();
  }

  void caller(RoutingContext context) {
    var secret = cookie(context.request());
    if (secret == null) {
      context.next();
      return;
    }
    authenticator
        .bySignIn(secret)
        .onComplete(
            grant -> {
              context.put(Api.CALLER, grant.caller());
              context.next();
            },
            failure -> {
              if (failure instanceof Refusal refusal && refusal.kind() == Refusal.Kind.UNAUTHORIZED) {
                context.next();
              } else {
                Api.problem(context, failure);
              }
            });
  }
}
