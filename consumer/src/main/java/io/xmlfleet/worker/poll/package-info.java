/** Work into batches: polling of consumer groups and share groups, priorities, offsets. */
@NullMarked
package io.xmlfleet.worker.poll;

import org.jspecify.annotations.NullMarked;
