package io.xmlfleet.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An aggregate over many elements makes no list of them: it takes what reading them takes. */
class AggregateAllocationTest {
  private static final int CHILDREN = 1_000;

  private static final byte[] XML =
      IntStream.range(0, CHILDREN)
          .mapToObj(i -> "<b n='" + (i % 10) + "'/>")
          .collect(Collectors.joining("", "<A>", "</A>"))
          .getBytes(StandardCharsets.UTF_8);

  /**
   * An element in a list takes more than 100 bytes; 1 or 17 were measured for COUNT, as the code is
   * compiled. Numbers are made of what is read: 81 bytes were measured for MIN, 204 to 239 for AVG.
   */
  @ParameterizedTest
  @CsvSource({"COUNT, 40", "MIN, 90", "MAX, 90", "SUM, 250", "AVG, 250"})
  void takesLittleMoreThanAPickOfTheSame(String function, int bytesOfAChild) {
    long picked = allocated("from: \"b/@n\", pick: last", 0);
    long bound = picked + (long) bytesOfAChild * CHILDREN;
    assertThat(allocated("expression: \"" + function + "([b/@n])\"", bound)).isLessThan(bound);
  }

  /**
   * The least of many times, so that what is made once does not count, and what compiled code does
   * not make.
   *
   * @param enough ends it
   */
  private static long allocated(String source, long enough) {
    ContractMapper mapper =
        MappingFixture.mapper(
            """
            xmlfleet: 1
            contract: c
            root: A
            tables:
              - table: t
                columns:
                  - { column: v, type: string, %s }
            """
                .formatted(source));
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < (enough == 0 ? 200 : 2_000) && least >= enough; i++) {
      DocumentContext context = MappingFixture.context();
      long before = threads.getCurrentThreadAllocatedBytes();
      Mapped mapped = mapper.map(XML, context);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      assertThat(mapped).isInstanceOf(Mapped.Rows.class);
    }
    return least;
  }
}
