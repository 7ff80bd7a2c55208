package org.amtsrunde.it;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amtsrunde.documents.yjs.Doc;
import org.amtsrunde.documents.yjs.StateParts;
import org.amtsrunde.documents.yjs.StateVector;
import org.amtsrunde.documents.yjs.Updates;

/** Does what a case of {@code web/test/yjs} asks, step by step, with our own documents. The bytes are described there, in frames.mjs. */
final class YjsAnswers {
  private static final int ANSWER = 0x8000_0000;

  private final Map<Integer, Doc> docs = new HashMap<>();
  private final List<byte[]> strings = new ArrayList<>();
  private final List<byte[]> answers = new ArrayList<>();

  private YjsAnswers() {}

  /** The answers to a case. A step that fails is answered with why, and does not keep the others from being answered. */
  static byte[] to(ByteBuffer question) {
    return new YjsAnswers().all(question);
  }

  private byte[] all(ByteBuffer in) {
    for (int n = in.getInt(); n > 0; n--) {
      var string = new byte[in.getInt()];
      in.get(string);
      strings.add(string);
    }
    var out = new ByteArrayOutputStream();
    int steps = in.getInt();
    out.writeBytes(number(steps));
    for (; steps > 0; steps--) {
      int code = in.get();
      int doc = in.get();
      var words = new ArrayList<byte[]>();
      for (int n = in.getInt(); n > 0; n--) {
        int word = in.getInt();
        words.add(word < 0 ? answers.get(word ^ ANSWER) : strings.get(word));
      }
      byte[] answer;
      try {
        answer = step(code, docs.computeIfAbsent(doc, any -> new Doc()), words);
        out.write(0);
      } catch (RuntimeException | StackOverflowError e) {
        var trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        answer = trace.toString().getBytes(StandardCharsets.UTF_8);
        out.write(1);
      }
      answers.add(answer);
      out.writeBytes(number(answer.length));
      out.writeBytes(answer);
    }
    return out.toByteArray();
  }

  private static byte[] step(int code, Doc doc, List<byte[]> words) {
    return switch (code) {
      case 1 -> apply(doc, words);
      case 2 -> doc.encode();
      case 3 -> doc.encode(StateVector.decode(words.getFirst()));
      case 4 -> doc.stateVector().encode();
      case 5 -> doc.deleteSet().encode();
      case 6 -> flag(doc.hasPending());
      case 7 -> utf16(doc.json(text(words.getFirst()), Doc.Kind.valueOf(text(words.getLast()))));
      case 8 -> Updates.merge(words);
      case 9 -> Updates.diff(words.getFirst(), StateVector.decode(words.getLast()));
      case 10 -> Updates.stateVector(words.getFirst()).encode();
      case 11 -> parts(doc, Integer.parseInt(text(words.getFirst())));
      default -> throw new IllegalArgumentException("no step has code " + code);
    };
  }

  private static byte[] apply(Doc doc, List<byte[]> updates) {
    var changed = new byte[updates.size()];
    for (int i = 0; i < changed.length; i++) {
      var update = updates.get(i);
      var copy = update.clone();
      changed[i] = flag(doc.apply(update))[0];
      if (!Arrays.equals(update, copy)) {
        throw new IllegalStateException("an update was changed while it was read");
      }
    }
    return changed;
  }

  private static byte[] parts(Doc doc, int most) {
    var out = new ByteArrayOutputStream();
    for (var part : StateParts.of(doc, StateVector.EMPTY, most)) {
      out.writeBytes(number(part.length));
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] flag(boolean value) {
    return new byte[] {(byte) (value ? 1 : 0)};
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** As it is: an encoder would replace halves of surrogate pairs. */
  private static byte[] utf16(String text) {
    var bytes = ByteBuffer.allocate(text.length() * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asCharBuffer().put(text);
    return bytes.array();
  }
}
