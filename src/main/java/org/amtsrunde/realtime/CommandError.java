package org.amtsrunde.realtime;

import org.amtsrunde.kernel.Refusal;
import org.amtsrunde.realtime.protocol.Command;
import org.amtsrunde.realtime.protocol.ErrorCode;
import org.amtsrunde.realtime.protocol.Replies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command is answered with an error of the protocol. Carries no stack trace, for it is an answer and no fault. */
final class CommandError extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(CommandError.class);

  private final ErrorCode code;

  CommandError(ErrorCode code) {
    super(code.text(), null, false, false);
    this.code = code;
  }

  ErrorCode code() {
    return code;
  }

  /** What a client is told whose command failed; what nobody meant to happen is logged. */
  static byte[] reply(Replies replies, Command command, Throwable failure) {
    return switch (failure) {
      case CommandError known -> replies.error(command.id(), known.code());
      case Refusal refusal -> replies.error(command.id(), refusal);
      default -> {
        LOG.atError()
            .setCause(failure)
            .addKeyValue("command", command.getClass().getSimpleName())
            .log("command failed");
        yield replies.error(command.id(), ErrorCode.INTERNAL);
      }
    };
  }
}
