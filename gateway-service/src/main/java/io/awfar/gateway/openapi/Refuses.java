package io.awfar.gateway.openapi;

import io.awfar.gateway.error.ErrorCode;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The refusals of a route beyond those that every route has; they end up in its description.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Refuses {
  ErrorCode[] value();
}
