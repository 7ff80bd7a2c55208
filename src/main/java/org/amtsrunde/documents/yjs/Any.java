package org.amtsrunde.documents.yjs;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of JavaScript as lib0's {@code any} carries them. In Java: null, {@link #undefined}, Boolean, Long (a whole number that
 * JavaScript can count to), Double, BigInteger (a bigint, 64 bits), String, byte[], List and Map in the order of its keys.
 */
public final class Any {
  static final int UNDEFINED = 127;
  static final int NULL = 126;
  static final int INTEGER = 125;
  static final int FLOAT = 124;
  static final int DOUBLE = 123;
  static final int BIGINT = 122;
  static final int FALSE = 121;
  static final int TRUE = 120;
  static final int STRING = 119;
  static final int OBJECT = 118;
  static final int ARRAY = 117;
  static final int BYTES = 116;

  private enum Undefined {
    VALUE;

    @Override
    public String toString() {
      return "undefined";
    }
  }

  private Any() {}

  /** JavaScript's word for nothing at all, which is not its null. */
  public static Object undefined() {
    return Undefined.VALUE;
  }

  public static boolean isUndefined(@Nullable Object value) {
    return value == Undefined.VALUE;
  }

  /** Reads one value; what is nested more than 64 deep is malformed. */
  public static @Nullable Object read(Lib0Reader in) {
    int start = in.at;
    in.skipAny();
    in.at = start;
    return readChecked(in);
  }

  private static @Nullable Object readChecked(Lib0Reader in) {
    int kind = in.u8();
    return switch (kind) {
      case UNDEFINED -> Undefined.VALUE;
      case NULL -> null;
      case INTEGER -> in.varInt();
      case FLOAT -> number(Float.intBitsToFloat((int) bits(in, 4)));
      case DOUBLE -> number(Double.longBitsToDouble(bits(in, 8)));
      case BIGINT -> BigInteger.valueOf(bits(in, 8));
      case FALSE -> false;
      case TRUE -> true;
      case STRING -> in.varString();
      case BYTES -> in.varBytes();
      case ARRAY -> {
        int n = in.count();
        var list = new ArrayList<@Nullable Object>(n);
        for (int i = 0; i < n; i++) {
          list.add(readChecked(in));
        }
        yield list;
      }
      default -> {
        int n = in.count();
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < n; i++) {
          map.put(in.varString(), readChecked(in));
        }
        yield map;
      }
    };
  }

  private static long bits(Lib0Reader in, int bytes) {
    long bits = 0;
    for (int i = 0; i < bytes; i++) {
      bits = bits << 8 | in.u8();
    }
    return bits;
  }

  private static Object number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) <= Lib0Reader.MAX_SAFE;
    return whole && (value != 0 || 1 / value > 0) ? (Object) (long) value : (Object) value;
  }

  /**
   * Writes one value as lib0 does: whole numbers to 2^31 − 1 as varint, others as float where that is exact, else as double.
   *
   * @throws IllegalArgumentException for a Java object of another kind than named above
   */
  public static void write(Lib0Writer out, @Nullable Object value) {
    switch (value) {
      case null -> out.u8(NULL);
      case Undefined any -> out.u8(UNDEFINED);
      case Boolean flag -> out.u8(flag ? TRUE : FALSE);
      case Integer number -> number(out, number);
      case Long number -> number(out, number);
      case Double number -> number(out, number);
      case BigInteger number -> out.u8(BIGINT).int64(number.longValueExact());
      case String text -> out.u8(STRING).varString(text);
      case byte[] bytes -> out.u8(BYTES).varBytes(bytes);
      case List<?> list -> {
        out.u8(ARRAY).varUint(list.size());
        list.forEach(element -> write(out, element));
      }
      case Map<?, ?> map -> {
        out.u8(OBJECT).varUint(map.size());
        map.forEach((key, element) -> {
          out.varString((String) key);
          write(out, element);
        });
      }
      default -> throw new IllegalArgumentException("no value of JavaScript: " + value.getClass().getName());
    }
  }

  private static void number(Lib0Writer out, double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE;
    if (whole && (value != 0 || 1 / value > 0)) {
      out.u8(INTEGER).varInt((long) value);
    } else if ((float) value == value) {
      out.u8(FLOAT).float32((float) value);
    } else {
      out.u8(DOUBLE).int64(Double.doubleToLongBits(value));
    }
  }
}
