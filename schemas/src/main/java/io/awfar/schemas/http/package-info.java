/// What the JDK's HTTP client and Reactor Netty's server leave to those who use them.
@NullMarked
package io.awfar.schemas.http;

import org.jspecify.annotations.NullMarked;
