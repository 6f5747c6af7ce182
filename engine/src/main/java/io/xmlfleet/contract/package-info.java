/**
 * The mapping contract as an immutable model. No XML, no SQL.
 *
 * <p>{@code .read} makes it from YAML or JSON, {@code .convert} turns text into typed values,
 * {@code .plan} compiles it; all three depend on this package and it on none of them.
 */
@NullMarked
package io.xmlfleet.contract;

import org.jspecify.annotations.NullMarked;
