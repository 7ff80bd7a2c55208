package org.amtsrunde.support;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** An authority of a cluster, made for one test: signs certificates of nodes and writes them as PEM files. */
public final class TestAuthority {
  private static final AlgorithmIdentifier ALGORITHM = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

  /** Names of PEM files. */
  public record Pem(String key, String certificate, String authority) {}

  private final Path folder;
  private final String name;
  private final KeyPair keys;
  private final Path certificate;
  private long serial = 1;

  public TestAuthority(Path folder, String name) throws GeneralSecurityException, IOException {
    this.folder = folder;
    this.name = name;
    this.keys = keyPair();
    this.certificate = pem(name + ".crt", "CERTIFICATE", sign(name, keys, true));
  }

  /** A key and a certificate of this authority. */
  public Pem issue(String node) throws GeneralSecurityException, IOException {
    var pair = keyPair();
    var key = pem(node + ".key", "PRIVATE KEY", pair.getPrivate().getEncoded());
    var signed = pem(node + ".crt", "CERTIFICATE", sign(node, pair, false));
    return new Pem(key.toString(), signed.toString(), certificate.toString());
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private byte[] sign(String subject, KeyPair pair, boolean authority) throws GeneralSecurityException, IOException {
    var now = Instant.now();
    var body = new V3TBSCertificateGenerator();
    body.setSerialNumber(new ASN1Integer(BigInteger.valueOf(serial++)));
    body.setIssuer(new X500Name("CN=" + name));
    body.setSubject(new X500Name("CN=" + subject));
    body.setStartDate(new Time(Date.from(now.minus(Duration.ofHours(1)))));
    body.setEndDate(new Time(Date.from(now.plus(Duration.ofHours(1)))));
    body.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
    body.setSignature(ALGORITHM);
    var constraints = new BasicConstraints(authority);
    body.setExtensions(new Extensions(new Extension(Extension.basicConstraints, true, constraints.getEncoded())));
    var content = body.generateTBSCertificate();
    var signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(content.getEncoded("DER"));
    var parts = new ASN1Encodable[] {content, ALGORITHM, new DERBitString(signature.sign())};
    return new DERSequence(parts).getEncoded("DER");
  }

  private Path pem(String file, String kind, byte[] der) throws IOException {
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        folder.resolve(file), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }
}
