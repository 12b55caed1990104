/// What the JDK's HTTP client leaves to those who use it.
@NullMarked
package io.awfar.schemas.http;

import org.jspecify.annotations.NullMarked;
