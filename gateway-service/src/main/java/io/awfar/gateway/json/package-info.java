/// How bodies are read.
@NullMarked
package io.awfar.gateway.json;

import org.jspecify.annotations.NullMarked;
