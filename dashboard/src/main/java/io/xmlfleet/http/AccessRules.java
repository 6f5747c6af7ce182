package io.xmlfleet.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what. Immutable.
 *
 * @param operators tokens that allow everything
 * @param readers tokens that allow to read; none: everybody who reaches the port may read
 * @param proxy whose users are believed; null: nobody's
 * @param user in whose name is done what is done with a token that has no name, {@code user@host}
 */
public record AccessRules(
    List<AccessToken> operators,
    List<AccessToken> readers,
    @Nullable ProxyUsers proxy,
    String user) {
  private static final int LONGEST_NAME = 100;

  public AccessRules {
    operators = List.copyOf(operators);
    readers = List.copyOf(readers);
  }

  /** One token, for everything that not everybody may. */
  public static AccessRules of(AccessToken operator, String user) {
    return new AccessRules(List.of(operator), List.of(), null, user);
  }

  /**
   * Who asks.
   *
   * @param bearer the token that was sent; null: none
   * @param proxied the user that a trusted proxy names; null: none
   */
  Caller caller(@Nullable String bearer, @Nullable String proxied) {
    String named = proxied == null ? null : shortened(proxied);
    for (AccessToken token : operators) {
      if (bearer != null && token.is(bearer)) {
        return new Caller(Role.OPERATOR, name(named, token));
      }
    }
    if (named != null) {
      boolean operates = proxy != null && proxy.operators().contains(named);
      return new Caller(operates ? Role.OPERATOR : Role.READER, named);
    }
    for (AccessToken token : readers) {
      if (bearer != null && token.is(bearer)) {
        return new Caller(Role.READER, name(null, token));
      }
    }
    return new Caller(readers.isEmpty() ? Role.READER : Role.NOBODY, "");
  }

  private String name(@Nullable String proxied, AccessToken token) {
    return proxied != null ? proxied : token.name() != null ? token.name() : user;
  }

  private static String shortened(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
  }
}
