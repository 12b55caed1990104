/// The servers that Awfar needs, started from Java on one machine, with data that survives a kill.
@NullMarked
package io.awfar.embedded;

import org.jspecify.annotations.NullMarked;
