/// The side of WhatsApp that a deployment calls: media look-up and download, sends, uploads.
@NullMarked
package io.awfar.simulator.api;

import org.jspecify.annotations.NullMarked;
