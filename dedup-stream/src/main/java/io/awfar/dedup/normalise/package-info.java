/// Turns one raw event into one record of a clean topic, or says in one stable code why it cannot;
/// pure functions, safe against any payload.
@NullMarked
package io.awfar.dedup.normalise;

import org.jspecify.annotations.NullMarked;
