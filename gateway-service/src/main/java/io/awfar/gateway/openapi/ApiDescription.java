package io.awfar.gateway.openapi;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;

/// What the document at `/openapi` says beyond the routes themselves: the token, and each refusal.
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  private static final String TOKEN = "token";

  @Bean
  OpenAPI openApi() {
    Components components =
        new Components()
            .addSecuritySchemes(
                TOKEN,
                new SecurityScheme()
                    .type(SecurityScheme.Type.HTTP)
                    .scheme("bearer")
                    .bearerFormat("JWT")
                    .description("The token that POST /api/auth/login answers"));
    ModelConverters.getInstance(true).readAll(Problem.class).forEach(components::addSchemas);
    return new OpenAPI()
        .info(
            new Info()
                .title("Awfar gateway")
                .version("1")
                .description("The WhatsApp back end of a call centre, for its agents' clients.")
                .license(
                    new License()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0")))
        .servers(List.of(new Server().url("/")))
        .components(components)
        .addSecurityItem(new SecurityRequirement().addList(TOKEN));
  }

  @Bean
  OperationCustomizer refusals() {
    return ApiDescription::describeRefusals;
  }

  /// Each tag that a route has, in the order of the alphabet.
  @Bean
  GlobalOpenApiCustomizer tags() {
    return document ->
        document.setTags(
            document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .flatMap(operation -> Stream.ofNullable(operation.getTags()).flatMap(List::stream))
                .distinct()
                .sorted()
                .map(name -> new Tag().name(name))
                .toList());
  }

  private static Operation describeRefusals(Operation operation, HandlerMethod route) {
    refusalsOf(operation, route).stream()
        .collect(
            Collectors.groupingBy(code -> code.status().value(), TreeMap::new, Collectors.toList()))
        .forEach((status, codes) ->
            operation.getResponses().addApiResponse(status.toString(), answer(codes)));
    return operation;
  }

  private static Set<ErrorCode> refusalsOf(Operation operation, HandlerMethod route) {
    Set<ErrorCode> codes = EnumSet.of(ErrorCode.NOT_ACCEPTABLE, ErrorCode.INTERNAL_ERROR);
    boolean open = operation.getSecurity() != null && operation.getSecurity().isEmpty();
    if (!open) {
      codes.add(ErrorCode.TOKEN_MISSING);
      codes.add(ErrorCode.TOKEN_INVALID);
    }
    if (operation.getRequestBody() != null) {
      codes.add(ErrorCode.VALIDATION_FAILED);
      codes.add(ErrorCode.MALFORMED_BODY);
      codes.add(ErrorCode.REQUEST_TIMEOUT);
      codes.add(ErrorCode.BODY_TOO_LARGE);
      codes.add(ErrorCode.MEDIA_TYPE_UNSUPPORTED);
    }
    Refuses own = route.getMethodAnnotation(Refuses.class);
    if (own != null) {
      codes.addAll(List.of(own.value()));
    }
    return codes;
  }

  private static ApiResponse answer(List<ErrorCode> codes) {
    MediaType problem = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
    List<String> titles = new ArrayList<>();
    for (ErrorCode code : codes) {
      titles.add("`%s`: %s".formatted(code.code(), code.title()));
      problem.addExamples(
          code.code(),
          new Example().value(Problem.of(code, "/path", "0b8f6c1e-request-id", List.of())));
    }
    return new ApiResponse()
        .description(String.join("; ", titles))
        .content(
            new Content()
                .addMediaType(
                    org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE, problem));
  }
}
