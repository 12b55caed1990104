/// Pages of a list, newest first: limits are bounded and no row is lost or repeated between two.
@NullMarked
package io.awfar.gateway.page;

import org.jspecify.annotations.NullMarked;
