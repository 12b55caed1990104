package io.awfar.gateway.error;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Stands on the map of what a body holds beyond its members: each of them is a violation, with the
/// code `unknown_member`.
@Size(max = 0)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface KnownMembersOnly {
  String message() default "is no member of this body";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
