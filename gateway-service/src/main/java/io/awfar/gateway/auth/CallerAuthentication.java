package io.awfar.gateway.auth;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import reactor.core.publisher.Mono;

/// A [Caller] in the form that Spring Security carries.
final class CallerAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Caller caller;

  private CallerAuthentication(Caller caller) {
    super(List.of(new SimpleGrantedAuthority("ROLE_" + caller.role().name())));
    this.caller = caller;
    setAuthenticated(true);
  }

  /// @return an error, and so 401, if a token of ours lacks a claim that we write today
  static Mono<CallerAuthentication> of(Jwt token) {
    return Mono.fromCallable(() -> new CallerAuthentication(caller(token)))
        .onErrorMap(
            RuntimeException.class, e -> new InvalidBearerTokenException("claims missing", e));
  }

  private static Caller caller(Jwt token) {
    return new Caller(
        UUID.fromString(claim(token, JwtClaimNames.SUB)),
        UUID.fromString(claim(token, Tokens.WORKSPACE)),
        Role.parse(claim(token, Tokens.ROLE)));
  }

  private static String claim(Jwt token, String name) {
    return Objects.requireNonNull(token.getClaimAsString(name), name);
  }

  @Override
  public Object getPrincipal() {
    return caller;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public String getName() {
    return caller.userId().toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof CallerAuthentication that
        && caller.equals(that.caller);
  }

  @Override
  public int hashCode() {
    return caller.hashCode();
  }
}
