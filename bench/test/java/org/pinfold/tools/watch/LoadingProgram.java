package org.pinfold.tools.watch;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * A program that is started without Pinfold. With an argument, the class loader of its own that has it from there runs
 * {@link WatchedProgram}, as an application server does.
 */
public final class LoadingProgram {
    private LoadingProgram() {
    }

    public static void main(String[] places) throws ReflectiveOperationException, IOException {
        if (places.length == 0) {
            System.out.println(WatchedProgram.READY);
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
            return;
        }
        URL[] urls = new URL[places.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = URI.create(places[i]).toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            loader.loadClass(WatchedProgram.class.getName()).getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        }
    }
}
