package io.awfar.gateway.auth;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.openapi.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Signing in, and asking who one is.
@RestController
@RequestMapping(path = "/api/auth", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Auth")
class AuthController {

  private final SignIn signIn;
  private final UserQueries users;

  AuthController(SignIn signIn, UserQueries users) {
    this.signIn = signIn;
    this.users = users;
  }

  @PostMapping(path = "/login", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Sign in",
      description =
          "Answers alike, and takes as long, whether the email is unknown or the password wrong.")
  @SecurityRequirements
  @Refuses({ErrorCode.CREDENTIALS_INVALID, ErrorCode.BUSY, ErrorCode.DATABASE_UNAVAILABLE})
  Mono<SignedIn> login(@Valid @RequestBody Credentials credentials) {
    return signIn.with(credentials);
  }

  @GetMapping("/me")
  @Operation(summary = "Tell who the token belongs to")
  @Refuses(ErrorCode.DATABASE_UNAVAILABLE)
  Mono<User> me(@Parameter(hidden = true) Caller caller) {
    return users
        .byId(caller)
        .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.TOKEN_INVALID)));
  }
}
