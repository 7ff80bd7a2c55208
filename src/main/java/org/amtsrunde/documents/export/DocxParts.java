package org.amtsrunde.documents.export;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The files of an Office Open XML document beside its text, and what the text calls for in them: pictures, links and lists. Styles and
 * levels of lists stand in {@code docx-styles.xml} and {@code docx-numbering.xml}.
 */
final class DocxParts {
  private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  private static final String WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml";
  private static final String DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/";
  private static final String TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

  private final Meta meta;
  private final Parcel parcel;
  private final Xml relations = relations();
  private final Xml lists = new Xml();
  private final Map<String, String> links = new HashMap<>();
  private int relation;
  private int boxes;
  private int pictures;
  private int list = 2;

  DocxParts(Meta meta) {
    this.meta = meta;
    this.parcel = new Parcel(meta).add("[Content_Types].xml", types());
    for (var part : new String[] {"styles", "numbering", "settings", "footer"}) {
      relate(part, part + ".xml");
    }
  }

  private static Xml relations() {
    return Xml.document().open("Relationships", "xmlns", PACKAGE + "relationships");
  }

  private String relate(String type, String target) {
    var id = "r" + ++relation;
    relations.empty("Relationship", "Id", id, "Type", OFFICE + "/" + type, "Target", target);
    return id;
  }

  /** @return the id of the relation */
  String link(String address) {
    return links.computeIfAbsent(
        address,
        _ -> {
          var id = "r" + ++relation;
          relations.empty(
              "Relationship", "Id", id, "Type", OFFICE + "/hyperlink", "Target", address, "TargetMode", "External");
          return id;
        });
  }

  /** @return the number of a list: bullets and tasks share one each, of numbers every list begins for itself */
  int list(Block.Items items, int level) {
    return switch (items.kind()) {
      case BULLETS -> 1;
      case TASKS -> 2;
      case NUMBERS -> {
        list++;
        lists
            .open("w:num", "w:numId", Integer.toString(list))
            .empty("w:abstractNumId", "w:val", "3")
            .open("w:lvlOverride", "w:ilvl", Integer.toString(level))
            .empty("w:startOverride", "w:val", Integer.toString(items.start()))
            .close()
            .close();
        yield list;
      }
    };
  }

  /** A box that can be ticked in Word, and a blank. */
  void box(Xml body, boolean isDone) {
    body.open("w:sdt")
        .open("w:sdtPr")
        .empty("w:alias", "w:val", meta.word("Erledigt", "Done"))
        .empty("w:id", "w:val", Integer.toString(1000 + ++boxes))
        .open("w14:checkbox")
        .empty("w14:checked", "w14:val", isDone ? "1" : "0")
        .empty("w14:checkedState", "w14:val", "2612", "w14:font", "MS Gothic")
        .empty("w14:uncheckedState", "w14:val", "2610", "w14:font", "MS Gothic")
        .close()
        .close()
        .open("w:sdtContent")
        .open("w:r")
        .open("w:rPr")
        .empty("w:rFonts", "w:ascii", "MS Gothic", "w:hAnsi", "MS Gothic", "w:eastAsia", "MS Gothic")
        .close()
        .open("w:t")
        .text(isDone ? "☒" : "☐")
        .close()
        .close()
        .close()
        .close()
        .open("w:r")
        .open("w:t", "xml:space", "preserve")
        .text(" ")
        .close()
        .close();
  }

  void figure(Xml body, Block.Figure figure, int room) {
    var picture = figure.picture();
    var name = "media/" + ++pictures + "." + picture.type().ending();
    parcel.store("word/" + name, picture.bytes());
    var id = Integer.toString(pictures);
    var size = picture.fit(room);
    var width = Paper.emus(size.width());
    var height = Paper.emus(size.height());
    body.open("w:r")
        .open("w:drawing")
        .open("wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0")
        .empty("wp:extent", "cx", width, "cy", height)
        .empty("wp:docPr", "id", id, "name", "Bild " + id, "descr", figure.alternative())
        .open("wp:cNvGraphicFramePr")
        .empty("a:graphicFrameLocks", "noChangeAspect", "1")
        .close()
        .open("a:graphic")
        .open("a:graphicData", "uri", DRAWING + "picture")
        .open("pic:pic")
        .open("pic:nvPicPr")
        .empty("pic:cNvPr", "id", id, "name", "Bild " + id, "descr", figure.alternative())
        .empty("pic:cNvPicPr")
        .close()
        .open("pic:blipFill")
        .empty("a:blip", "r:embed", relate("image", name))
        .open("a:stretch")
        .empty("a:fillRect")
        .close()
        .close()
        .open("pic:spPr")
        .open("a:xfrm")
        .empty("a:off", "x", "0", "y", "0")
        .empty("a:ext", "cx", width, "cy", height)
        .close()
        .open("a:prstGeom", "prst", "rect")
        .empty("a:avLst");
    for (int i = 0; i < 8; i++) {
      body.close();
    }
  }

  byte[] document(Xml body) {
    var document =
        Xml.document()
            .open(
                "w:document",
                "xmlns:w",
                WORD,
                "xmlns:r",
                OFFICE,
                "xmlns:wp",
                DRAWING + "wordprocessingDrawing",
                "xmlns:a",
                DRAWING + "main",
                "xmlns:pic",
                DRAWING + "picture",
                "xmlns:w14",
                WORD_2010,
                "xmlns:mc",
                "http://schemas.openxmlformats.org/markup-compatibility/2006",
                "mc:Ignorable",
                "w14")
            .open("w:body")
            .add(body)
            .open("w:sectPr")
            .empty("w:footerReference", "w:type", "default", "r:id", "r4")
            .empty("w:pgSz", "w:w", "11906", "w:h", "16838")
            .empty(
                "w:pgMar",
                "w:top",
                "1134",
                "w:right",
                "1134",
                "w:bottom",
                "1134",
                "w:left",
                "1134",
                "w:header",
                "567",
                "w:footer",
                "567",
                "w:gutter",
                "0")
            .close();
    var root =
        relations()
            .empty("Relationship", "Id", "r1", "Type", OFFICE + "/officeDocument", "Target", "word/document.xml")
            .empty(
                "Relationship",
                "Id",
                "r2",
                "Type",
                PACKAGE + "relationships/metadata/core-properties",
                "Target",
                "docProps/core.xml");
    var numbering = new String(Parcel.resource("docx-numbering.xml", meta), StandardCharsets.UTF_8);
    return parcel
        .add("_rels/.rels", root)
        .add("docProps/core.xml", about())
        .add("word/document.xml", document)
        .add("word/_rels/document.xml.rels", relations)
        .add("word/styles.xml", Parcel.resource("docx-styles.xml", meta))
        .add(
            "word/numbering.xml",
            numbering.replace("<!-- lists -->", lists.toString()).getBytes(StandardCharsets.UTF_8))
        .add("word/settings.xml", settings())
        .add("word/footer.xml", footer())
        .bytes();
  }

  private static Xml types() {
    var types = Xml.document().open("Types", "xmlns", PACKAGE + "content-types");
    types.empty(
        "Default", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml");
    types.empty("Default", "Extension", "xml", "ContentType", "application/xml");
    for (var type : Picture.Type.values()) {
      types.empty("Default", "Extension", type.ending(), "ContentType", type.mime());
    }
    types.empty("Override", "PartName", "/word/document.xml", "ContentType", TYPE + "document.main+xml");
    for (var part : new String[] {"styles", "numbering", "settings", "footer"}) {
      types.empty("Override", "PartName", "/word/" + part + ".xml", "ContentType", TYPE + part + "+xml");
    }
    return types.empty(
        "Override",
        "PartName",
        "/docProps/core.xml",
        "ContentType",
        "application/vnd.openxmlformats-package.core-properties+xml");
  }

  private Xml about() {
    var created = meta.created().toString();
    return Xml.document()
        .open(
            "cp:coreProperties",
            "xmlns:cp",
            PACKAGE + "metadata/core-properties",
            "xmlns:dc",
            "http://purl.org/dc/elements/1.1/",
            "xmlns:dcterms",
            "http://purl.org/dc/terms/",
            "xmlns:xsi",
            "http://www.w3.org/2001/XMLSchema-instance")
        .open("dc:title")
        .text(meta.title())
        .close()
        .open("dc:language")
        .text(meta.language())
        .close()
        .open("dcterms:created", "xsi:type", "dcterms:W3CDTF")
        .text(created)
        .close()
        .open("dcterms:modified", "xsi:type", "dcterms:W3CDTF")
        .text(created)
        .close();
  }

  private Xml settings() {
    var tag = meta.country().isEmpty() ? meta.speech() : meta.speech() + "-" + meta.country();
    return Xml.document()
        .open("w:settings", "xmlns:w", WORD)
        .open("w:compat")
        .empty(
            "w:compatSetting",
            "w:name",
            "compatibilityMode",
            "w:uri",
            "http://schemas.microsoft.com/office/word",
            "w:val",
            "15")
        .close()
        .empty("w:themeFontLang", "w:val", tag);
  }

  private static Xml footer() {
    var footer = Xml.document().open("w:ftr", "xmlns:w", WORD).open("w:p");
    footer.open("w:pPr").empty("w:pStyle", "w:val", "Footer").close();
    field(footer, "PAGE");
    footer.open("w:r").open("w:t", "xml:space", "preserve").text(" / ").close().close();
    field(footer, "NUMPAGES");
    return footer;
  }

  private static void field(Xml xml, String name) {
    xml.open("w:fldSimple", "w:instr", name).open("w:r").open("w:t").text("1").close().close().close();
  }
}
