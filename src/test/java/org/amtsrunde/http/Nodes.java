package org.amtsrunde.http;

import java.util.Map;
import org.amtsrunde.support.HttpTestClient;
import org.amtsrunde.support.LocalNode;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One node for all tests of a class; it ends with the last of them. Classes run side by side, so none shares its people with another. */
final class Nodes implements BeforeAllCallback, AfterAllCallback {
  private LocalNode node;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    node = LocalNode.start(Map.of());
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    node.close();
  }

  LocalNode node() {
    return node;
  }

  int port() {
    return node.port();
  }

  HttpTestClient nobody() {
    return new HttpTestClient(node.port());
  }

  HttpTestClient as(String email) {
    return HttpTestClient.of(node.port(), email);
  }
}
