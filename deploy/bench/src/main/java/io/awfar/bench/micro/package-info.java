/// The hot inner parts one by one, by JMH. Benchmarks of what is no other package's business are in
/// packages of the same names as theirs.
@NullMarked
package io.awfar.bench.micro;

import org.jspecify.annotations.NullMarked;
