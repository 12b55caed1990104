/// What a benchmark found, as text, as Markdown and as a picture.
@NullMarked
package io.awfar.bench.report;

import org.jspecify.annotations.NullMarked;
