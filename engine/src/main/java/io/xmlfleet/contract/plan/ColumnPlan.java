package io.xmlfleet.contract.plan;

import io.xmlfleet.contract.ColumnMapping;

/** A column and where its value is found. Immutable. */
public record ColumnPlan(ColumnMapping mapping, ValuePlan value) {}
