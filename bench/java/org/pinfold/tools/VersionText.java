package org.pinfold.tools;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: the version in the jar's manifest, and the JDK. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Pinfold.class.getPackage().getImplementationVersion();
        return new String[] {"pinfold " + (version == null ? "(built from source)" : version),
            "JDK " + Runtime.version()};
    }
}
