/// The processes that are measured, each apart from the others.
@NullMarked
package io.awfar.bench.process;

import org.jspecify.annotations.NullMarked;
