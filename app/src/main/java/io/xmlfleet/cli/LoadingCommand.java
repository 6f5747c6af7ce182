package io.xmlfleet.cli;

/** A command whose exit code says how documents fared. */
interface LoadingCommand {}
