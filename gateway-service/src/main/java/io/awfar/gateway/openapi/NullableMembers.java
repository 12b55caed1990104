package io.awfar.gateway.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.Constraint;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Describes the members of our records as the compiler sees them: required, unless `@Nullable`.
///
/// A member that may be null is there all the same in an answer, and may be missing in a request,
/// which is known by the constraints that its members have.
@Component
final class NullableMembers implements ModelConverter {

  private static final String REF_PREFIX = "#/components/schemas/";

  @Override
  @SuppressWarnings("rawtypes")
  public @Nullable Schema resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    Schema<?> resolved = chain.next().resolve(type, context, chain);
    Class<?> described = Json.mapper().constructType(type.getType()).getRawClass();
    if (resolved != null && described.isRecord() && described.getName().startsWith("io.awfar.")) {
      // Asked for by an annotation, the schema itself comes, and not its name.
      Schema<?> model =
          resolved.get$ref() == null
              ? resolved
              : context.getDefinedModels().get(resolved.get$ref().substring(REF_PREFIX.length()));
      if (model != null && model.getProperties() != null) {
        describe(model, described);
      }
    }
    return resolved;
  }

  private static void describe(Schema<?> model, Class<?> record) {
    boolean absentIfNull = record.isAnnotationPresent(JsonInclude.class);
    boolean mayBeAbsent = absentIfNull || isRequest(record);
    for (RecordComponent member : record.getRecordComponents()) {
      if (!model.getProperties().containsKey(member.getName())) {
        // Hidden on purpose.
        continue;
      }
      boolean nullable = member.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (!(nullable && mayBeAbsent) && !required(model, member.getName())) {
        model.addRequiredItem(member.getName());
      }
      if (nullable && !absentIfNull) {
        model.getProperties().computeIfPresent(member.getName(), (_, schema) -> orNull(schema));
      }
    }
  }

  private static boolean isRequest(Class<?> record) {
    return Arrays.stream(record.getDeclaredFields())
        .flatMap(member -> Arrays.stream(member.getAnnotations()))
        .anyMatch(rule -> rule.annotationType().isAnnotationPresent(Constraint.class));
  }

  private static boolean required(Schema<?> model, String member) {
    return model.getRequired() != null && model.getRequired().contains(member);
  }

  private static Schema<?> orNull(Schema<?> schema) {
    if (schema.get$ref() != null) {
      return new JsonSchema().anyOf(List.of(schema, new JsonSchema().types(Set.of("null"))));
    }
    if (schema.getTypes() != null) {
      schema.addType("null");
    }
    return schema;
  }
}
