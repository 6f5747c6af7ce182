package io.xmlfleet.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileReferenceTest {
  private final FileKey key = new FileKey(new byte[FileKey.BYTES]);
  private final FileReference file = key.refer("/in/a b/ä 1.xml", 123_456, 1_790_000_000_123L);

  @Test
  void survivesAsText() {
    assertThat(FileReference.parse(file.text())).isEqualTo(file);
  }

  @Test
  void isVouchedForByItsKeyAlone() {
    byte[] other = new byte[FileKey.BYTES];
    other[0] = 1;

    assertThat(key.proves(file)).isTrue();
    assertThat(new FileKey(other).proves(file)).isFalse();
    assertThat(key.proves(new FileReference("/etc/x", 123_456, 1_790_000_000_123L, file.proof())))
        .isFalse();
    assertThat(key.proves(new FileReference(file.path(), 1, 1_790_000_000_123L, file.proof())))
        .isFalse();
    assertThat(key.proves(new FileReference(file.path(), 123_456, 1, file.proof()))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1 2 x",
        "1 two x /a.xml",
        "one 2 x /a.xml",
        "-1 2 x /a.xml",
        "2147483648 2 x /a"
      })
  void isNoneIfItCannotBeRead(String text) {
    assertThat(FileReference.parse(text)).isNull();
  }
}
