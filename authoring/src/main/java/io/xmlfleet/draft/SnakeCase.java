package io.xmlfleet.draft;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names for tables and columns, made of names of elements. */
public final class SnakeCase {
  private static final Pattern HUMPS =
      Pattern.compile("(?<=[\\p{Ll}0-9])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+");
  private static final Pattern ENDS = Pattern.compile("^_+|_+$");

  /** Words that one has to quote in a query of H2 or SQL Server. */
  private static final Set<String> RESERVED =
      Set.of(
          """
              add all alter and any array as asc asymmetric authorization backup begin
              between both break browse bulk by cascade case cast check checkpoint close
              clustered coalesce collate column commit compute constraint contains continue
              convert create cross current current_date current_path current_role
              current_schema current_time current_timestamp current_user cursor database day
              dbcc deallocate declare default delete deny desc disk distinct distributed
              double drop dump else end errlvl escape except exec execute exists exit
              external false fetch file fillfactor for foreign freetext from full function
              goto grant group groups having holdlock hour identity if ilike in index inner
              insert intersect interval into is join key kill left like limit lineno load
              localtime localtimestamp merge minus minute month national natural nocheck
              nonclustered not null nullif of off offset offsets on open option or order
              outer over partition percent pivot plan precision primary print proc procedure
              public qualify raiserror range read readtext reconfigure references regexp
              replication restore restrict return revert revoke right rollback row rowcount
              rownum rows rule save schema second securityaudit select session_user set
              setuser shutdown some statistics symmetric system_user table tablesample
              textsize then to top tran transaction trigger true truncate uescape union
              unique unknown unpivot update updatetext use user using value values varying
              view waitfor when where while window with within writetext year
          """
              .strip()
              .split("\\s+"));

  private SnakeCase() {}

  /** {@code groupId}, {@code URLPath} become {@code group_id}, {@code url_path}. */
  public static String of(String name) {
    String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
    String parted = NOT_WORD.matcher(HUMPS.matcher(plain).replaceAll("_")).replaceAll("_");
    String snake = ENDS.matcher(parted).replaceAll("").toLowerCase(Locale.ROOT);
    if (snake.isEmpty()) {
      return "x";
    }
    return Character.isDigit(snake.charAt(0)) ? "n" + snake : snake;
  }

  /** The same, but for words that one has to quote in a query: those get an s. */
  public static String unreserved(String name) {
    String snake = of(name);
    return isReserved(snake) ? snake + 's' : snake;
  }

  /** Parts of a path as one name; of one that is too long, the end. */
  static String joined(List<String> parts, int longest) {
    String name = String.join("_", parts);
    if (name.length() <= longest) {
      return name;
    }
    String end = name.substring(name.length() - longest);
    int word = end.indexOf('_');
    String whole = word < 0 || word == end.length() - 1 ? end : end.substring(word + 1);
    return Character.isDigit(whole.charAt(0)) ? "n" + whole.substring(1) : whole;
  }

  static boolean isReserved(String name) {
    return RESERVED.contains(name);
  }
}
