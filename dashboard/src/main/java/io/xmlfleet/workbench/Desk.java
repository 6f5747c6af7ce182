package io.xmlfleet.workbench;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.NotFoundResponse;
import io.xmlfleet.source.document.SourceDocument;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One contract and the documents that it is tried on. They are read on a thread of their own; who
 * needs them waits. Thread-safe.
 */
final class Desk {
  private final Workbench.Work work;
  private final ContractFile file;
  private final Compiled.Cache texts;
  private final @Nullable Trials trials;
  private final CompletableFuture<Material> material = new CompletableFuture<>();

  /** What is made of the samples once. Immutable. */
  private record Material(Workbench.Documents documents, SamplePaths paths, Completions offers) {}

  private Desk(Workbench.Work work) {
    this.work = work;
    this.file = new ContractFile(work.contract());
    this.texts = new Compiled.Cache(work.contract().toString());
    this.trials = work.trial() == null ? null : new Trials(work.trial());
  }

  /** Begins to read the samples. */
  static Desk open(Workbench.Work work) {
    Desk desk = new Desk(work);
    Thread reading = new Thread(desk::read, "workbench-samples");
    reading.setDaemon(true);
    reading.start();
    Thread compiling = new Thread(desk::prepare, "workbench-contract");
    compiling.setDaemon(true);
    compiling.start();
    return desk;
  }

  private void read() {
    try {
      Workbench.Documents documents = work.documents().get();
      SamplePaths paths = SamplePaths.of(documents.samples());
      material.complete(new Material(documents, paths, new Completions(paths)));
    } catch (Throwable e) { // handed to who waits for it
      material.completeExceptionally(e);
    }
  }

  /** The first question is about this text: it is compiled while the page is fetched. */
  private void prepare() {
    String saved = file.read().text();
    if (!saved.isEmpty()) {
      Compiled compiled = texts.of(saved);
      if (compiled.plan() != null) {
        compiled.uses();
      }
    }
  }

  private Material material() {
    try {
      return material.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Whether the samples cannot be had: a new desk may get them. */
  boolean failed() {
    return material.isCompletedExceptionally();
  }

  /** Waits for them. */
  List<Sample> samples() {
    return material().documents().samples();
  }

  /** What the text is at first if there is no file. */
  String draft() {
    return material().documents().draft();
  }

  SamplePaths paths() {
    return material().paths();
  }

  Completions completions() {
    return material().offers();
  }

  ContractFile file() {
    return file;
  }

  Workbench.Work work() {
    return work;
  }

  Compiled compiled(String text) {
    return texts.of(text);
  }

  /**
   * One of the samples.
   *
   * @param number from 0
   */
  Sample sample(int number) {
    List<Sample> samples = samples();
    if (number < 0 || number >= samples.size()) {
      throw new NotFoundResponse("there is no such sample");
    }
    return samples.get(number);
  }

  /** Its document, if it can be read. */
  byte[] bytes(int sample) {
    if (sample(sample).document() instanceof SourceDocument.Read read) {
      return read.bytes();
    }
    throw new NotFoundResponse("the sample cannot be read");
  }

  /**
   * Runs of what is on the desk.
   *
   * @throws BadRequestResponse if nothing can be run from here
   */
  Trials trials() {
    if (trials == null) {
      throw new BadRequestResponse("nothing can be run from here");
    }
    return trials;
  }

  /** The dead letters that the samples are of; null: they are none. */
  @Nullable Repairs repairs() {
    return work.repairs();
  }
}
