package io.xmlfleet.source.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.testing.HostileText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitPathsTest {
  @ParameterizedTest
  @ValueSource(strings = {"/a", "/a/b", "/*/b", "/a/*", "/x:a/größe", "/a.b/c-d"})
  void takesPathsFromTheRoot(String path) {
    assertThat(SplitPaths.of(List.of(path)).toString()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a", "//a", "/a/", "/a//b", "/a b", "/a*", "/a[1]", "/a/@b"})
  void refusesOthers(String path) {
    assertThatThrownBy(() -> SplitPaths.of(List.of(path)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("\"" + path + "\" is not a path of elements");
  }

  @Test
  void readsAnyPath() {
    HostileText.isReadInLinearTime("--split", "/a", "/b", text -> SplitPaths.of(List.of(text)));
  }
}
