package io.xmlfleet.notice;

import org.jspecify.annotations.Nullable;

/**
 * What is told to whom. Immutable.
 *
 * @param failureShare of the documents that are done, 0 to 1, beyond which a run is failing
 * @param sender null: nobody is told
 */
public record NoticePolicy(double failureShare, @Nullable NoticeSender sender) {
  /** Nobody is told anything. */
  public static final NoticePolicy NONE = new NoticePolicy(1, null);
}
