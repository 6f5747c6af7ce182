package io.xmlfleet.benchmark;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.xmlfleet.contract.read.ContractReader;
import io.xmlfleet.failure.Deadline;
import io.xmlfleet.mapping.ContractMapper;
import io.xmlfleet.mapping.ContractPlan;
import io.xmlfleet.mapping.DocumentContext;
import io.xmlfleet.mapping.Mapped;
import io.xmlfleet.xml.BarePass;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.io.Stax2ByteArraySource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One document to rows, where either what the contract takes grows or all else. With {@code -prof
 * gc}: what nobody takes costs time, but no memory.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MappingBenchmark {
  private static final int KILOBYTE = 1_000;

  /** What the document grows by. */
  public enum Growing {
    UNMAPPED,
    MAPPED
  }

  @Param({"UNMAPPED", "MAPPED"})
  private Growing growing = Growing.UNMAPPED;

  @Param({"10", "100", "1000"})
  private int kilobytes;

  private final ContractMapper mapper =
      new ContractMapper(
          new ContractPlan(new ContractReader().read("contract.yaml", Documents.contract())));
  private final DocumentContext context =
      new DocumentContext(
          "benchmark", 1, "document.xml", Deadline.after(Duration.ofDays(1), Clock.systemUTC()));
  private final InputFactoryImpl parsers = parsers();
  private final BarePass bare = new BarePass();
  private byte[] document = {};

  /** Writes the document, and makes sure that it can be mapped. */
  @Setup
  public void write() {
    int bytes = kilobytes * KILOBYTE;
    document =
        growing == Growing.UNMAPPED ? Documents.ofUnmapped(bytes) : Documents.ofMapped(bytes);
    if (!(map() instanceof Mapped.Rows rows) || rows.batches().size() != 2) {
      throw new IllegalStateException("the document is not mapped: " + map());
    }
  }

  /** Checks, reads and maps. */
  @Benchmark
  public Mapped map() {
    return mapper.map(document, context);
  }

  /** The parser alone, which makes no text that nobody asks for. */
  @Benchmark
  public int parserAlone() throws XMLStreamException {
    XMLStreamReader parser =
        parsers.createXMLStreamReader(new Stax2ByteArraySource(document, 0, document.length));
    int elements = 0;
    while (parser.hasNext()) {
      if (parser.next() == XMLStreamConstants.START_ELEMENT) {
        elements++;
      }
    }
    parser.close();
    return elements;
  }

  /** The parser alone, as one that reads every attribute would use it. */
  @Benchmark
  public long parserReadsEveryAttribute() {
    return bare.read(document);
  }

  private static InputFactoryImpl parsers() {
    InputFactoryImpl factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    return factory;
  }
}
