/// The description of the API, made from the code that serves it.
@NullMarked
package io.awfar.gateway.openapi;

import org.jspecify.annotations.NullMarked;
