package io.xmlfleet.peers;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.support.AbstractItemCountingItemStreamItemReader;

/**
 * The files of the corpus in turn. Spring Batch keeps the place of the last one that was committed,
 * so that a job that failed goes on from there. Confined to one thread.
 */
final class FileReader extends AbstractItemCountingItemStreamItemReader<Path> {
  private final List<Path> files;

  FileReader(List<Path> files) {
    this.files = files;
    setName("files");
  }

  @Override
  protected @Nullable Path doRead() {
    int next = getCurrentItemCount() - 1; // counted before it is read
    return next < files.size() ? files.get(next) : null;
  }

  @Override
  protected void jumpToItem(int itemIndex) {
    // The count is the place.
  }

  @Override
  protected void doOpen() {}

  @Override
  protected void doClose() {}
}
