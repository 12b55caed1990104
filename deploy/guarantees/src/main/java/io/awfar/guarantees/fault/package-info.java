/// What goes wrong and when, decided by a seed alone, and how it is brought about.
@NullMarked
package io.awfar.guarantees.fault;

import org.jspecify.annotations.NullMarked;
