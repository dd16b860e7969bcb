package org.pinfold.trace;

/**
 * What is known of a block: who allocated it and, once it is free, who freed it.
 *
 * @param address of its first byte
 * @param bytes how many were asked for
 * @param place where that was
 * @param allocated by whom
 * @param freed by whom, or null: it is live
 */
public record Trace(long address, long bytes, Place place, Act allocated, Act freed) implements AddressTable.Entry {
    /** Of a live block. */
    public Trace(long address, long bytes, Place place, Act allocated) {
        this(address, bytes, place, allocated, null);
    }

    /** Whether the block was not freed. */
    public boolean isLive() {
        return freed == null;
    }

    /** The same block, free. */
    public Trace freedBy(Act act) {
        return new Trace(address, bytes, place, allocated, act);
    }

    /** The same block of another size. */
    public Trace resized(long newBytes) {
        return new Trace(address, newBytes, place, allocated, freed);
    }

    /** The block that has this one's content now. */
    public Trace movedTo(long newAddress, long newBytes, Place newPlace) {
        return new Trace(newAddress, newBytes, newPlace, allocated);
    }

    /** All of it, at a time that the clock of its acts tells. */
    public String text(long now) {
        return bytes + " bytes, allocated " + allocated.text(now) + (isLive() ? "" : "; freed " + freed.text(now))
                + place.text();
    }
}
