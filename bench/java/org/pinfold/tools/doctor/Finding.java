package org.pinfold.tools.doctor;

/**
 * One fact about this machine or this process.
 *
 * @param subject what it is about
 * @param value what is in force
 * @param severity what that means for Pinfold
 * @param advice what to change, or why nothing needs changing; may be empty
 */
public record Finding(String subject, String value, Severity severity, String advice) {

    /** What a finding means. */
    public enum Severity {
        /** As it should be. */
        OK,
        /** Worth knowing; something may be had by changing it. */
        NOTE,
        /** Pinfold will not work, or not as documented. */
        PROBLEM
    }

    static Finding ok(String subject, String value) {
        return new Finding(subject, value, Severity.OK, "");
    }

    static Finding note(String subject, String value, String advice) {
        return new Finding(subject, value, Severity.NOTE, advice);
    }

    static Finding problem(String subject, String value, String advice) {
        return new Finding(subject, value, Severity.PROBLEM, advice);
    }
}
