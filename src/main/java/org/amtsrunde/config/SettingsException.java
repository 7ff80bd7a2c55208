package org.amtsrunde.config;

/** A bad setting: one sentence that names the key, the value and what is allowed. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1;

  public SettingsException(String sentence) {
    super(sentence);
  }
}
