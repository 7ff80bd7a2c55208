package org.amtsrunde.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The machine-readable descriptions of both doors, as they are packaged. */
public final class DescriptionRoutes implements Routes {
  @Override
  public void mount(Router router) {
    for (var name : new String[] {"openapi.yaml", "asyncapi.yaml"}) {
      var text = read("/api/" + name);
      router
          .get("/api/" + name)
          .handler(context -> context.response().putHeader("Content-Type", "application/yaml").end(text));
    }
  }

  private static Buffer read(String resource) {
    try (var in = DescriptionRoutes.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the class path");
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
