/// Real servers for tests, one of each kind per JVM, ended with it: containers where Docker runs,
/// embedded ones where it does not. Tests behave the same on both. And
/// [io.awfar.testservers.PublicExamples], which tests look at where they are.
@NullMarked
package io.awfar.testservers;

import org.jspecify.annotations.NullMarked;
