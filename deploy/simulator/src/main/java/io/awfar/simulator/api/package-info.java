/// The side of WhatsApp that a deployment calls: sends, files, numbers and templates.
@NullMarked
package io.awfar.simulator.api;

import org.jspecify.annotations.NullMarked;
