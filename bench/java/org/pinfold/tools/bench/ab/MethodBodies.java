package org.pinfold.tools.bench.ab;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ConstantDescs;
import java.util.HashMap;
import java.util.Map;

/** Gives methods of a class the code of another class's methods of the same name and type. */
final class MethodBodies {
    private MethodBodies() {
    }

    /**
     * A class file with code from another.
     *
     * @param target the class, which keeps all but the code
     * @param donor its methods, constructors aside, give their code; it must not refer to the donor itself
     * @throws IllegalArgumentException if the donor has a method that the class does not have
     */
    static byte[] replace(byte[] target, byte[] donor) {
        Map<String, CodeModel> bodies = new HashMap<>();
        for (MethodModel method : ClassFile.of().parse(donor).methods()) {
            if (!method.methodName().equalsString(ConstantDescs.INIT_NAME)) {
                bodies.put(key(method), method.code().orElseThrow());
            }
        }
        byte[] replaced = ClassFile.of().transformClass(ClassFile.of().parse(target), (builder, element) -> {
            CodeModel body = element instanceof MethodModel method ? bodies.remove(key(method)) : null;
            if (body == null) {
                builder.with(element);
            } else {
                replace(builder, element, body);
            }
        });
        if (!bodies.isEmpty()) {
            throw new IllegalArgumentException("the library has no " + bodies.keySet() + " to be replaced");
        }
        return replaced;
    }

    private static void replace(ClassBuilder builder, ClassElement element, CodeModel body) {
        MethodModel method = (MethodModel) element;
        builder.withMethodBody(method.methodName(), method.methodType(), method.flags().flagsMask(),
                code -> body.forEach(code::with));
    }

    private static String key(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }
}
