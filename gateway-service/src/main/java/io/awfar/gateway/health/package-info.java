/// Whether the gateway lives and can serve.
@NullMarked
package io.awfar.gateway.health;

import org.jspecify.annotations.NullMarked;
