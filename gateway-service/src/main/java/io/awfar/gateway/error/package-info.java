/// Every refusal is an RFC 9457 problem with a stable code and the request's id, never a stack
/// trace.
@NullMarked
package io.awfar.gateway.error;

import org.jspecify.annotations.NullMarked;
