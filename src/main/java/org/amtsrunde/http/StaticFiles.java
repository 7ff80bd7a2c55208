package org.amtsrunde.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The web client, from the class path under {@code web/}, in the encodings that the build has made: Brotli, gzip or plain. Files
 * under {@code /assets/} have their hash in the name and may be kept for ever; everything else is asked for anew. An address that is
 * no file is a page of the client and gets {@code index.html}.
 */
final class StaticFiles {
  private static final Pattern SAFE = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9._-]*)+");

  /** Control characters, which no address of ours has; the path is still encoded. */
  private static final Pattern CONTROLS = Pattern.compile("(?i)%(?:[01][0-9a-f]|7f)");

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
          + "font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private record Encoding(String name, String suffix) {}

  private static final List<Encoding> ENCODINGS = List.of(new Encoding("br", ".br"), new Encoding("gzip", ".gz"));

  private record File(Buffer content, @Nullable String encoding) {}

  private final Map<String, Buffer> cache = new ConcurrentHashMap<>();

  /** Headers of every answer, whatever it is. */
  static void securityHeaders(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", "camera=(self), microphone=(self), display-capture=(self), geolocation=()");
    context.next();
  }

  void handle(RoutingContext context) {
    var method = context.request().method();
    if (!HttpMethod.GET.equals(method) && !HttpMethod.HEAD.equals(method)) {
      context.response().setStatusCode(405).putHeader("Allow", "GET, HEAD").end();
      return;
    }
    var path = context.normalizedPath();
    if (CONTROLS.matcher(path).find()) {
      context.response().setStatusCode(400).end();
      return;
    }
    boolean page = path.equals("/") || !SAFE.matcher(path).matches() || path.indexOf('.') < 0;
    serve(context, page ? "/index.html" : path, page);
  }

  private void serve(RoutingContext context, String path, boolean page) {
    find(context, path)
        .onComplete(
            file -> {
              if (file != null) {
                answer(context, path, file);
              } else if (page) {
                context.response().setStatusCode(404).end("The web client is not part of this build.");
              } else {
                context.response().setStatusCode(404).end();
              }
            },
            failure -> context.response().setStatusCode(500).end());
  }

  private void answer(RoutingContext context, String path, File file) {
    var response =
        context
            .response()
            .putHeader("Content-Type", type(path))
            .putHeader("Vary", "Accept-Encoding")
            .putHeader(
                "Cache-Control", path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    if (file.encoding != null) {
      response.putHeader("Content-Encoding", file.encoding);
    }
    if (HttpMethod.HEAD.equals(context.request().method())) {
      response.putHeader("Content-Length", String.valueOf(file.content.length())).end();
    } else {
      response.end(file.content);
    }
  }

  private Future<@Nullable File> find(RoutingContext context, String path) {
    var header = String.valueOf(context.request().getHeader("Accept-Encoding"));
    var known = header.contains("br") ? cache.get(path + ".br") : null;
    if (known != null) {
      return Future.succeededFuture(new File(known, "br"));
    }
    return context
        .vertx()
        .executeBlocking(
            () -> {
              for (var encoding : ENCODINGS) {
                var content = header.contains(encoding.name) ? load(path + encoding.suffix) : null;
                if (content != null) {
                  return new File(content, encoding.name);
                }
              }
              var plain = load(path);
              return plain == null ? null : new File(plain, null);
            },
            false);
  }

  private @Nullable Buffer load(String path) throws IOException {
    var known = cache.get(path);
    if (known != null) {
      return known;
    }
    try (var in = StaticFiles.class.getResourceAsStream("/web" + path)) {
      if (in == null) {
        return null;
      }
      var content = Buffer.buffer(in.readAllBytes());
      cache.put(path, content);
      return content;
    }
  }

  private static String type(String path) {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "js", "mjs" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "json", "map" -> "application/json";
      case "webmanifest" -> "application/manifest+json";
      case "svg" -> "image/svg+xml";
      case "png" -> "image/png";
      case "ico" -> "image/x-icon";
      case "woff2" -> "font/woff2";
      case "txt" -> "text/plain; charset=utf-8";
      default -> "application/octet-stream";
    };
  }
}
