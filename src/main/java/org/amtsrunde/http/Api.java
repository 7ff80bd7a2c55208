package org.amtsrunde.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.amtsrunde.kernel.Caller;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.kernel.Json;
import org.amtsrunde.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every endpoint needs: the body, the caller, an answer, a problem (RFC 9457). */
public final class Api {
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
  static final String CALLER = "caller";

  static final String JSON = "application/json";
  static final String BYTES = "application/octet-stream";

  private Api() {}

  /** Whether the body is said to be of this type. */
  static boolean isType(RoutingContext context, String type) {
    var said = context.request().getHeader("Content-Type");
    return said != null && said.toLowerCase(Locale.ROOT).startsWith(type);
  }

  /** The body as it is. */
  public static byte[] bytes(RoutingContext context) {
    var buffer = context.body().buffer();
    if (!isType(context, BYTES) || buffer == null || buffer.length() == 0) {
      throw Refusal.invalid("a body of application/octet-stream is expected");
    }
    return buffer.getBytes();
  }

  /** The body as one JSON object. */
  public static Fields body(RoutingContext context) {
    if (!isType(context, JSON)) {
      throw Refusal.invalid("the body must be application/json");
    }
    var buffer = context.body().buffer();
    if (buffer == null || buffer.length() == 0) {
      return Fields.empty();
    }
    var bytes = buffer.getBytes();
    if (!Json.isUtf8(bytes)) {
      throw Refusal.invalid("the body must be UTF-8");
    }
    return Fields.parse(bytes);
  }

  /** Who is signed in. */
  public static Caller caller(RoutingContext context) {
    Caller caller = context.get(CALLER);
    if (caller == null) {
      throw Refusal.unauthorized();
    }
    return caller;
  }

  /** The caller, who must have one of the roles; to others the endpoint does not exist. */
  public static Caller caller(RoutingContext context, Caller.Role... roles) {
    var caller = caller(context);
    for (var role : roles) {
      if (caller.is(role)) {
        return caller;
      }
    }
    throw Refusal.notFound();
  }

  /**
   * Where the request comes from. The last address of X-Forwarded-For is the one that our own proxy saw; all before it are the
   * client's word.
   *
   * @param trustProxy whether that header is believed
   */
  public static String address(RoutingContext context, boolean trustProxy) {
    var forwarded = trustProxy ? context.request().headers().getAll("X-Forwarded-For") : List.<String>of();
    if (!forwarded.isEmpty()) {
      var last = forwarded.get(forwarded.size() - 1);
      return last.substring(last.lastIndexOf(',') + 1).strip();
    }
    var remote = context.request().remoteAddress();
    return remote == null || remote.hostAddress() == null ? "" : remote.hostAddress();
  }

  /** Answers with the JSON of the future, or with its problem. */
  public static void answer(RoutingContext context, int status, Future<byte[]> json) {
    answer(context, status, JSON, json);
  }

  /** Answers with what the future brings, of this type; a text is UTF-8. */
  public static void answer(RoutingContext context, int status, String type, Future<byte[]> content) {
    var whole = type.startsWith("text/") ? type + "; charset=utf-8" : type;
    content.onComplete(bytes -> send(context, status, whole, bytes), failure -> problem(context, failure));
  }

  /** Answers with what may be kept, for this person alone; with 304 and nothing where the browser has it. */
  public static void answer(RoutingContext context, Kept kept) {
    var response = context.response().putHeader("ETag", kept.tag()).putHeader("Cache-Control", "private, no-cache");
    if (String.valueOf(context.request().getHeader("If-None-Match")).contains(kept.tag())) {
      response.setStatusCode(304).end();
    } else {
      response.putHeader("Content-Type", JSON).end(Buffer.buffer(kept.json()));
    }
  }

  /** Answers 204, or with the problem. */
  public static void done(RoutingContext context, Future<?> future) {
    future.onComplete(ignored -> context.response().setStatusCode(204).end(), failure -> problem(context, failure));
  }

  /** Answers with a problem; what is no refusal is logged and told as an internal error, without a word of it. */
  public static void problem(RoutingContext context, Throwable failure) {
    var refusal =
        failure instanceof Refusal known
            ? known
            : new Refusal(Refusal.Kind.INTERNAL, "something went wrong on our side");
    if (refusal != failure) {
      LOG.atError().setCause(failure).addKeyValue("path", context.normalizedPath()).log("request failed");
    }
    if (context.response().ended()) {
      return;
    }
    var kind = refusal.kind();
    if (refusal.retryAfterMillis() > 0) {
      context.response().putHeader("Retry-After", String.valueOf(1 + refusal.retryAfterMillis() / 1000));
    }
    var json =
        Json.object(out -> {
          out.put("type", "/problems/" + kind.slug());
          out.put("title", kind.slug().replace('-', ' '));
          out.put("status", kind.code());
          out.put("detail", refusal.sentence());
          if (refusal.retryAfterMillis() > 0) {
            out.put("retryAfter", 1 + refusal.retryAfterMillis() / 1000);
          }
        });
    send(context, kind.code(), "application/problem+json", json);
  }

  private static void send(RoutingContext context, int status, String type, byte[] json) {
    var response = context.response();
    if (!response.ended()) {
      Objects.requireNonNull(response.setStatusCode(status).putHeader("Content-Type", type))
          .putHeader("Cache-Control", "no-store")
          .end(Buffer.buffer(json));
    }
  }
}
