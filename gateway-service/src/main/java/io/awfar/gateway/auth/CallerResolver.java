package io.awfar.gateway.auth;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;

/// Hands the [Caller] to the routes that have a parameter of that type.
@Configuration(proxyBeanMethods = false)
class CallerResolver implements WebFluxConfigurer, SyncHandlerMethodArgumentResolver {

  /// Where [RouteRules] leaves it.
  static final String ATTRIBUTE = Caller.class.getName();

  @Override
  public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
    configurer.addCustomResolver(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Caller.class;
  }

  /// @throws IllegalStateException if the route is one that needs no token
  @Override
  public Object resolveArgumentValue(
      MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
    @Nullable Object caller = exchange.getAttribute(ATTRIBUTE);
    if (caller == null) {
      throw new IllegalStateException("An open route has no caller");
    }
    return caller;
  }
}
