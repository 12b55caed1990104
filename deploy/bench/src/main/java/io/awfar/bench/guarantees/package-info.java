/// Whether the promises hold while everything that can be killed is killed.
@NullMarked
package io.awfar.bench.guarantees;

import org.jspecify.annotations.NullMarked;
