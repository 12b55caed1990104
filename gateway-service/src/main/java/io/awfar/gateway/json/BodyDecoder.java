package io.awfar.gateway.json;

import io.awfar.gateway.error.Problem.Violation;
import io.awfar.gateway.error.RefusedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.util.MimeType;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.Validator;
import org.springframework.web.bind.support.WebExchangeBindException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Reads a body, and tells all that is wrong with it in one answer: the members whose values are of
/// another type, and those that break a rule.
///
/// Jackson alone stops at the first value of another type, before any rule is looked at.
final class BodyDecoder extends JacksonJsonDecoder {

  private static final String WRONG_TYPES = WrongTypes.class.getName();
  private static final String NAME = "body";

  private final Validator rules;

  BodyDecoder(JsonMapper json, Validator rules) {
    super(json);
    this.rules = rules;
  }

  @Override
  protected ObjectReader customizeReader(
      ObjectReader reader, ResolvableType type, @Nullable Map<String, Object> hints) {
    ObjectReader usual = super.customizeReader(reader, type, hints);
    return hints != null && hints.get(WRONG_TYPES) instanceof WrongTypes wrong
        ? usual.withHandler(wrong)
        : usual;
  }

  @Override
  public Object decode(
      DataBuffer buffer,
      ResolvableType type,
      @Nullable MimeType mimeType,
      @Nullable Map<String, Object> hints) {
    WrongTypes wrong = new WrongTypes();
    Map<String, Object> own = new HashMap<>(hints == null ? Map.of() : hints);
    own.put(WRONG_TYPES, wrong);
    Object body;
    try {
      body = super.decode(buffer, type, mimeType, own);
    } catch (DecodingException e) {
      // The rest may be no JSON; or a type has a constructor that takes no null.
      boolean isJson = !(e.getCause() instanceof StreamReadException);
      throw isJson && !wrong.violations().isEmpty() ? new RefusedException(wrong.violations()) : e;
    }
    if (!wrong.violations().isEmpty()) {
      throw refusal(body, type, wrong.violations());
    }
    return body;
  }

  private RuntimeException refusal(Object body, ResolvableType type, List<Violation> ofTypes) {
    if (!(type.getSource() instanceof MethodParameter parameter)) {
      return new RefusedException(ofTypes);
    }
    BindingResult all = new BeanPropertyBindingResult(body, NAME);
    ofTypes.forEach(violation -> all.addError(error(violation)));
    BindingResult ofRules = new BeanPropertyBindingResult(body, NAME);
    rules.validate(body, ofRules);
    // What is there and of another type was read as null, and is not missing.
    Set<String> fields = ofTypes.stream().map(Violation::field).collect(Collectors.toSet());
    ofRules.getFieldErrors().stream()
        .filter(error -> !fields.contains(error.getField()))
        .forEach(all::addError);
    return new WebExchangeBindException(parameter, all);
  }

  private static FieldError error(Violation violation) {
    return new FieldError(
        NAME,
        violation.field(),
        null,
        false,
        new String[] {violation.code()},
        null,
        violation.message());
  }
}
