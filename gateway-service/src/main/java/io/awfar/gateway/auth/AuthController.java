package io.awfar.gateway.auth;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.openapi.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Registering, signing in and out, and asking who one is.
@RestController
@RequestMapping(path = "/api/auth", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Auth")
class AuthController {

  private final Registrations registrations;
  private final SignIn signIn;
  private final PasswordChanges passwords;
  private final UserQueries users;
  private final UserStandings standings;

  AuthController(
      Registrations registrations,
      SignIn signIn,
      PasswordChanges passwords,
      UserQueries users,
      UserStandings standings) {
    this.registrations = registrations;
    this.signIn = signIn;
    this.passwords = passwords;
    this.users = users;
    this.standings = standings;
  }

  @PostMapping(path = "/register", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Register",
      description =
          "With an invitation, as a user of its workspace; without one, where that is allowed, as"
              + " the administrator of a new workspace. Answers alike, and takes as long, whether"
              + " the email has accounts elsewhere or not: it may have one in each workspace.")
  @SecurityRequirements
  @Refuses({
    ErrorCode.REGISTRATION_CLOSED,
    ErrorCode.INVITATION_MISSING,
    ErrorCode.INVITATION_INVALID,
    ErrorCode.BUSY,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<SignedIn> register(@Valid @RequestBody NewUser user) {
    return registrations.register(user);
  }

  @PostMapping(path = "/login", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Sign in",
      description =
          "Answers alike, and takes as long, whether the email is unknown, the password wrong or"
              + " the user deactivated.")
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

  @PostMapping(path = "/password", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Change one's password",
      description =
          "Ends all tokens of the user, here at once and everywhere within seconds, and answers a"
              + " new one.")
  @Refuses({ErrorCode.PASSWORD_WRONG, ErrorCode.BUSY, ErrorCode.DATABASE_UNAVAILABLE})
  Mono<SignedIn> changePassword(
      @Parameter(hidden = true) Caller caller, @Valid @RequestBody PasswordChange change) {
    return passwords.change(caller, change);
  }

  @PostMapping("/logout-everywhere")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "End all tokens of the user",
      description = "This one too; here at once, everywhere within seconds.")
  @Refuses(ErrorCode.DATABASE_UNAVAILABLE)
  Mono<Void> logoutEverywhere(@Parameter(hidden = true) Caller caller) {
    return users.endTokens(caller).doOnTerminate(() -> standings.forget(caller.userId()));
  }
}
