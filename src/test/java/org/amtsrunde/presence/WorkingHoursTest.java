package org.amtsrunde.presence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.amtsrunde.support.RedisExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.amtsrunde.kernel.Fields;
import org.amtsrunde.presence.WorkingHours.Day;
import org.amtsrunde.support.RedisExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingHoursTest {
  @RegisterExtension static final RedisExtension REDIS = new RedisExtension();

  private static WorkingHours read(String days) {
    return WorkingHours.read(Fields.parse(("{\"days\":[" + days + "]}").replace('\'', '"').getBytes(UTF_8)));
  }

  @Test
  void whatWasKeptIsThereAndEverybodyHasTheirOwn() {
    var store = new RedisWorkingHours(REDIS.store());
    assertThat(await(store.of("anna"))).isEqualTo(WorkingHours.NONE);
    var hours = read("{'day':1,'from':'08:00','to':'16:30'},{'day':5,'from':'08:00','to':'12:00'}");
    await(store.keep("anna", hours));
    assertThat(await(store.of("anna")).days())
        .containsExactly(new Day(1, "08:00", "16:30"), new Day(5, "08:00", "12:00"));
    assertThat(await(store.of("bela"))).isEqualTo(WorkingHours.NONE);
    await(store.keep("anna", new WorkingHours(List.of())));
    assertThat(await(store.of("anna"))).isEqualTo(WorkingHours.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'day':0,'from':'08:00','to':'16:00'}  | day must be a whole number from 1 to 7
          {'day':1,'from':'16:00','to':'08:00'}  | from must be before to
          {'day':1,'from':'08:00','to':'08:00'}  | from must be before to
          {'day':1,'from':'24:00','to':'24:01'}  | from must be a time such as 08:00
          {'day':1,'from':'08:00','to':'8:30 '}  | to must be a time such as 08:00
          {'day':1,'from':'08:00','to':'09:00'},{'day':1,'from':'10:00','to':'11:00'} | each day may be named once
          """)
  void nonsenseGetsOneSentence(String days, String sentence) {
    assertThatThrownBy(() -> read(days)).hasMessageContaining(sentence);
  }
}
