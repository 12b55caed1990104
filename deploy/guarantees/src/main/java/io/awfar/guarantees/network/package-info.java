/// The wire between services and servers, which can be made slow or dead.
@NullMarked
package io.awfar.guarantees.network;

import org.jspecify.annotations.NullMarked;
