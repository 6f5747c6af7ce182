package io.xmlfleet.xml.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unicode, table 3-7, by the JDK's decoder, which follows it. */
class Utf8CheckTest {
  @Test
  void findsWhatTheJdkRejectsForAllPairsOfBytes() {
    for (int first = 0x80; first < 0x100; first++) {
      for (int second = 0; second < 0x100; second++) {
        assertSame(first, second);
        assertSame(first, second, 0x80, 0x80);
        assertSame(first, second, 0xBD, 'x');
        assertSame(first, second, 'x', 0x80);
      }
    }
  }

  @Test
  void findsWhatTheJdkRejectsAmongRandomBytes() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      byte[] text =
          "ab\u00E9\u20AC\uD83D\uDE00 and forty bytes or so of ASCII text"
              .getBytes(StandardCharsets.UTF_8);
      text[random.nextInt(text.length)] = (byte) (1 + random.nextInt(255));
      byte[] part = Arrays.copyOfRange(text, random.nextInt(8), text.length - random.nextInt(40));
      assertThat(Utf8Check.fault(part, 0, part.length) == part.length)
          .as(() -> HexFormat.of().formatHex(part))
          .isEqualTo(isUtf8(part));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C0AF",
        "C19F",
        "E09FBF",
        "EDA080",
        "EDBFBF",
        "F08FBFBF",
        "F4908080",
        "F5808080",
        "FF",
        "80",
        "C3",
        "E282",
        "F09F98",
        "E28241",
        "00",
        "EFBFBE",
        "EFBFBF"
      })
  void findsEachFaultWhereverItIs(String hex) {
    byte[] fault = HexFormat.of().parseHex(hex);
    for (int before = 0; before < 70; before++) {
      byte[] text = new byte[before + fault.length + before % 9];
      Arrays.fill(text, (byte) 'a');
      System.arraycopy(fault, 0, text, before, fault.length);
      assertThat(Utf8Check.fault(text, 0, text.length)).isEqualTo(before);
    }
  }

  @Test
  void tellsWhereACharacterIsCutOff() {
    byte[] text = "aé€😀".getBytes(StandardCharsets.UTF_8);
    int[] whole = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10};
    for (int to = 0; to <= text.length; to++) {
      assertThat(Utf8Check.wholeUntil(text, 0, to)).isEqualTo(whole[to]);
    }
  }

  private static void assertSame(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    boolean special =
        values[1] == 0
            || (values[0] == 0xEF && values[1] == 0xBF && values.length > 2 && values[2] > 0xBD);
    assertThat(Utf8Check.fault(bytes, 0, bytes.length) == bytes.length)
        .as(() -> HexFormat.of().formatHex(bytes))
        .isEqualTo(!special && isUtf8(bytes));
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
