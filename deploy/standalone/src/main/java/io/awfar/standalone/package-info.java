/// All of Awfar in one JVM on embedded servers, with a simulator of WhatsApp, a live line and a
/// report that must add up.
@NullMarked
package io.awfar.standalone;

import org.jspecify.annotations.NullMarked;
