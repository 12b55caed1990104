/// What clients read comes over connections of their own, of a role that may only read: no request
/// that reads can write, whatever it says.
@NullMarked
package io.awfar.gateway.reader;

import org.jspecify.annotations.NullMarked;
