/// What holds for every request whatever its route: size, origin and security headers.
@NullMarked
package io.awfar.gateway.http;

import org.jspecify.annotations.NullMarked;
