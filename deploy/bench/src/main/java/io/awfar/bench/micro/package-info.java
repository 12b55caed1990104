/// The hot inner parts one by one, by JMH. Two of them are of no other package's business, so their
/// benchmarks are in packages of the same names as theirs.
@NullMarked
package io.awfar.bench.micro;

import org.jspecify.annotations.NullMarked;
