/// The message templates of each business account and what may be sent of them.
@NullMarked
package io.awfar.simulator.template;

import org.jspecify.annotations.NullMarked;
