package org.amtsrunde.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/**
 * Whether this machine has what the settings speak of, asked before anything starts: its addresses, a folder for data, certificates.
 * What is good on another machine may be refused here.
 */
public final class MachineCheck {
  private MachineCheck() {}

  /** @throws SettingsException with one sentence that names the setting */
  public static void check(Settings settings) throws SettingsException {
    address("http.host", settings.http().host());
    address("metrics.host", settings.metrics().host());
    if (settings.cluster().enabled()) {
      address("cluster.host", settings.cluster().host());
      var tls = settings.cluster().tls();
      if (tls.enabled()) {
        key("cluster.tls.key", tls.key());
        certificate("cluster.tls.certificate", tls.certificate());
        certificate("cluster.tls.authority", tls.authority());
      }
    }
    if (settings.redis().embedded()) {
      folder("data.dir", settings.dataDir());
    }
  }

  private static void address(String key, String host) throws SettingsException {
    try {
      var address = InetAddress.getByName(host);
      // Of the loopback network an interface names only the first address.
      if (address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address) != null) {
        return;
      }
    } catch (IOException e) {
      // No such host: told below.
    }
    throw SettingsLoader.bad(key, host, "an address of this machine");
  }

  private static void folder(String key, Path folder) throws SettingsException {
    try {
      Files.createDirectories(folder);
      if (Files.isWritable(folder)) {
        return;
      }
    } catch (IOException e) {
      // A file stands there, or the folder above takes none: told below.
    }
    throw SettingsLoader.bad(key, folder.toString(), "a folder that can be written to");
  }

  private static void key(String key, String file) throws SettingsException {
    var pem = new String(read(file), StandardCharsets.ISO_8859_1);
    if (!pem.matches("(?s).*-----BEGIN [A-Z ]*PRIVATE KEY-----.*")) {
      throw SettingsLoader.bad(key, file, "a file with a private key in PEM");
    }
  }

  private static void certificate(String key, String file) throws SettingsException {
    try {
      if (!CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(read(file)))
          .isEmpty()) {
        return;
      }
    } catch (CertificateException e) {
      // told below
    }
    throw SettingsLoader.bad(key, file, "a file with certificates in PEM");
  }

  private static byte[] read(String file) {
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      // Neither key nor certificate.
      return new byte[0];
    }
  }
}
