/// What happens in a workspace, told to its clients as it happens, in order and without a gap.
@NullMarked
package io.awfar.gateway.live;

import org.jspecify.annotations.NullMarked;
