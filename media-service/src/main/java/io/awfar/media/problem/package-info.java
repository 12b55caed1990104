/// Every refusal of the service, each with a stable code, as RFC 9457 shapes it.
@NullMarked
package io.awfar.media.problem;

import org.jspecify.annotations.NullMarked;
