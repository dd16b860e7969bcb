package org.pinfold.tools.trace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TraceReaderTest {
    private static final String ALL_KINDS = Traces.text(2, 3,
            "a 0 0 100", "z 1 1 200", "m 0 2 50 64", "r 1 0 30", "f 0 1", "a 1 1 7");

    @TempDir
    private Path folder;

    @Test
    void readsEveryKindOfEvent() throws IOException {
        Trace trace = TraceReader.parse("t", ALL_KINDS);
        assertEquals(6, trace.events());
        assertEquals(2, trace.threads());
        assertEquals(3, trace.slots());
        assertEvent(trace, 0, Trace.ALLOCATE, 0, 0, 100, 1);
        assertEvent(trace, 1, Trace.ZEROED, 1, 1, 200, 1);
        assertEvent(trace, 2, Trace.ALIGNED, 0, 2, 50, 64);
        assertEvent(trace, 3, Trace.RESIZE, 1, 0, 30, 1);
        assertEvent(trace, 4, Trace.FREE, 0, 1, 0, 1);
        assertEvent(trace, 5, Trace.ALLOCATE, 1, 1, 7, 1);
    }

    @Test
    void closedTraceFreesWhatIsLiveInSlotOrderOnThreadZero() throws IOException {
        Trace closed = TraceReader.parse("t", ALL_KINDS).closed();
        assertEquals(9, closed.events());
        for (int slot = 0; slot < 3; slot++) {
            assertEvent(closed, 6 + slot, Trace.FREE, 0, slot, 0, 1);
        }
    }

    @Test
    void readsPlainAndCompressedFilesAlike() throws IOException {
        Path plain = Files.writeString(folder.resolve("x.trace"), ALL_KINDS);
        Path compressed = Files.write(folder.resolve("y.trace.gz"), gzip(ALL_KINDS));
        assertEquals("x", TraceReader.read(plain).name());
        assertEquals("y", TraceReader.read(compressed).name());
        assertEquals(6, TraceReader.read(plain).events());
        assertEquals(6, TraceReader.read(compressed).events());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x 0 0 8             | unknown event 'x'
            a 0 0               | 'a' takes 3 numbers, found 2
            a 0 0 8 8           | 'a' takes 3 numbers, found 4
            a  0 0 8            | 'a' takes 3 numbers, found 4
            m 0 0 8             | 'm' takes 4 numbers, found 3
            f 0 0 8             | 'f' takes 2 numbers, found 3
            a 0 0 eight         | SIZE is not a number: 'eight'
            a 0 0 0             | SIZE 0 is outside 1..
            a 0 0 -8            | SIZE -8 is outside 1..
            a 0 0 99999999999999| SIZE 99999999999999 is outside 1..
            a 1 0 8             | TID 1 is outside 0..0
            a 0 2 8             | SLOT 2 is outside 0..1
            a 0 -1 8            | SLOT -1 is outside 0..1
            m 0 0 8 24          | ALIGN 24 is not a power of two
            m 0 0 8 0           | ALIGN 0 is outside 1..
            f 0 0               | free of slot 0, which holds no block
            r 0 0 8             | resize of slot 0, which holds no block
            a 0 1 8             | allocation into slot 1, which still holds a block
            """)
    void refusesAnEventThatMeansNothing(String line, String reason) {
        String text = "# malloc-trace 1 events=9 threads=1 slots=2 peak_live_bytes=9 peak_live_blocks=1\n"
                + "a 0 1 9\n" + line + "\n";
        assertRefused(text, 3, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            events=3 threads=1 slots=2 peak_live_bytes=16 peak_live_blocks=1 | the header says events=3,
            events=2 threads=1 slots=2 peak_live_bytes=17 peak_live_blocks=1 | the header says peak_live_bytes=17
            events=2 threads=1 slots=2 peak_live_bytes=16 peak_live_blocks=2 | the header says peak_live_blocks=2
            events=1 threads=1 slots=2 peak_live_bytes=16 peak_live_blocks=1 | more events than the header's events=1
            """)
    void refusesAHeaderThatIsNotTrueOfTheEvents(String sums, String reason) {
        assertRefused("# malloc-trace 1 " + sums + "\na 0 0 16\nf 0 0\n", 3, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # malloc-trace 2 events=1 threads=1 slots=1 peak_live_bytes=1 peak_live_blocks=1 | not a trace
            # malloc-trace 1 events=x threads=1 slots=1 peak_live_bytes=1 peak_live_blocks=1 | not a trace
            a 0 0 16                                                                         | not a trace
            # malloc-trace 1 events=0 threads=1 slots=1 peak_live_bytes=1 peak_live_blocks=1 | events=0 is outside
            # malloc-trace 1 events=1 threads=0 slots=1 peak_live_bytes=1 peak_live_blocks=1 | threads=0 is outside
            # malloc-trace 1 events=1 threads=1 slots=9999999999 peak_live_bytes=1 peak_live_blocks=1 | slots=9999999999
            """)
    void refusesAFirstLineThatIsNoHeader(String line, String reason) {
        assertRefused(line + "\na 0 0 1\n", 1, reason);
    }

    @Test
    void refusesAnEmptyFile() {
        assertRefused("", 1, "the file is empty");
    }

    @Test
    void refusesATruncatedCompressedFile() throws IOException {
        byte[] whole = gzip(Traces.random(7, 1, 50, 5000));
        Path file = Files.write(folder.resolve("cut.trace.gz"), Arrays.copyOf(whole, whole.length / 2));
        TraceFormatException refusal = assertThrows(TraceFormatException.class, () -> TraceReader.read(file));
        assertTrue(refusal.getMessage().contains("cut.trace.gz:" + refusal.line() + ": the compressed data is damaged"),
                refusal.getMessage());
        assertTrue(refusal.line() > 1);
    }

    @Test
    void refusesAPlainFileNamedAsCompressed() throws IOException {
        Path file = Files.writeString(folder.resolve("plain.trace.gz"), ALL_KINDS);
        TraceFormatException refusal = assertThrows(TraceFormatException.class, () -> TraceReader.read(file));
        assertTrue(refusal.getMessage().contains("not a gzip file"), refusal.getMessage());
    }

    @Test
    void aMissingFileIsNoMalformedOne() {
        assertThrows(NoSuchFileException.class, () -> TraceReader.read(folder.resolve("none.trace")));
    }

    private static void assertEvent(Trace trace, int event, byte kind, int thread, int slot, long size,
            long alignment) {
        assertEquals(kind, trace.kind(event));
        assertEquals(thread, trace.thread(event));
        assertEquals(slot, trace.slot(event));
        assertEquals(size, trace.size(event));
        assertEquals(alignment, trace.alignment(event));
    }

    private static void assertRefused(String text, int line, String reason) {
        TraceFormatException refusal =
                assertThrows(TraceFormatException.class, () -> TraceReader.parse("file", text));
        assertTrue(refusal.getMessage().startsWith("file:" + line + ": " + reason), refusal.getMessage());
        assertEquals(line, refusal.line());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return bytes.toByteArray();
    }
}
