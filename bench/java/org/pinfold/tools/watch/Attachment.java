package org.pinfold.tools.watch;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.AttachOperationFailedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Locale;
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
    private static final long CLOSING_MILLIS = 1_000;

    private final Target target;
    private final JMXConnector connector;
    private final RemoteHeaps heaps;

    private Attachment(Target target, JMXConnector connector, RemoteHeaps heaps) {
        this.target = target;
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
        return Patience.answer(target, Patience.ANSWER_MILLIS, () -> connect(target, loadAgent));
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
                return new Attachment(target, connector, heaps);
            } finally {
                if (!done) {
                    connector.close();
                }
            }
        } catch (IOException e) {
            throw Patience.lost(target, e);
        } finally {
            detach(machine);
        }
    }

    private static VirtualMachine attach(Target target) throws TargetException {
        try {
            return VirtualMachine.attach(Long.toString(target.pid()));
        } catch (AttachNotSupportedException | IOException e) {
            if (!target.isAlive()) {
                throw Patience.lost(target, e);
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

    /** A process that does not answer is not told. */
    @Override
    public void close() {
        try {
            Patience.answer(target, CLOSING_MILLIS, () -> {
                connector.close();
                return heaps;
            });
        } catch (TargetException ignored) {
            // It has ended, or does not answer: what was to be told about that was.
        }
    }
}
