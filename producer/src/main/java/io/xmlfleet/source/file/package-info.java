/** Files: folders, globs, what is selected, how they are named, folders that are followed. */
@NullMarked
package io.xmlfleet.source.file;

import org.jspecify.annotations.NullMarked;
