/// What happens to numbers, accounts and templates, beyond messages and statuses.
@NullMarked
package io.awfar.simulator.channel;

import org.jspecify.annotations.NullMarked;
