/// Every topic of the system, declared once: name, value, partitions, retention and clean-up.
@NullMarked
package io.awfar.schemas.topic;

import org.jspecify.annotations.NullMarked;
