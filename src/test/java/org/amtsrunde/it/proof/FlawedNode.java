package org.amtsrunde.it.proof;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;

/** A node in this process with classes of its own, some of them flawed. It knows no other node. */
final class FlawedNode implements AutoCloseable {
  private final Classes classes;
  private final AutoCloseable server;

  private FlawedNode(Classes classes, AutoCloseable server) {
    this.classes = classes;
    this.server = server;
  }

  /** @param flaws folder of what stands in front of the classes of the product */
  static FlawedNode start(Path flaws, Map<String, String> settings) throws Exception {
    var classes = new Classes(new URL[] {flaws.toUri().toURL(), Path.of("target/classes").toUri().toURL()});
    var loaded =
        classes
            .loadClass("org.amtsrunde.config.SettingsLoader")
            .getMethod("load", Path.class, Map.class)
            .invoke(null, null, settings);
    var server = classes.loadClass("org.amtsrunde.Server");
    return new FlawedNode(classes, (AutoCloseable) server.getMethod("start", loaded.getClass()).invoke(null, loaded));
  }

  int port() throws ReflectiveOperationException {
    return (int) server.getClass().getMethod("port").invoke(server);
  }

  @Override
  public void close() throws Exception {
    server.close();
    classes.close();
  }

  /** Looks for what is the product's here first. */
  private static final class Classes extends URLClassLoader {
    Classes(URL[] places) {
      super(places, FlawedNode.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("org.amtsrunde.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        var known = findLoadedClass(name);
        return known == null ? findClass(name) : known;
      }
    }

    @Override
    public URL getResource(String name) {
      var own = findResource(name);
      return own == null ? super.getResource(name) : own;
    }
  }
}
