package io.xmlfleet.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesAsTextTest {
  private static final int KEYS = 200_000;

  /** What escapes are made of, and what breaks UTF-8 at each of its lengths. */
  private static final List<byte[]> PIECES =
      List.of(
          "a".getBytes(UTF_8),
          "F".getBytes(UTF_8),
          "8".getBytes(UTF_8),
          "=".getBytes(UTF_8),
          "\u27E8".getBytes(UTF_8),
          "\u27E9".getBytes(UTF_8),
          "\u27E8FF\u27E9".getBytes(UTF_8),
          "\u27E8=8F\u27E9".getBytes(UTF_8),
          "\u27E8=".getBytes(UTF_8),
          "\uFFFD".getBytes(UTF_8),
          "\u00E9".getBytes(UTF_8),
          "\uD83D\uDE00".getBytes(UTF_8),
          bytes(0),
          bytes(0x8F),
          bytes(0xFF),
          bytes(0xC0, 0xAF),
          bytes(0xE2, 0x9F),
          bytes(0xA8),
          bytes(0xED, 0xA0, 0x80),
          bytes(0xF0, 0x9F, 0x98));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/in/a b.xml",
        "\u00FC/\uD83D\uDE00",
        "bad%FF.xml",
        "\\xFF",
        "<FF>",
        "\uFFFD",
        "\u27E8x\u27E9",
        "\u27E87F\u27E9",
        "\u27E8ff\u27E9",
        "\u0000\u0000\u0001,"
      })
  void leavesTextAsItIs(String text) {
    assertThat(BytesAsText.of(text.getBytes(UTF_8))).isEqualTo(text);
  }

  @Test
  void showsBytesThatAreNoTextByTheirNumbers() {
    assertThat(BytesAsText.of(bytes('b', 'a', 'd', 0xFF, '.', 0xC0, 0xAF)))
        .isEqualTo("bad\u27E8FF\u27E9.\u27E8C0\u27E9\u27E8AF\u27E9");
  }

  @Test
  void tellsTextThatLooksLikeAByteFromTheByte() {
    assertThat(BytesAsText.of("\u27E8FF\u27E9".getBytes(UTF_8))).isEqualTo("\u27E8=FF\u27E9");
    assertThat(BytesAsText.of("\u27E8=FF\u27E9".getBytes(UTF_8))).isEqualTo("\u27E8==FF\u27E9");
  }

  @Test
  void namesEachLongDifferently() {
    assertThat(
            LongStream.range(-1_000, 70_000)
                .mapToObj(key -> BytesAsText.of(ByteBuffer.allocate(8).putLong(key).array()))
                .distinct())
        .hasSize(71_000);
  }

  /** The stronger property: the bytes can be had back, so no two can share a name. */
  @Test
  void losesNothing() {
    Random random = new Random(21);
    Map<String, ByteBuffer> keys = new HashMap<>();
    for (int i = 0; i < KEYS; i++) {
      byte[] key = random.nextInt(4) == 0 ? noise(random) : composed(random);
      String text = BytesAsText.of(key);
      assertThat(restored(text)).isEqualTo(key);
      assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
      ByteBuffer same = keys.putIfAbsent(text, ByteBuffer.wrap(key));
      assertThat(same == null || same.equals(ByteBuffer.wrap(key))).isTrue();
    }
    assertThat(keys).hasSizeGreaterThan(KEYS / 2);
  }

  private static byte[] composed(Random random) {
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    for (int pieces = random.nextInt(8); pieces >= 0; pieces--) {
      key.writeBytes(PIECES.get(random.nextInt(PIECES.size())));
    }
    return key.toByteArray();
  }

  private static byte[] noise(Random random) {
    byte[] key = new byte[1 + random.nextInt(12)];
    random.nextBytes(key);
    return key;
  }

  private static byte[] restored(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Matcher escape = Pattern.compile("\u27E8(=*)([89A-F][0-9A-F])\u27E9").matcher(text);
    int from = 0;
    while (escape.find()) {
      bytes.writeBytes(text.substring(from, escape.start()).getBytes(UTF_8));
      if (escape.group(1).isEmpty()) {
        bytes.write(Integer.parseInt(escape.group(2), 16));
      } else {
        bytes.writeBytes(("\u27E8" + escape.group().substring(2)).getBytes(UTF_8));
      }
      from = escape.end();
    }
    bytes.writeBytes(text.substring(from).getBytes(UTF_8));
    return bytes.toByteArray();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
