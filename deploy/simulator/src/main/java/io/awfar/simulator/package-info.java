/// A stand-in for the WhatsApp Cloud API, to embed or to run from a command line.
@NullMarked
package io.awfar.simulator;

import org.jspecify.annotations.NullMarked;
