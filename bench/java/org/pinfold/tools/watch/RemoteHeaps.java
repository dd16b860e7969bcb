package org.pinfold.tools.watch;

import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.JMX;
import javax.management.MBeanException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.RuntimeMBeanException;
import org.pinfold.jmx.HeapMXBean;

/** The beans of a process's heaps. */
public final class RemoteHeaps {
    private static final String PATTERN = "org.pinfold:type=Heap,name=*";
    private static final String REGISTRAR = "org.pinfold.jmx.HeapRegistrar";

    private final MBeanServerConnection server;
    private final Target target;

    RemoteHeaps(MBeanServerConnection server, Target target) {
        this.server = server;
        this.target = target;
    }

    /**
     * Has all heaps registered, and all that are made later.
     *
     * @return false if the server of beans does not find Pinfold, and has no bean of it either
     */
    boolean register() throws TargetException, IOException {
        try {
            ObjectName name = new ObjectName("org.pinfold:type=Registrar,id=" + UUID.randomUUID());
            server.createMBean(REGISTRAR, name);
            server.unregisterMBean(name);
            return true;
        } catch (ReflectionException e) {
            return !beans().isEmpty();
        } catch (JMException | JMRuntimeException e) {
            Throwable cause = e instanceof MBeanException || e instanceof JMRuntimeException
                    ? e.getCause() == null ? e : e.getCause() : e;
            throw new TargetException("process " + target.pid() + " cannot register its heaps (" + cause + "):"
                    + " call HeapMBeans.registerAll() in it, to see what is wrong", e);
        }
    }

    /** Why there is no heap to be seen, and what to do; {@link #register} has failed. */
    String whyNone() throws IOException {
        String text;
        try {
            text = (String) server.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "vmClassHierarchy", new Object[] {new String[] {"org.pinfold.Heap"}},
                    new String[] {String[].class.getName()});
        } catch (JMException | JMRuntimeException e) {
            text = null;
        }
        return text != null && !text.contains("org.pinfold.Heap/")
                ? "process " + target.pid() + " has no Pinfold loaded: give the number of one that has made a heap;"
                    + " 'pinfold top' without a number lists them"
                : "process " + target.pid() + " has its Pinfold in a class loader of its own, as in an application"
                    + " server or a jar of jars, or an older one than these tools: call HeapMBeans.registerAll() in it,"
                    + " or say --load-agent, which loads a small agent into it (its Java VM warns of that)";
    }

    /** The names of the heaps that are open, in alphabetical order, each with its bean's. */
    private Map<String, ObjectName> beans() throws IOException {
        Map<String, ObjectName> beans = new TreeMap<>();
        try {
            for (ObjectName bean : server.queryNames(new ObjectName(PATTERN), null)) {
                String name = bean.getKeyProperty("name");
                beans.put(name.startsWith("\"") ? ObjectName.unquote(name) : name, bean);
            }
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
        return beans;
    }

    /** The names of the heaps that are open, in alphabetical order. */
    public Set<String> names() throws TargetException {
        return within(() -> beans().keySet());
    }

    /** Does nothing if the heap is open; null stands for any, of which there need not be one. */
    public void require(String heap) throws TargetException {
        Set<String> names = names();
        if (heap != null && !names.contains(heap)) {
            throw new TargetException("process " + target.pid() + " has no heap '" + heap + "': "
                    + (names.isEmpty() ? "none is open now" : "give one of " + String.join(", ", names)));
        }
    }

    /**
     * Asks every heap.
     *
     * @return the answers by name; without those of heaps that were closed meanwhile
     */
    public <T> Map<String, T> ask(Function<HeapMXBean, T> question) throws TargetException {
        return within(() -> {
            Map<String, T> answers = new TreeMap<>();
            for (Map.Entry<String, ObjectName> bean : beans().entrySet()) {
                T answer = ask(bean.getValue(), question);
                if (answer != null) {
                    answers.put(bean.getKey(), answer);
                }
            }
            return answers;
        });
    }

    /** Asks one heap, or all if {@code name} is null, of which there has to be one. */
    public <T> Map<String, T> askSome(String name, Function<HeapMXBean, T> question) throws TargetException {
        Map<String, T> answers = new TreeMap<>();
        if (name == null) {
            answers.putAll(ask(question));
        } else {
            ask(name, question).ifPresent(answer -> answers.put(name, answer));
        }
        if (answers.isEmpty()) {
            throw new TargetException("process " + target.pid() + " has Pinfold, but no heap is open now"
                    + (name == null ? "" : " of the name " + name) + ": try again when one is");
        }
        return answers;
    }

    /** Asks one heap; empty if it is not open any more. */
    public <T> Optional<T> ask(String name, Function<HeapMXBean, T> question) throws TargetException {
        return within(() -> {
            ObjectName bean = beans().get(name);
            return bean == null ? Optional.empty() : Optional.ofNullable(ask(bean, question));
        });
    }

    /** Null of a heap that was closed meanwhile. */
    private <T> T ask(ObjectName bean, Function<HeapMXBean, T> question) throws TargetException, IOException {
        try {
            return question.apply(JMX.newMXBeanProxy(server, bean, HeapMXBean.class));
        } catch (RuntimeMBeanException e) {
            if (e.getCause() instanceof IllegalStateException) {
                return null;
            }
            throw new TargetException("process " + target.pid() + ": the heap " + bean + " does not answer ("
                    + e.getCause() + "): look at what the process has logged", e);
        } catch (UndeclaredThrowableException e) {
            if (e.getCause() instanceof InstanceNotFoundException) {
                return null;
            }
            if (e.getCause() instanceof IOException lost) {
                throw lost;
            }
            throw otherVersion(e);
        } catch (IllegalArgumentException e) {
            throw otherVersion(e);
        }
    }

    private TargetException otherVersion(RuntimeException e) {
        return new TargetException("process " + target.pid() + " has another version of Pinfold than these tools,"
                + " which does not tell what they ask: use the tools of that version, or update it there", e);
    }

    private <T> T within(Callable<T> question) throws TargetException {
        return Patience.answer(target, Patience.ANSWER_MILLIS, question);
    }
}
