package org.pinfold.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pinfold.faults.Steps.Kind;

/**
 * Puts a call of {@link Steps#reach} at each step of the library's classes where a thread may stop or an error may come
 * out.
 *
 * <p>An allocation is an instruction that makes an object, an array or a lambda, or a call into the JDK, except of what
 * is known to allocate nothing. Class initialisers are left alone, since a class whose initialiser has failed is lost
 * for the whole virtual machine; so is the access to raw memory.
 */
final class Instrumenter {
    private static final ClassDesc STEPS = Steps.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc REACH =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, ConstantDescs.CD_String);
    private static final Pattern LEFT_ALONE = Pattern.compile(".*/(RawMemory|module-info|package-info)\\.class");
    /** The one access to raw memory that makes an object. */
    private static final String SEGMENT = "org/pinfold/os/RawMemory.segment";
    private static final Pattern ATOMIC =
            Pattern.compile("java/lang/invoke/VarHandle|java/util/concurrent/atomic/.*");
    /** What allocates nothing, by class and method; functional interfaces lead back into the library. */
    private static final Pattern ALLOCATES_NOTHING = Pattern.compile("java/lang/invoke/VarHandle\\..*"
            + "|java/util/concurrent/atomic/.*|java/util/function/.*|java/lang/(Math|Runnable|Enum|Object|Boolean)\\..*"
            + "|java/lang/(Long|Integer|Byte)\\.(?!valueOf|to).*|java/lang/System\\.(nanoTime|arraycopy)"
            + "|java/lang/Thread\\.(currentThread|threadId|isVirtual|isAlive|yield)|java/lang/ref/.*"
            + "|java/util/Objects\\..*|java/lang/foreign/MemorySegment\\.address"
            + "|java/util/Arrays\\.fill|java/lang/(Throwable|Error|RuntimeException)\\.<init>");

    private final Set<String> volatiles = new HashSet<>();

    /** Writes the instrumented classes of one folder to another. */
    void instrument(Path classes, Path target) {
        try (Stream<Path> files = Files.walk(classes)) {
            List<Path> own = files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !LEFT_ALONE.matcher(file.toString()).matches()).toList();
            for (Path file : own) {
                noteVolatiles(ClassFile.of().parse(file));
            }
            for (Path file : own) {
                Path copy = target.resolve(classes.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.write(copy, instrumented(ClassFile.of().parse(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void noteVolatiles(ClassModel type) {
        for (FieldModel field : type.fields()) {
            if (field.flags().has(AccessFlag.VOLATILE)) {
                volatiles.add(type.thisClass().asInternalName() + "." + field.fieldName().stringValue());
            }
        }
    }

    private byte[] instrumented(ClassModel type) {
        return ClassFile.of().transformClass(type, ClassTransform.transformingMethods(
                method -> !method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME),
                (builder, element) -> {
                    if (element instanceof CodeModel code) {
                        builder.withCode(to -> copy(code, name(type, code.parent().orElseThrow()), to));
                    } else {
                        builder.with(element);
                    }
                }));
    }

    private static String name(ClassModel type, MethodModel method) {
        String name = type.thisClass().asInternalName();
        return name.substring(name.lastIndexOf('/') + 1) + "." + method.methodName().stringValue();
    }

    private void copy(CodeModel code, String method, CodeBuilder to) {
        boolean constructor = method.endsWith(ConstantDescs.INIT_NAME);
        reach(to, Kind.ENTRY, method);
        String where = method;
        for (CodeElement element : code) {
            if (element instanceof LineNumber line) {
                where = method + ":" + line.line();
            }
            boolean atomic = !constructor && isAtomic(element);
            if (atomic) {
                reach(to, Kind.BEFORE, where);
            } else if (allocates(element)) {
                reach(to, Kind.ALLOCATION, where);
            }
            to.with(element);
            if (atomic) {
                reach(to, Kind.AFTER, where);
            } else if (!constructor && isStore(element)) {
                reach(to, Kind.STORE, where);
            }
        }
    }

    private static void reach(CodeBuilder to, Kind kind, String where) {
        to.loadConstant(kind.ordinal()).loadConstant(where).invokestatic(STEPS, "reach", REACH);
    }

    private boolean isAtomic(CodeElement element) {
        return switch (element) {
            case InvokeInstruction call -> ATOMIC.matcher(call.owner().asInternalName()).matches()
                    && !call.name().equalsString(ConstantDescs.INIT_NAME);
            case FieldInstruction access -> volatiles.contains(
                    access.owner().asInternalName() + "." + access.name().stringValue());
            default -> false;
        };
    }

    private static boolean isStore(CodeElement element) {
        return element instanceof ArrayStoreInstruction
                || element instanceof FieldInstruction access && access.opcode() == Opcode.PUTFIELD;
    }

    private static boolean allocates(CodeElement element) {
        return switch (element) {
            case NewObjectInstruction _, NewPrimitiveArrayInstruction _, NewReferenceArrayInstruction _,
                    NewMultiArrayInstruction _, InvokeDynamicInstruction _ -> true;
            case InvokeInstruction call -> {
                String name = call.owner().asInternalName() + "." + call.name().stringValue();
                yield name.equals(SEGMENT) || name.startsWith("java/") && !ALLOCATES_NOTHING.matcher(name).matches();
            }
            default -> false;
        };
    }
}
