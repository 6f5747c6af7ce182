package io.xmlfleet.source;

import io.xmlfleet.failure.UsageException;
import io.xmlfleet.item.Origin;
import io.xmlfleet.source.content.Content;
import io.xmlfleet.source.content.ExpandingSource;
import io.xmlfleet.source.content.Expansion;
import io.xmlfleet.source.content.Naming;
import io.xmlfleet.source.document.CompositeSource;
import io.xmlfleet.source.document.DocumentSource;
import io.xmlfleet.source.document.Following;
import io.xmlfleet.source.document.SingleSource;
import io.xmlfleet.source.document.SourceOptions;
import io.xmlfleet.source.file.DirectorySource;
import io.xmlfleet.source.file.DocumentFile;
import io.xmlfleet.source.file.FileSelection;
import io.xmlfleet.source.file.FolderWalk;
import io.xmlfleet.source.file.FollowedSource;
import io.xmlfleet.source.file.GlobSelection;
import io.xmlfleet.source.file.IncludeExclude;
import io.xmlfleet.source.file.PathPattern;
import io.xmlfleet.source.file.PathText;
import io.xmlfleet.source.file.RecordNames;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes one source of what the user names: folders, files, globs and {@code -}. */
public final class Sources {
  /** Names standard input. */
  public static final String STANDARD_INPUT = "-";

  private final SourceOptions options;
  private final IncludeExclude filter;
  private final RecordNames names;
  private final Expansion expansion;

  private Sources(SourceOptions options) {
    this.options = options;
    this.filter = IncludeExclude.of(options);
    this.names = new RecordNames(options.recordIds());
    this.expansion = Expansion.of(options);
  }

  /**
   * Composes the inputs in their order; an input named twice is read once. Folders are read
   * recursively through include and exclude; files are taken whatever their ending, archives and
   * compressed files (see {@link io.xmlfleet.source.archive.Packing}) for what is in them; a name
   * that does not exist and holds a star, a question mark, a bracket or a brace is a glob that the
   * shell left to us.
   *
   * @param standardInput read and closed if one input is {@code -}
   * @throws UsageException if an input does not exist, may not be read or matches nothing, if a
   *     pattern is not a glob, or if two inputs would share record ids
   */
  public static DocumentSource of(
      List<String> inputs, SourceOptions options, InputStream standardInput) {
    if (inputs.isEmpty()) {
      throw new UsageException("nothing to read: name a file, a folder, a glob or - for stdin");
    }
    Sources composer = new Sources(options);
    if (options.following() != null) {
      return composer.followed(new LinkedHashSet<>(inputs), options.following());
    }
    List<DocumentSource> sources = new ArrayList<>();
    for (String input : new LinkedHashSet<>(inputs)) {
      sources.add(
          input.equals(STANDARD_INPUT)
              ? composer.pipe(
                  "stdin", options.standardInputId(), () -> standardInput, "standard input")
              : composer.source(input));
    }
    return sources.size() == 1 ? sources.get(0) : new CompositeSource(sources);
  }

  private DocumentSource followed(Set<String> inputs, Following following) {
    List<Supplier<DocumentSource>> scans = new ArrayList<>();
    for (String input : inputs) {
      Path path = input.equals(STANDARD_INPUT) ? null : existing(input);
      if (path == null || !Files.isDirectory(path)) {
        throw new UsageException(
            "--follow waits for the files of folders, and " + input + " is none");
      }
      Path real = real(path, input);
      scans.add(() -> files(real, filter, input));
    }
    FollowedSource files =
        new FollowedSource(
            () -> new CompositeSource(scans.stream().map(Supplier::get).toList()),
            following,
            Clock.systemUTC());
    return new ExpandingSource(files, expansion);
  }

  private DocumentSource source(String input) {
    Path path = existing(input);
    if (path == null) {
      return glob(input);
    }
    if (!Files.isReadable(path)) {
      throw new UsageException("no permission to read " + input);
    }
    return Files.isDirectory(path) ? folder(input, path) : file(input, path);
  }

  private DocumentSource folder(String input, Path path) {
    Path real = real(path, input);
    return folder(real, filter, input);
  }

  private DocumentSource file(String input, Path path) {
    if (!Files.isRegularFile(path)) { // the shell's <(command)
      return pipe("pipe", null, () -> Files.newInputStream(path), input);
    }
    Path absolute = path.toAbsolutePath().normalize();
    Path parent = real(absolute.getParent() == null ? absolute : absolute.getParent(), input);
    String recordId = names.prefix(parent) + PathText.ofName(parent, absolute.getFileName());
    Origin origin = DocumentFile.origin(parent.resolve(absolute.getFileName()));
    return expansion
        .of(path, recordId, origin, input)
        .orElseGet(
            () ->
                new SingleSource(
                    input,
                    recordId,
                    origin,
                    () -> DocumentFile.read(path, recordId, options.maxDocumentBytes())));
  }

  /** Walks the part of the path before the first name that is a pattern. */
  private DocumentSource glob(String input) {
    String glob = File.separatorChar == '/' ? input : input.replace(File.separatorChar, '/');
    int first = 0;
    while (!PathPattern.isPattern(firstName(glob, first))) {
      first = glob.indexOf('/', first) + 1;
    }
    String folder = first == 0 ? "." : glob.substring(0, first);
    Path path = Path.of(folder);
    if (!Files.isDirectory(path)) {
      throw new UsageException("nothing matches " + input + ": there is no folder " + folder);
    }
    Path real = real(path, input);
    FileSelection selection = new GlobSelection(glob.substring(first), filter);
    return folder(real, selection, input);
  }

  private DocumentSource folder(Path real, FileSelection selection, String input) {
    return new ExpandingSource(files(real, selection, input).requireSome(), expansion);
  }

  private DirectorySource files(Path real, FileSelection selection, String input) {
    return new DirectorySource(
        real, selection, input, names.prefix(real), options.maxDocumentBytes());
  }

  /** One stream, whose name says nothing about it unless the user gave it one. */
  private DocumentSource pipe(
      String name, @Nullable String givenId, Content.Opener opener, String description) {
    Naming naming = givenId == null ? new Naming(name, true) : Naming.of(givenId);
    return expansion.of(
        new Content(naming, "the input", FolderWalk.UNKNOWN, Origin.UNKNOWN, opener), description);
  }

  private static String firstName(String glob, int from) {
    int slash = glob.indexOf('/', from);
    return slash < 0 ? glob.substring(from) : glob.substring(from, slash);
  }

  /** The path if there is something; null if not and it may be a glob. */
  private static @Nullable Path existing(String input) {
    try {
      Path path = Path.of(input);
      if (Files.exists(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      if (!PathPattern.isPattern(input)) {
        throw new UsageException("not a path: " + input + " (" + e.getReason() + ")", e);
      }
    }
    if (!PathPattern.isPattern(input)) {
      throw new UsageException(input + " does not exist");
    }
    return null;
  }

  private static Path real(Path path, String input) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new UsageException("the folder of " + input + ' ' + DocumentFile.problem(e), e);
    }
  }
}
