package io.awfar.gateway.page;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes, for the API's document, what a [PageRequest] is read from.
@Parameter(
    name = "limit",
    in = ParameterIn.QUERY,
    description = "Rows in the page",
    schema =
        @Schema(
            implementation = Integer.class,
            minimum = "1",
            maximum = "" + PageRequest.LIMIT_MAX,
            defaultValue = "" + PageRequest.LIMIT_DEFAULT))
@Parameter(
    name = "offset",
    in = ParameterIn.QUERY,
    description = "Rows to skip; prefer `before`, which stays fast and stable",
    schema =
        @Schema(
            implementation = Integer.class,
            minimum = "0",
            maximum = "" + PageRequest.OFFSET_MAX,
            defaultValue = "0"))
@Parameter(
    name = "before",
    in = ParameterIn.QUERY,
    description =
        "Only rows older than this: `pagination.nextBefore` of the page before, or any ISO 8601"
            + " timestamp",
    schema = @Schema(implementation = String.class, example = "2026-11-22T10:15:30Z"))
@Parameter(
    name = "total",
    in = ParameterIn.QUERY,
    description = "Whether the answer says how many rows the whole list has, up to 10,000",
    schema = @Schema(implementation = Boolean.class, defaultValue = "false"))
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PageParameters {}
