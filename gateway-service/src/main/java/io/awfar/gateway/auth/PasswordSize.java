package io.awfar.gateway.auth;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Stands on a new password: not short, and no longer than what bcrypt reads of it, in bytes of
/// UTF-8.
@Constraint(validatedBy = PasswordSize.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface PasswordSize {

  int BYTES_MIN = 8;

  String message() default "must have 8 to 72 bytes";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /// Leaves what is missing to `@NotNull`.
  final class Validator implements ConstraintValidator<PasswordSize, String> {

    @Override
    public boolean isValid(@Nullable String password, ConstraintValidatorContext context) {
      if (password == null) {
        return true;
      }
      int bytes = password.getBytes(StandardCharsets.UTF_8).length;
      return bytes >= BYTES_MIN && bytes <= PasswordHashes.BYTES_MAX;
    }
  }
}
