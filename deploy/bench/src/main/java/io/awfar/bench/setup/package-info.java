/// What every benchmark is given: its options and a folder of its own.
@NullMarked
package io.awfar.bench.setup;

import org.jspecify.annotations.NullMarked;
