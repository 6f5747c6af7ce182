/** XML Schema documents, read from one folder, and the shapes of elements that they give. */
@NullMarked
package io.xmlfleet.draft.schema;

import org.jspecify.annotations.NullMarked;
