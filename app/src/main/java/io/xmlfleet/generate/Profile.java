package io.xmlfleet.generate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xmlfleet.generate.loan.LoanFiles;
import io.xmlfleet.generate.text.DocumentGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A kind of corpus: its documents, and the contract that loads them. */
public enum Profile {
  /** Credit applications of 3 to 12 KB, for samples/credit-applications/contract.yaml. */
  APPLICATIONS,
  /** Loan files as large as real ones, to 11 tables. */
  PRODUCTION,
  /** Payment notices of 3 KB, one row each. */
  SMALL;

  /** Sound documents. Corpora of different seeds share no ids. */
  public DocumentGenerator generator(long seed) {
    return switch (this) {
      case APPLICATIONS -> new CreditApplications(seed);
      case PRODUCTION -> new LoanFiles(seed);
      case SMALL -> new PaymentNotices(seed);
    };
  }

  /**
   * Documents of which some are broken, in turn in each way that the profile knows.
   *
   * @param count documents in the series
   * @param broken how many of them are broken, evenly spread
   * @throws io.xmlfleet.failure.UsageException if more are to be broken than there are
   */
  public DocumentGenerator generator(long seed, long count, long broken) {
    return new CorruptedDocuments(generator(seed), count, broken, Corruption.of(this));
  }

  /** The contract's text; none for applications, whose contract is the sample's. */
  public Optional<String> contract() {
    if (this == APPLICATIONS) {
      return Optional.empty();
    }
    String name = this + ".yaml";
    try (@Nullable InputStream resource = Profile.class.getResourceAsStream(name)) {
      byte[] text = Objects.requireNonNull(resource, name + " is part of the jar").readAllBytes();
      return Optional.of(new String(text, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As it is written on a command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
