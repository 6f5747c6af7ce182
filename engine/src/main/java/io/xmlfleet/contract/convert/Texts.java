package io.xmlfleet.contract.convert;

import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/** The types whose values are text in some form: string, bit, uuid, binary. */
final class Texts {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern WHITE_SPACE = Pattern.compile("[ \\t\\r\\n]+");
  private static final Unusable NOT_A_BIT = new Unusable("is not a bit (1, 0, true, false)");
  private static final Unusable NOT_A_UUID = new Unusable("is not a uuid");
  private static final Unusable NOT_BASE64 = new Unusable("is not base64");
  private static final Unusable NOT_HEX = new Unusable("is not hexadecimal");

  /** The digits of base64 that may end two of them, which are a byte and four bits that are 0. */
  private static final String LAST_OF_TWO = "AQgw";

  /** Of three, which are two bytes and two bits. */
  private static final String LAST_OF_THREE = "AEIMQUYcgkosw048";

  private Texts() {}

  static TypeConversion strings(int length, TooLong tooLong) {
    if (length == 0) {
      return text -> text;
    }
    // SQL Server's nvarchar(n) counts UTF-16 units, as String.length does.
    Unusable longer = new Unusable("is longer than " + length + " characters");
    return tooLong == TooLong.CUT
        ? text -> cut(text, length)
        : text -> text.length() > length ? longer : text;
  }

  static Object bit(String text) {
    return switch (Blanks.strip(text)) {
      case "1", "true", "TRUE", "True" -> true;
      case "0", "false", "FALSE", "False" -> false;
      default -> NOT_A_BIT;
    };
  }

  static Object uuid(String text) {
    String stripped = Blanks.strip(text);
    return UUID_FORM.matcher(stripped).matches() ? UUID.fromString(stripped) : NOT_A_UUID;
  }

  /**
   * Bytes.
   *
   * @param hex whether two hexadecimal digits a byte say them, rather than base64
   */
  static TypeConversion binaries(int length, boolean hex) {
    Unusable longer = new Unusable("is longer than " + length + " bytes");
    return text -> {
      try {
        String digits = WHITE_SPACE.matcher(text).replaceAll("");
        byte[] bytes = hex ? HexFormat.of().parseHex(digits) : base64(digits);
        return length > 0 && bytes.length > length ? longer : bytes;
      } catch (IllegalArgumentException e) {
        return hex ? NOT_HEX : NOT_BASE64;
      }
    };
  }

  /** Java's decoder drops the bits behind the last byte: XML Schema wants them to be 0. */
  private static byte[] base64(String digits) {
    byte[] bytes = Base64.getDecoder().decode(digits);
    int end = digits.length();
    while (end > 0 && digits.charAt(end - 1) == '=') {
      end--;
    }
    String last = end % 4 == 2 ? LAST_OF_TWO : LAST_OF_THREE;
    if (end % 4 > 0 && last.indexOf(digits.charAt(end - 1)) < 0) {
      throw new IllegalArgumentException("bits behind the last byte");
    }
    return bytes;
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean splitsPair =
        Character.isHighSurrogate(text.charAt(length - 1))
            && Character.isLowSurrogate(text.charAt(length));
    return text.substring(0, splitsPair ? length - 1 : length);
  }
}
