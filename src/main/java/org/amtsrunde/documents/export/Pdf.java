package org.amtsrunde.documents.export;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceType;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import javax.imageio.ImageIO;
import org.amtsrunde.documents.yjs.XmlNode;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/**
 * A document as PDF 1.7 that says of itself to be PDF/UA-1: tagged, with language, title, alternative texts and headers of tables, fonts
 * embedded. The fonts, Liberation Sans and Mono, know the Latin, Greek and Cyrillic letters; other letters become a question mark.
 *
 * <p>Laying out is work: some twenty milliseconds for each page. Not for an event loop.
 */
public final class Pdf {
  /** Some 250 pages of text, or 15,000 cells: at most about half a minute and 512 MB. */
  static final int MOST_LETTERS = 500_000;

  private static final String FONTS = "/liberation/Liberation";

  static {
    // Its messages quote the document, which is nobody's business in a log.
    XRLog.setLoggingEnabled(false);
    // Else every picture goes through a file of its own.
    ImageIO.setUseCache(false);
  }

  private Pdf() {}

  /**
   * The file. The same input gives the same bytes; nothing is fetched from anywhere.
   *
   * @throws TooLarge beyond {@link #MOST_LETTERS} letters, where a node counts as {@link Blocks#NODE}, or 50 MiB
   */
  public static byte[] of(Meta meta, List<XmlNode> nodes) {
    var style = new String(Parcel.resource("page.css", meta), StandardCharsets.UTF_8);
    var page = Page.of(meta, Blocks.of(meta, nodes, MOST_LETTERS), style);
    try (var renderer = builder(page).buildPdfRenderer()) {
      renderer.layout();
      renderer.createPDFWithoutClosing();
      return write(renderer.getPdfDocument(), meta);
    } catch (IOException e) {
      throw new UncheckedIOException("to memory", e);
    }
  }

  /** Whether a picture is whole enough to be drawn. */
  static boolean canDraw(Picture picture) {
    try (var nowhere = new PDDocument()) {
      PDImageXObject.createFromByteArray(nowhere, picture.bytes(), "");
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static PdfRendererBuilder builder(Page page) {
    var builder =
        new PdfRendererBuilder()
            .usePdfUaAccessibility(true)
            .usePdfVersion(1.7f)
            .withProducer("Amtsrunde")
            .useReplacementText("?")
            .withW3cDocument(page.document(), null)
            .useUriResolver((_, uri) -> isPicture(uri) ? uri : null)
            .useProtocolsStreamImplementation(
                uri -> picture(page, uri), "picture", "http", "https", "data", "file", "classpath", "jar");
    for (var when : ExternalResourceControlPriority.values()) {
      builder.useExternalResourceAccessControl(
          (uri, type) -> type == ExternalResourceType.IMAGE_RASTER && isPicture(uri), when);
    }
    font(builder, "Sans", "Regular", 400, FontStyle.NORMAL);
    font(builder, "Sans", "Bold", 700, FontStyle.NORMAL);
    font(builder, "Sans", "Italic", 400, FontStyle.ITALIC);
    font(builder, "Sans", "BoldItalic", 700, FontStyle.ITALIC);
    font(builder, "Mono", "Regular", 400, FontStyle.NORMAL);
    font(builder, "Mono", "Bold", 700, FontStyle.NORMAL);
    font(builder, "Mono", "Italic", 400, FontStyle.ITALIC);
    font(builder, "Mono", "BoldItalic", 700, FontStyle.ITALIC);
    return builder;
  }

  private static void font(PdfRendererBuilder builder, String family, String cut, int weight, FontStyle style) {
    var file = FONTS + family + "-" + cut + ".ttf";
    builder.useFont(() -> resource(file), "Liberation " + family, weight, style, true);
  }

  private static InputStream resource(String name) {
    var in = Pdf.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(name + " is not on the class path");
    }
    return in;
  }

  private static boolean isPicture(String uri) {
    return uri.startsWith(Page.PICTURE);
  }

  private static FSStream picture(Page page, String uri) {
    var bytes =
        isPicture(uri)
            ? page.pictures().get(Integer.parseInt(uri.substring(Page.PICTURE.length()))).bytes()
            : new byte[0];
    return new FSStream() {
      @Override
      public InputStream getStream() {
        return new ByteArrayInputStream(bytes);
      }

      @Override
      public Reader getReader() {
        return new InputStreamReader(getStream(), StandardCharsets.UTF_8);
      }
    };
  }

  private static byte[] write(PDDocument document, Meta meta) throws IOException {
    var about = document.getDocumentInformation();
    about.setCreator("Amtsrunde");
    about.setCreationDate(created(meta));
    document.setDocumentId(meta.created().getEpochSecond());
    Tags.tidy(document);
    var out = new Bounded();
    document.save(out);
    return out.bytes.toByteArray();
  }

  private static Calendar created(Meta meta) {
    var calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    calendar.setTimeInMillis(meta.created().toEpochMilli());
    return calendar;
  }

  private static final class Bounded extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);

    @Override
    public void write(int octet) {
      Parcel.check(bytes.size() + 1L);
      bytes.write(octet);
    }

    @Override
    public void write(byte[] octets, int from, int length) {
      Parcel.check((long) bytes.size() + length);
      bytes.write(octets, from, length);
    }
  }
}
