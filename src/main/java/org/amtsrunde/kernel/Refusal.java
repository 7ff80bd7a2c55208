package org.amtsrunde.kernel;

/**
 * A "no" that a caller may read: a kind and one clear sentence. Carries no stack trace, for it is an answer and no fault.
 *
 * <p>The codes are the HTTP status of the same meaning and stand in the protocol page; they are stable.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of "no" it is. */
  public enum Kind {
    INVALID(400, "invalid", false),
    UNAUTHORIZED(401, "unauthorized", false),
    DENIED(403, "denied", false),
    NOT_FOUND(404, "not-found", false),
    CONFLICT(409, "conflict", false),
    TOO_LARGE(413, "too-large", false),
    TOO_MANY(429, "too-many", true),
    INTERNAL(500, "internal", true),
    UNAVAILABLE(503, "unavailable", true);

    private final int code;
    private final String slug;
    private final boolean temporary;

    Kind(int code, String slug, boolean temporary) {
      this.code = code;
      this.slug = slug;
      this.temporary = temporary;
    }

    /** The number on the wire and the HTTP status. */
    public int code() {
      return code;
    }

    /** The last part of the problem type. */
    public String slug() {
      return slug;
    }

    /** Whether trying the same again later may succeed. */
    public boolean temporary() {
      return temporary;
    }
  }

  private final Kind kind;
  private final long retryAfterMillis;

  public Refusal(Kind kind, String sentence) {
    this(kind, sentence, 0);
  }

  private Refusal(Kind kind, String sentence, long retryAfterMillis) {
    super(sentence, null, false, false);
    this.kind = kind;
    this.retryAfterMillis = retryAfterMillis;
  }

  public Kind kind() {
    return kind;
  }

  /** How long to wait before trying again; 0 where nothing is known. */
  public long retryAfterMillis() {
    return retryAfterMillis;
  }

  /** The sentence for the caller; never null. */
  public String sentence() {
    var message = getMessage();
    return message == null ? kind.slug() : message;
  }

  public static Refusal invalid(String sentence) {
    return new Refusal(Kind.INVALID, sentence);
  }

  public static Refusal unauthorized() {
    return new Refusal(Kind.UNAUTHORIZED, "sign in first");
  }

  public static Refusal denied(String sentence) {
    return new Refusal(Kind.DENIED, sentence);
  }

  /** The one answer for what is missing and for what is hidden from the caller. */
  public static Refusal notFound() {
    return new Refusal(Kind.NOT_FOUND, "not found");
  }

  public static Refusal conflict(String sentence) {
    return new Refusal(Kind.CONFLICT, sentence);
  }

  public static Refusal tooLarge(String sentence) {
    return new Refusal(Kind.TOO_LARGE, sentence);
  }

  public static Refusal tooMany(long retryAfterMillis) {
    return new Refusal(Kind.TOO_MANY, "too many requests", retryAfterMillis);
  }

  public static Refusal unavailable() {
    return unavailable(0);
  }

  public static Refusal unavailable(long retryAfterMillis) {
    return new Refusal(Kind.UNAVAILABLE, "temporarily unavailable, try again", retryAfterMillis);
  }
}
