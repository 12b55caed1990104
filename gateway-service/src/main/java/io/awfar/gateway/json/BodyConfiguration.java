package io.awfar.gateway.json;

import jakarta.validation.Validator;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class BodyConfiguration implements WebFluxConfigurer {

  private final JsonMapper json;
  private final Validator rules;

  BodyConfiguration(JsonMapper json, Validator rules) {
    this.json = json;
    this.rules = rules;
  }

  @Override
  public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
    configurer
        .defaultCodecs()
        .jacksonJsonDecoder(new BodyDecoder(json, new SpringValidatorAdapter(rules)));
  }
}
