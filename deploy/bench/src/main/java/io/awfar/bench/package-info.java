/// Measures Awfar beside its rivals and says which goals are met.
@NullMarked
package io.awfar.bench;

import org.jspecify.annotations.NullMarked;
