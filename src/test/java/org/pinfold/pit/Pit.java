package org.pinfold.pit;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.pitest.mutationtest.config.PluginServices;
import org.pitest.mutationtest.config.ReportOptions;
import org.pitest.mutationtest.tooling.AnalysisResult;
import org.pitest.mutationtest.tooling.EntryPoint;
import org.pitest.testapi.TestGroupConfig;
import org.pitest.util.Verbosity;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** PIT, run on methods of some classes against some test classes, in child VMs of its own. */
final class Pit {
    private static final Path BASE = Path.of(System.getProperty("pinfold.basedir", "."));
    private static final Path SOURCES = BASE.resolve("src").resolve("main").resolve("java");
    private static final Path REPORTS =
            Path.of(System.getProperty("pinfold.build", BASE.resolve("target").toString())).resolve("pit");

    /** More than a busy machine delays a test. */
    private static final long TIMEOUT_MILLIS = 30_000;

    private Pit() {
    }

    /**
     * Every mutation of the methods of these classes that are asked for, and of no other.
     *
     * @param name of the folder that the report is left in
     */
    static List<Mutation> run(String name, List<Class<?>> subjects, Predicate<String> methods, List<String> tests)
            throws IOException {
        Path folder = REPORTS.resolve(name).toAbsolutePath();
        Files.createDirectories(folder);
        ReportOptions options = options(folder, tests);
        options.setTargetClasses(subjects.stream().map(Class::getName).toList());
        options.setExcludedMethods(others(subjects, methods));
        AnalysisResult result = execute(options, folder.resolve("output.txt"));
        if (result.getError().isPresent()) {
            throw new AssertionError("PIT failed", result.getError().get());
        }
        return read(folder.resolve("mutations.xml"));
    }

    /** PIT prints all it found at length, here to a file. */
    private static AnalysisResult execute(ReportOptions options, Path output) throws IOException {
        PrintStream console = System.out;
        try (PrintStream file = new PrintStream(output.toFile(), StandardCharsets.UTF_8)) {
            System.setOut(file);
            return new EntryPoint()
                    .execute(BASE.toFile(), options, PluginServices.makeForContextLoader(), Map.of());
        } finally {
            System.setOut(console);
        }
    }

    private static ReportOptions options(Path folder, List<String> tests) {
        ReportOptions options = new ReportOptions();
        options.setReportDir(folder.toString());
        options.setShouldCreateTimestampedReports(false);
        options.addOutputFormats(List.of("XML"));
        options.setSourceDirs(List.of(SOURCES));
        options.setClassPathElements(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
        options.setTargetTests(tests.stream().map(Predicate::<String>isEqual).toList());
        // A canary expects an assertion to fail, and so fails itself whatever else goes wrong; a test that loops until
        // the subject says so may not end, and that is no verdict.
        options.setGroupConfig(new TestGroupConfig(List.of("canary", "loops"), List.of()));
        options.setTimeoutConstant(TIMEOUT_MILLIS);
        // Otherwise PIT leaves out what is called by initializers, although tests call it too.
        options.setFeatures(List.of("-FSTATI"));
        options.setMutators(List.of("STRONGER"));
        options.setNumberOfThreads(Integer.getInteger("pit.threads", 2));
        options.addChildJVMArgs(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
        options.setVerbosity(Verbosity.QUIET);
        return options;
    }

    /** The methods that are not asked for. PIT can leave methods out, by name, but not choose them. */
    private static Set<String> others(List<Class<?>> subjects, Predicate<String> methods) {
        Set<String> others = new TreeSet<>();
        Stream.of("<init>", "<clinit>").filter(methods.negate()).forEach(others::add);
        for (Class<?> subject : subjects) {
            for (Method method : subject.getDeclaredMethods()) {
                if (!methods.test(method.getName())) {
                    others.add(method.getName());
                }
            }
        }
        return others;
    }

    private static List<Mutation> read(Path report) throws IOException {
        List<Mutation> mutations = new ArrayList<>();
        try {
            NodeList nodes = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder()
                    .parse(report.toFile()).getElementsByTagName("mutation");
            for (int i = 0; i < nodes.getLength(); i++) {
                mutations.add(mutation((Element) nodes.item(i)));
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("cannot read " + report, e);
        }
        return mutations.stream().sorted().toList();
    }

    private static Mutation mutation(Element element) throws IOException {
        String type = text(element, "mutatedClass");
        Path source = SOURCES.resolve(type.replaceAll("\\$.*", "").replace('.', '/') + ".java");
        int line = Integer.parseInt(text(element, "lineNumber"));
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return new Mutation(simple + "." + text(element, "mutatedMethod"),
                Files.readAllLines(source).get(line - 1).strip(), text(element, "description"),
                element.getAttribute("status"));
    }

    private static String text(Element element, String tag) {
        return element.getElementsByTagName(tag).item(0).getTextContent();
    }
}
