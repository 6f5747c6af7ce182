package io.xmlfleet.worker;

/** Where a worker can be made to die. */
enum CrashPoint {
  BEFORE_INSERT,
  BEFORE_DATABASE_COMMIT,
  AFTER_DATABASE_COMMIT,
  BEFORE_PUBLISH,
  AFTER_PUBLISH,
  AFTER_OFFSET_COMMIT
}
