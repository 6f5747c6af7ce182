package io.xmlfleet.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.testing.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *.xml            | a.xml           | true
          *.xml            | in/deep/a.xml   | true
          *.xml            | a.xml.bak       | false
          *.xml            | axml            | false
          /*.xml           | a.xml           | true
          /*.xml           | in/a.xml        | false
          in/*.xml         | in/a.xml        | true
          in/*.xml         | in/b/a.xml      | false
          in/*.xml         | x/in/a.xml      | false
          **/*.pom         | a.pom           | true
          **/*.pom         | org/x/1.0/a.pom | true
          **/in/**         | in/a.xml        | true
          **/in/**         | x/in/y/a.xml    | true
          **/in/**         | x/inn/a.xml     | false
          in/**/a.xml      | in/a.xml        | true
          in/**/a.xml      | in/x/y/a.xml    | true
          in/**            | in/x/y          | true
          in/**            | in              | false
          a?.xml           | ab.xml          | true
          a?.xml           | a.xml           | false
          /a?b             | a/b             | false
          [a-c]1.xml       | b1.xml          | true
          [a-c]1.xml       | d1.xml          | false
          [!a-c]1.xml      | d1.xml          | true
          [!a-c]1.xml      | b1.xml          | false
          []x].xml         | ].xml           | true
          *.{xml,pom}      | a.pom           | true
          *.{xml,pom}      | a.txt           | false
          {a,b/c}.xml      | b/c.xml         | true
          a,b.xml          | a,b.xml         | true
          \\*.xml          | a.xml           | false
          (1)+$.xml        | (1)+$.xml       | true
          *.xml            | ünï – cödé.xml  | true
          """)
  void matches(String glob, String path, boolean expected) {
    assertThat(PathPattern.of(glob).matches(path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "[a.xml", "{a.xml", "a\\", "[z-a].xml"})
  void refusesWhatIsNotAGlob(String glob) {
    assertThatThrownBy(() -> PathPattern.of(glob))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(glob);
  }

  @Test
  void tellsPatternsFromNames() {
    assertThat(PathPattern.isPattern("a (1).xml")).isFalse();
    assertThat(PathPattern.isPattern("a[1].xml")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a,{b,c*}d}.xml  | cxxd.xml        | true
          {a,{b,c*}d}.xml  | cxx.xml         | false
          {,x}a.xml        | a.xml           | true
          {a}.xml          | a.xml           | true
          x{}y             | xy              | true
          a}b              | a}b             | true
          *a*a*a*b         | aaaaaaaaaaaab   | true
          *a*a*a*b         | aaaaaaaaaaaac   | false
          a?b              | a😀b             | true
          [😀-😂]            | 😁               | true
          /a[+-0]b         | a/b             | false
          [a-]b            | -b              | true
          a**b/c           | axx/yb/c        | true
          /**              | a/b             | true
          """)
  void followsAllWays(String glob, String path, boolean expected) {
    assertThat(PathPattern.of(glob).matches(path)).isEqualTo(expected);
  }

  @Test
  void takesATimeThatGrowsWithThePath() {
    PathPattern pattern = PathPattern.of("**/{a,*a}*b");
    HostileText.isReadInLinearTime("a path", pattern::matches);
    HostileText.isReadInLinearTime(
        "a pattern", "/", "*.xml", glob -> PathPattern.of(glob).matches("in/a.xml"));
  }
}
