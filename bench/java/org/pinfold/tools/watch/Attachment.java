package org.pinfold.tools.watch;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.AttachOperationFailedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * A connection to the beans of another process on this machine.
 *
 * <p>The JDK's attach mechanism starts that process's management agent for local connections, if it does not run yet.
 * Then the heaps are registered, if they are not: the server of beans is asked to make a
 * {@code org.pinfold.jmx.HeapRegistrar}, which needs no help by the program, and loads no agent; the server finds that
 * class where Pinfold is on the class path or the module path. Where another class loader has it, an agent can be
 * loaded, if the user says so.
 */
public final class Attachment implements AutoCloseable {
    /** A process that was stopped does not answer, and is not waited for. */
    private static final long ANSWER_MILLIS = 20_000;

    private final JMXConnector connector;
    private final RemoteHeaps heaps;

    private Attachment(JMXConnector connector, RemoteHeaps heaps) {
        this.connector = connector;
        this.heaps = heaps;
    }

    /**
     * Connects, and has the process register its heaps.
     *
     * @param loadAgent whether an agent may be loaded where there is no other way
     * @throws TargetException if that cannot be done
     */
    public static Attachment to(Target target, boolean loadAgent) throws TargetException {
        target.requireAttachable();
        // Read once, when the classes of remote calls are loaded.
        System.setProperty("sun.rmi.transport.tcp.responseTimeout", Long.toString(ANSWER_MILLIS));
        FutureTask<Attachment> connection = new FutureTask<>(() -> connect(target, loadAgent));
        // The JDK would wait for ever for a process that was stopped after somebody had attached to it.
        Thread.ofPlatform().daemon().start(connection);
        try {
            return connection.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TargetException told ? told : RemoteHeaps.lost(target, e);
        } catch (TimeoutException e) {
            throw RemoteHeaps.lost(target, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RemoteHeaps.lost(target, e);
        }
    }

    private static Attachment connect(Target target, boolean loadAgent) throws TargetException {
        VirtualMachine machine = attach(target);
        try {
            JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(startAgent(machine, target)));
            boolean done = false;
            try {
                RemoteHeaps heaps = new RemoteHeaps(connector.getMBeanServerConnection(), target);
                if (!heaps.register()) {
                    registerByAgent(machine, target, heaps, loadAgent);
                }
                done = true;
                return new Attachment(connector, heaps);
            } finally {
                if (!done) {
                    connector.close();
                }
            }
        } catch (IOException e) {
            throw RemoteHeaps.lost(target, e);
        } finally {
            detach(machine);
        }
    }

    private static VirtualMachine attach(Target target) throws TargetException {
        try {
            return VirtualMachine.attach(Long.toString(target.pid()));
        } catch (AttachNotSupportedException | IOException e) {
            if (!target.isAlive()) {
                throw RemoteHeaps.lost(target, e);
            }
            throw new TargetException("process " + target.pid() + " cannot be attached to (" + e.getMessage()
                    + "): it may be stopped or hang, run in another container, where ./pinfold has to run too, or have"
                    + " been started with -XX:+DisableAttachMechanism; try 'jcmd " + target.pid() + " VM.version'", e);
        }
    }

    private static String startAgent(VirtualMachine machine, Target target) throws TargetException, IOException {
        try {
            return machine.startLocalManagementAgent();
        } catch (AttachOperationFailedException e) {
            throw new TargetException("process " + target.pid() + " cannot start its management agent ("
                    + e.getMessage() + "): its Java needs the modules jdk.management.agent and java.management", e);
        }
    }

    private static void registerByAgent(VirtualMachine machine, Target target, RemoteHeaps heaps, boolean loadAgent)
            throws TargetException, IOException {
        if (!loadAgent) {
            throw new TargetException(heaps.whyNone());
        }
        try (AgentJar jar = new AgentJar()) {
            machine.loadAgent(jar.file().toString());
        } catch (AgentLoadException | AgentInitializationException | AttachOperationFailedException e) {
            boolean off = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("not enabled");
            throw new TargetException("process " + target.pid() + " does not take the agent (" + e.getMessage() + "): "
                    + (off ? "start it with -XX:+EnableDynamicAgentLoading, or call" : "call")
                    + " HeapMBeans.registerAll() in it", e);
        }
        if (heaps.names().isEmpty()) {
            throw new TargetException("process " + target.pid()
                    + " has no Pinfold, or no heap of it is open: make a heap first");
        }
    }

    private static void detach(VirtualMachine machine) {
        try {
            machine.detach();
        } catch (IOException ignored) {
            // The process has ended.
        }
    }

    /** The process's heaps. */
    public RemoteHeaps heaps() {
        return heaps;
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException ignored) {
            // The process has ended.
        }
    }
}
