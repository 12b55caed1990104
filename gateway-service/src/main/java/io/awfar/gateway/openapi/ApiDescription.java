package io.awfar.gateway.openapi;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.Problem;
import io.awfar.gateway.error.RequestId;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/// What the document at `/openapi` says beyond the routes themselves: the token, and each refusal.
@Configuration(proxyBeanMethods = false)
class ApiDescription {

  private static final String TOKEN = "token";
  private static final String HEADERS = "#/components/headers/";
  private static final String RETRY_AFTER = "Retry-After";

  private static final String AUTHENTICATE = "WWW-Authenticate";

  private static final Map<String, String> LIMIT_HEADERS =
      Map.of(
          "RateLimit-Limit", "Requests that fit the window of the limit with the least left",
          "RateLimit-Remaining", "How many more it has room for",
          "RateLimit-Reset", "Seconds until its next window",
          "RateLimit-Policy", "Each limit that counted the request: `q` requests in `w` seconds",
          "RateLimit", "What each of them has left: `r` requests, until `t` seconds from now");

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
    LIMIT_HEADERS.forEach((name, meaning) -> components.addHeaders(name, header(meaning)));
    components.addHeaders(RETRY_AFTER, header("Seconds after which to try again"));
    components.addHeaders(AUTHENTICATE, header("`Bearer`: what kind of token is missing"));
    components.addHeaders(
        RequestId.HEADER,
        header("The id of the request, in the log, too: as the request gave it, or a new one"));
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
    if (isBelow(route, "/api")) {
      operation.getResponses().values().forEach(ApiDescription::tellLimits);
    }
    refusalsOf(operation, route).stream()
        .collect(
            Collectors.groupingBy(code -> code.status().value(), TreeMap::new, Collectors.toList()))
        .forEach((status, codes) ->
            operation.getResponses().addApiResponse(status.toString(), answer(codes)));
    operation
        .getResponses()
        .values()
        .forEach(answer -> answer.addHeaderObject(RequestId.HEADER, reference(RequestId.HEADER)));
    return operation;
  }

  private static Set<ErrorCode> refusalsOf(Operation operation, HandlerMethod route) {
    Set<ErrorCode> codes = EnumSet.of(ErrorCode.NOT_ACCEPTABLE, ErrorCode.INTERNAL_ERROR);
    boolean open = operation.getSecurity() != null && operation.getSecurity().isEmpty();
    if (!isBelow(route, "/health")) {
      codes.add(ErrorCode.BUSY);
    }
    // Of a path that could be read in two ways, a foreign page, or a body that nobody asked for.
    codes.add(ErrorCode.BAD_REQUEST);
    codes.add(ErrorCode.ORIGIN_REFUSED);
    codes.add(ErrorCode.BODY_TOO_LARGE);
    if (isBelow(route, "/api")) {
      codes.add(ErrorCode.RATE_LIMITED);
      codes.add(ErrorCode.LIMITS_UNAVAILABLE);
    }
    if (!open) {
      codes.add(ErrorCode.TOKEN_MISSING);
      codes.add(ErrorCode.TOKEN_INVALID);
    }
    // What is not read as JSON is refused in ways of its own.
    if (operation.getRequestBody() != null && takesJson(operation)) {
      codes.add(ErrorCode.VALIDATION_FAILED);
      codes.add(ErrorCode.MALFORMED_BODY);
      codes.add(ErrorCode.REQUEST_TIMEOUT);
      codes.add(ErrorCode.MEDIA_TYPE_UNSUPPORTED);
    }
    Refuses own = route.getMethodAnnotation(Refuses.class);
    if (own != null) {
      codes.addAll(List.of(own.value()));
    }
    return codes;
  }

  private static boolean takesJson(Operation operation) {
    Content content = operation.getRequestBody().getContent();
    return content != null
        && content.containsKey(org.springframework.http.MediaType.APPLICATION_JSON_VALUE);
  }

  private static boolean isBelow(HandlerMethod route, String root) {
    return Stream.<AnnotatedElement>of(route.getBeanType(), route.getMethod())
        .flatMap(element ->
            MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).stream(
                RequestMapping.class))
        .flatMap(mapping -> Stream.of(mapping.getStringArray("path")))
        .anyMatch(path -> path.startsWith(root));
  }

  private static void tellLimits(ApiResponse answer) {
    LIMIT_HEADERS.keySet().forEach(name -> answer.addHeaderObject(name, reference(name)));
  }

  private static Header header(String meaning) {
    return new Header().description(meaning).schema(new JsonSchema().types(Set.of("string")));
  }

  private static Header reference(String name) {
    return new Header().$ref(HEADERS + name);
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
    ApiResponse answer =
        new ApiResponse()
            .description(String.join("; ", titles))
            .content(
                new Content()
                    .addMediaType(
                        org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        problem));
    if (codes.contains(ErrorCode.RATE_LIMITED)) {
      tellLimits(answer);
    }
    if (codes.getFirst().status() == HttpStatus.UNAUTHORIZED) {
      answer.addHeaderObject(AUTHENTICATE, reference(AUTHENTICATE));
    }
    if (codes.stream().anyMatch(ErrorCode::isPassing)) {
      answer.addHeaderObject(RETRY_AFTER, reference(RETRY_AFTER));
    }
    return answer;
  }
}
