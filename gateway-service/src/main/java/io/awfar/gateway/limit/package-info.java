/// How much of the gateway a user, an address, and all of them together may take: what goes beyond
/// is refused at once, and told when to come again.
@NullMarked
package io.awfar.gateway.limit;

import org.jspecify.annotations.NullMarked;
