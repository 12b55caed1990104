/// Proves the promises of Awfar on real processes while everything that can be killed is killed.
@NullMarked
package io.awfar.guarantees;

import org.jspecify.annotations.NullMarked;
