package org.amtsrunde.house;

import static org.amtsrunde.house.House.CLASSES;
import static org.amtsrunde.house.House.files;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * No future is thrown away before somebody has looked at its failure. The compiler's check knows only the JDK's futures; this
 * one reads the byte code for a Vert.x future that is popped from the stack.
 */
class FuturesTest {
  private static final String FUTURE = "Lio/vertx/core/Future;";

  /** After these the failure has been seen: what they return may go. */
  private static final Set<String> LOOKS_AT_THE_FAILURE =
      Set.of("onComplete", "onFailure", "otherwise", "otherwiseEmpty");

  /** An answer that cannot be sent has nobody left who wants it; the connection's own handler hears of it. */
  private static final Set<String> ANSWERS =
      Set.of("io/vertx/core/http/HttpServerResponse", "io/vertx/ext/web/RoutingContext");

  @Test
  void everyFutureHasItsFailurePath() {
    var classes = files(CLASSES, ".class");
    assertThat(classes).isNotEmpty();
    var dropped = new ArrayList<String>();
    classes.forEach(file -> collect(file, dropped));
    assertThat(dropped).as("futures whose failure nobody hears").isEmpty();
  }

  private static void collect(Path file, List<String> dropped) {
    try {
      var model = ClassFile.of().parse(file);
      model.methods().forEach(method -> collect(file, method, dropped));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void collect(Path file, MethodModel method, List<String> dropped) {
    InvokeInstruction last = null;
    int line = 0;
    for (CodeElement element : method.code().map(code -> code.elementList()).orElse(List.of())) {
      if (element instanceof LineNumber number) {
        line = number.line();
      } else if (element instanceof Instruction instruction) {
        if (instruction.opcode() == Opcode.POP && last != null && isDropped(last)) {
          dropped.add(CLASSES.relativize(file) + ":" + line + " " + last.name().stringValue());
        }
        last = instruction instanceof InvokeInstruction invoke ? invoke : null;
      }
    }
  }

  private static boolean isDropped(InvokeInstruction call) {
    var returned = call.typeSymbol().returnType().descriptorString();
    return returned.equals(FUTURE)
        && !LOOKS_AT_THE_FAILURE.contains(call.name().stringValue())
        && !ANSWERS.contains(call.owner().asInternalName());
  }
}
