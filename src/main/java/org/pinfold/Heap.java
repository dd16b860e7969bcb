package org.pinfold;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.pinfold.heap.Allocator;
import org.pinfold.heap.Corruption;
import org.pinfold.heap.Experiments;
import org.pinfold.heap.HeapCore;
import org.pinfold.heap.HeapOptions;
import org.pinfold.heap.OpenArenas;
import org.pinfold.heap.Signals;
import org.pinfold.os.LockRefusedException;
import org.pinfold.os.Machine;
import org.pinfold.os.MemoryRefusedException;
import org.pinfold.os.MemorySource;
import org.pinfold.os.PageOptions;
import org.pinfold.os.PointerFunction;

/**
 * An off-heap heap: {@code malloc} and its family for Java.
 *
 * <p>Blocks are multiples of 16 bytes and aligned to 16 bytes at least. They are not zeroed unless a method says so.
 * Any thread may free a block that another one allocated. All methods may be called by any number of threads at once;
 * allocation and free take no lock. Threads keep small caches of free blocks, see {@link #flushThreadCache}.
 *
 * <p>Misuse of an address throws {@link HeapMisuseException} and changes nothing. A heap that is out of memory throws
 * {@link OutOfMemoryError} with its figures and works again once something was freed. Where the system fails a call for
 * another reason than that memory is short, an allocation that needs it throws an unchecked exception that names the
 * call, and the heap is as it was. After {@link #close} every method throws {@link IllegalStateException}.
 *
 * <p>Raw addresses are as unchecked as in C: reading or writing through them is up to the caller. The addresses of a
 * heap stay reserved for the life of the process, so a stale one reads old or zero bytes and does not end the VM. That
 * is so where memory is mapped; {@link Backing} says what is different elsewhere.
 */
@SuppressWarnings("exports") // Of Allocator users see nothing: all its methods are protected.
public final class Heap extends Allocator implements SegmentAllocator, AutoCloseable {
    private static final long LARGEST_LIMIT = 1L << 44;
    /** Of the misuses that one call finds, beside the first one. */
    private static final int MOST_SUPPRESSED = 15;

    private final HeapCore core;
    private final PageOptions pages;
    /** Who is told of what is live at the end, or null. */
    private final Consumer<LeakReport> onLeak;
    private final boolean global;
    private final OpenHeaps.Entry listed;
    /** Whether its memory is addressed by numbers, not through the JDK's arenas. */
    private final boolean addressed;

    private Heap(HeapCore core, PageOptions pages, Consumer<LeakReport> onLeak, boolean global,
            OpenHeaps.Entry listed) {
        super(core);
        this.core = core;
        this.pages = pages;
        this.onLeak = onLeak;
        this.global = global;
        this.listed = listed;
        this.addressed = core.isMapped() || core.isSystems();
    }

    /** Made at first use. What prevents it is thrown at every use, and not what a failed initialiser becomes. */
    private static final class Global {
        static final Heap HEAP;
        static final RuntimeException FAILURE;

        static {
            Heap heap = null;
            RuntimeException failure = null;
            try {
                heap = builder().name("global").build(true);
            } catch (RuntimeException e) {
                failure = e;
            }
            HEAP = heap;
            FAILURE = failure;
        }
    }

    private static RuntimeException exception(Corruption corruption) {
        return new HeapCorruptionException(corruption.address(), corruption.detail());
    }

    /**
     * The heap of the process, for code that has no better place to get one from. It has the defaults of
     * {@link Builder}, is made at the first call, and is never closed.
     *
     * @return always the same heap, which refuses {@link #close}
     */
    public static Heap global() {
        if (Global.FAILURE != null) {
            throw Global.FAILURE;
        }
        return Global.HEAP;
    }

    /**
     * Makes a heap with the defaults of {@link Builder}.
     *
     * @return a heap of its own, to be closed by the caller
     */
    public static Heap create() {
        return builder().build();
    }

    /**
     * Lists the heaps of the process that are open, children and {@link #global()} among them, if that was made. Those
     * that nobody can reach any more are not among them, whether they were closed or not.
     *
     * @return in the order in which they were made
     */
    public static List<Heap> openHeaps() {
        return OpenHeaps.list();
    }

    /**
     * Has somebody told of the heaps that are open now, and of each that is made or closed from now on.
     *
     * @param listener kept until it is removed; one that is added twice is told twice
     */
    public static void addListener(HeapListener listener) {
        OpenHeaps.add(listener);
    }

    /**
     * Ends what {@link #addListener} began; does nothing for a listener that is not known.
     *
     * @param listener told nothing more
     */
    public static void removeListener(HeapListener listener) {
        OpenHeaps.remove(listener);
    }

    /**
     * Begins a heap with options.
     *
     * @return a builder with the defaults set
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Options of a heap. Not for use by several threads. */
    public static final class Builder {
        private static final Duration DEFAULT_PURGE_DELAY = Duration.ofMillis(500);
        private static final Duration SHORTEST_PURGE_DELAY = Duration.ofMillis(1);
        private static final Duration LONGEST_PURGE_DELAY = Duration.ofDays(1);

        private String name;
        private long limit;
        private Heap parent;
        private Frees frees = Frees.ORDERED;
        private Backing backing = Backing.AUTO;
        private LongPredicate evict = bytes -> false;
        private Duration purgeDelay = DEFAULT_PURGE_DELAY;
        private boolean maintenance = true;
        private boolean hardened;
        private boolean guardPages;
        private boolean learning;
        private final PageChoice pages = new PageChoice();
        private final SampleChoice samples = new SampleChoice();
        private Experiments experiments = Experiments.DEFAULT;
        private MemorySource memory;

        private Builder() {
        }

        /**
         * Names the heap, for consoles, figures and logs. Open heaps have different names: where another one has this
         * name when the heap is built, {@code -2} is added, or the first number that makes it unique.
         *
         * @param name not blank; {@code heap-} and a number unless set
         * @return this
         * @throws IllegalArgumentException if it is blank
         */
        public Builder name(String name) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("the name of a heap is blank: give one, or leave it out");
            }
            this.name = name;
            return this;
        }

        /**
         * Sets the most memory the heap may have open. Without it, the limit is seven eighths of what the machine or
         * the container, whichever has less, allows beyond the most that the Java heap may take; but at least a
         * quarter of what it allows.
         *
         * @param bytes at least 4 MiB; rounded down to a multiple of 4 MiB
         * @return this
         * @throws IllegalArgumentException if it is less, or more than 16 TiB
         */
        public Builder limit(long bytes) {
            limit = requireLimit(bytes);
            return this;
        }

        /**
         * Makes the heap a child: it has blocks, caches and a limit of its own, and takes its memory from the parent's
         * addresses and within the parent's limit, which heap and children share. A block is freed to the heap that it
         * is from. A parent that is closed refuses at once, and gives its memory back when its last child is closed.
         * A child must not be closed while another thread is in one of its methods: its memory is the parent's at once.
         *
         * @param heap an open heap; its limit is the child's unless one is set
         * @return this
         */
        public Builder parent(Heap heap) {
            parent = Objects.requireNonNull(heap, "heap");
            return this;
        }

        /**
         * Chooses how exactly a second free is caught.
         *
         * @param how {@link Frees#ORDERED} unless set
         * @return this
         */
        public Builder frees(Frees how) {
            frees = Objects.requireNonNull(how, "how");
            return this;
        }

        /**
         * Chooses where memory comes from; a child has its parent's.
         *
         * @param from {@link Backing#AUTO} unless set
         * @return this
         */
        public Builder backing(Backing from) {
            backing = Objects.requireNonNull(from, "from");
            return this;
        }

        /**
         * Sets what makes room when the heap has none: an allocation that has tried everything else calls it with the
         * bytes that it needs, on its own thread, and tries again for as long as it answers true. It may use this heap,
         * and free its blocks; an allocation of its own that fails is not helped by calling it again. Several threads
         * may call it at once. What it throws, the allocation throws.
         *
         * @param action frees something and answers true, or answers false
         * @return this
         */
        public Builder onPressure(LongPredicate action) {
            evict = Objects.requireNonNull(action, "action");
            return this;
        }

        /**
         * Sets how long memory that nobody uses rests at least, before its pages go back to the system; twice that is
         * about the longest. Shorter saves memory, longer saves the system calls and page faults of memory that is
         * wanted again.
         *
         * @param delay from a millisecond to a day; half a second unless set
         * @return this
         * @throws IllegalArgumentException if it is shorter or longer
         */
        public Builder purgeDelay(Duration delay) {
            if (delay.compareTo(SHORTEST_PURGE_DELAY) < 0 || delay.compareTo(LONGEST_PURGE_DELAY) > 0) {
                throw new IllegalArgumentException("a purge delay of " + delay + " is not from "
                        + SHORTEST_PURGE_DELAY + " to " + LONGEST_PURGE_DELAY);
            }
            purgeDelay = delay;
            return this;
        }

        /**
         * Chooses who gives memory back that nobody uses: the process's maintenance thread, a daemon that all heaps
         * share and that sleeps while none is used; or the heap's users, on the slow paths of allocation and free, so
         * that nothing goes back while nobody calls. {@link #trim} does it at once in any case.
         *
         * @param byThread true unless set: by the thread
         * @return this
         */
        public Builder maintenance(boolean byThread) {
            maintenance = byThread;
            return this;
        }

        /**
         * Chooses transparent huge pages, of 2 MiB on most systems, which the processor finds faster and the kernel
         * gives in one step; so more is resident than was written, a huge page for a byte. To match, memory of which a
         * part is in use is given back in whole huge pages only. Off, the system is told to keep to small pages, since
         * it would otherwise rebuild huge ones over what was given back.
         *
         * <p>The system need not comply: in mode {@code never} of
         * {@code /sys/kernel/mm/transparent_hugepage/enabled} it gives none, and in any mode it gives small pages where
         * it has no huge one at hand. {@link HeapStats#hugePageBytes} tells what there is.
         *
         * <p>This option, {@link #preTouch} and {@link #lockMemory} are about mapped memory. {@link #build} refuses
         * them together with {@link Backing#ARENA} and {@link Backing#SYSTEM}. Where {@link Backing#AUTO} comes to mean
         * one of these they have no effect: that is logged, and {@link Heap#backing} and the statistics tell. A child
         * has those of its parent, and may only be told the same.
         *
         * @param on false unless set
         * @return this
         */
        public Builder hugePages(boolean on) {
            pages.huge(on);
            return this;
        }

        /**
         * Chooses to have all pages of 4 MiB backed with memory as soon as these are opened, so that no later first
         * write has to wait for the system. It is the allocation that opens them which waits, for a time in proportion
         * to what it opens: 4 MiB, or all of a block that is larger. All of {@link HeapStats#committedBytes} is
         * resident then, as far as nothing was given back; what was is backed by first writes again, until it is opened
         * anew. With {@link #lockMemory} nothing is given back before all of the 4 MiB are.
         *
         * @param on false unless set
         * @return this
         */
        public Builder preTouch(boolean on) {
            pages.preTouched(on);
            return this;
        }

        /**
         * Chooses to have memory locked, so that it is never swapped out: in pieces of 4 MiB, from when these are
         * opened for blocks until they go back as a whole. They are resident all that time, as with {@link #preTouch};
         * of memory that is in use in part, nothing is given back. Of two neighbours of which one is locked each is a
         * mapping, of which a process may have 65,530 unless {@code vm.max_map_count} says otherwise.
         *
         * <p>The process may lock as much as {@code RLIMIT_MEMLOCK} allows ({@code ulimit -l}, often 8 MiB), which
         * counts what anybody in it has locked; with the capability {@code CAP_IPC_LOCK} any amount. A heap to which
         * the system refuses more is out of memory: {@link Heap#tryMalloc} answers 0, and where others throw
         * {@link OutOfMemoryError}, it is a {@link MemoryLockError}, which tells the limit.
         *
         * @param on false unless set
         * @return this
         */
        public Builder lockMemory(boolean on) {
            pages.locked(on);
            return this;
        }

        /**
         * Chooses to have blocks hardened against faulty use, which takes time and memory. Each stands between words
         * that are checked when it is freed ({@link HeapMisuseException.Kind#OVERFLOW},
         * {@link HeapMisuseException.Kind#UNDERFLOW}), is zero as soon as it is free, waits until other blocks of its
         * size have been freed before it is handed out again, and is handed out only if it is still zero
         * ({@link HeapMisuseException.Kind#WRITE_AFTER_FREE}); {@link Heap#audit} tells of free blocks that are not.
         * Blocks come out of a slab in an order by chance. Of any number of frees that race, one succeeds, as with
         * {@link Frees#EXACT}.
         *
         * <p>A block's usable size is exactly what was asked for, and a sized free has to tell exactly that; it costs
         * 24 bytes more. Blocks between 8 and 64 KiB do not wait. It needs mapped memory.
         *
         * @param on false unless set; a child's own choice
         * @return this
         */
        public Builder hardened(boolean on) {
            hardened = on;
            return this;
        }

        /**
         * Chooses to have blocks of 64 KiB and more between pages that nobody can touch. <b>Who runs over an end, with
         * a raw address, ends the virtual machine</b>, at the very instruction, which its error report tells. Meant for
         * looking for such a fault, with {@link #hardened} or without. Bytes that only fill the block up to its
         * alignment, 16 bytes at least, are not guarded, nor are up to two pages before the first one. A block takes
         * four system calls in its life, four to five pages of addresses, and two mappings more, of which a process may
         * have 65,530 unless {@code vm.max_map_count} says otherwise; beyond, the heap is out of memory. Sized frees
         * have to tell exactly what was asked for. It needs mapped memory.
         *
         * @param on false unless set; a child's own choice
         * @return this
         */
        public Builder guardPages(boolean on) {
            guardPages = on;
            return this;
        }

        /**
         * Chooses whether the heap follows what its threads do. At each look for memory to give back, see
         * {@link #purgeDelay}, the bound of a thread's cache that has hardly been refilled or flushed since the last
         * look is halved, that of a busy one doubles; and so with slabs, by how often one is formed. Memory rests
         * longer before it goes back, four times as long at most, if it has been wanted again at once. What came of
         * it, {@link HeapStats#learning} and {@link HeapStats.ClassStats} tell. Without it, caches and slabs may grow
         * to bounds that depend on the block size alone.
         *
         * @param on false unless set
         * @return this
         */
        public Builder learning(boolean on) {
            learning = on;
            return this;
        }

        /**
         * Chooses to record where, when and by which thread a sample of blocks is allocated and freed. Then
         * {@link Heap#leaks} tells what is live and where it is from, {@link Heap#close} reports what was left, see
         * {@link #onLeak}, and a {@link HeapMisuseException} about one of these blocks names both places.
         *
         * <p>Each allocation is one of the sample with the same probability; {@code realloc} goes on with the block it
         * moves. Some half a million live blocks, the latest 4,096 freed ones and 4,096 places in the code, with 16
         * frames each, are recorded at most: what is more is counted. In such a heap every call takes a little longer,
         * and one that is recorded some microseconds.
         *
         * @param oneIn one in so many on the mean; 1 for each, and then all figures are exact. Off unless set
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder leakTracking(int oneIn) {
            samples.trace(oneIn);
            return this;
        }

        /**
         * Sets who is told, instead of the log, what is live when the heap is closed; not if it is nothing.
         *
         * @param action called by the thread that has closed the heap; what it throws, {@link Heap#close} throws
         * @return this
         */
        public Builder onLeak(Consumer<LeakReport> action) {
            samples.onLeak(action);
            return this;
        }

        /**
         * As {@link #guardedSampling(int)}, of one segment in 500,000.
         *
         * @return this
         */
        public Builder guardedSampling() {
            return guardedSampling(SampleChoice.GUARDED_ONE_IN);
        }

        /**
         * Chooses to give a sample of the segments that {@link Heap#allocate} makes a lifetime of their own: one that
         * ends when the block is freed, by its segment or its address, so that each later access by the segment or a
         * slice throws {@link IllegalStateException}. What {@link Heap#describe(MemorySegment)} then says of it names
         * the places in the code that allocated and freed it, as does the {@link HeapMisuseException} of a second free.
         *
         * <p>Such a block takes at least 64 KiB of the limit, and its free some microseconds, while the JDK closes its
         * arena; a free while another thread is in a call of the JDK with the segment throws
         * {@link IllegalStateException} and frees nothing. No more than 256 are live, and no more than take a 64th of
         * the limit: until one is freed, no more are sampled. Of a heap on {@link Backing#ARENA}, {@link #build}
         * refuses this; where {@link Backing#AUTO} comes to mean that, it has no effect, and that is logged.
         *
         * @param oneIn one in so many on the mean; 1 for each. Off unless set
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder guardedSampling(int oneIn) {
            samples.guard(oneIn, false);
            return this;
        }

        /**
         * As {@link #guardedSampling(int)}, with larger blocks sampled more often, in proportion to their size.
         *
         * @param bytes on the mean, so many bytes are requested from one sampled segment to the next
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder guardedSamplingByBytes(long bytes) {
            samples.guard(bytes, true);
            return this;
        }

        /** For tests and measurements. */
        Builder experiments(Experiments switches) {
            experiments = Objects.requireNonNull(switches, "switches");
            return this;
        }

        /** For tests: what maps memory, instead of what {@link Backing} stands for. */
        Builder memory(MemorySource from) {
            memory = Objects.requireNonNull(from, "from");
            return this;
        }

        /**
         * Makes the heap. Reserves addresses, takes no memory yet.
         *
         * @return a heap of its own, to be closed by the caller
         * @throws IllegalStateException if the parent is closed
         * @throws IllegalArgumentException if options contradict the parent's, or where memory is to come from
         * @throws UnsupportedOperationException if it is to be hardened or have guard pages, and its memory is not
         *     mapped
         * @throws RuntimeException from the system if it refuses the addresses or native access; the message says
         *     what to do
         */
        public Heap build() {
            return build(false);
        }

        private Heap build(boolean global) {
            PageOptions options = parent == null ? pages.of(backing) : pages.of(parent.pages);
            Source source = parent == null && memory == null ? Source.of(backing, options) : new Source(memory, null);
            requireRaw(source);
            OpenHeaps.Entry entry = OpenHeaps.reserve(name);
            try {
                return build(global, options, source, entry);
            } catch (RuntimeException | Error e) {
                entry.abandon();
                throw e;
            }
        }

        private Heap build(boolean global, PageOptions options, Source source, OpenHeaps.Entry entry) {
            HeapCore core = new HeapCore(new HeapOptions(new Signals(entry.name(), InstalledProbe.PROBE),
                    source.mapped(), source.libc(),
                    parent == null ? null : parent.core, limit(), frees == Frees.EXACT, HeapMisuseException::new, evict,
                    Heap::exception, purgeDelay.toNanos(), maintenance, hardened, guardPages, learning,
                    samples.of(parent == null ? backing : Backing.AUTO), experiments));
            try {
                Heap heap = new Heap(core, options, samples.listener(), global, entry);
                samples.warnIfIdle(heap.backing());
                if (parent == null) {
                    PageChoice.warnIfIdle(options, heap.backing());
                }
                entry.opened(heap);
                return heap;
            } catch (RuntimeException | Error e) {
                core.close();
                throw e;
            }
        }

        private void requireRaw(Source source) {
            boolean mapped = parent == null ? source.mapped() != null : parent.backing() == Backing.MMAP;
            if ((hardened || guardPages) && !mapped) {
                throw new UnsupportedOperationException((hardened ? "a hardened heap" : "a heap with guard pages")
                        + " needs mapped memory: build it with Backing.MMAP, which needs Linux and"
                        + " --enable-native-access, or without hardened(true) and guardPages(true)");
            }
        }

        private long limit() {
            if (limit != 0) {
                return limit;
            }
            return parent != null ? parent.core.limit() : defaultLimit();
        }

        private static long defaultLimit() {
            long usable = Machine.usableBytes().orElse(1L << 32);
            long beyondJavaHeap = usable - Math.min(usable, Runtime.getRuntime().maxMemory());
            long bytes = Math.max(beyondJavaHeap / 8 * 7, usable / 4);
            return Math.clamp(bytes, HeapCore.granularity(), LARGEST_LIMIT) & -HeapCore.granularity();
        }
    }

    private static long requireLimit(long bytes) {
        if (bytes < HeapCore.granularity() || bytes > LARGEST_LIMIT) {
            throw new IllegalArgumentException(
                    "limit of " + bytes + " bytes: give at least 4 MiB and at most 16 TiB");
        }
        return bytes & -HeapCore.granularity();
    }

    /**
     * Allocates a block, as C's {@code malloc}.
     *
     * @param byteSize how many bytes, 0 included: that gives a block which can be freed
     * @return the address of the block, a multiple of 16; its content is arbitrary
     * @throws IllegalArgumentException if the size is negative
     * @throws OutOfMemoryError if the limit or the system does not allow it
     */
    public long malloc(long byteSize) {
        long address = takeBlock(byteSize);
        return address != 0 ? address : failed(byteSize);
    }

    /**
     * As {@link #malloc}, for callers who expect to run out of memory.
     *
     * @param byteSize how many bytes
     * @return the address of the block, or 0 if the limit or the system does not allow it
     * @throws IllegalArgumentException if the size is negative
     */
    public long tryMalloc(long byteSize) {
        return takeBlock(requireSize(byteSize));
    }

    /**
     * Allocates a zeroed block, as C's {@code calloc}. Pages that the system has just given are known to be zero and
     * are not written again.
     *
     * @param byteSize how many bytes
     * @return the address of a block whose first {@code byteSize} bytes are zero
     * @throws IllegalArgumentException if the size is negative
     * @throws OutOfMemoryError if the limit or the system does not allow it
     */
    public long calloc(long byteSize) {
        long address = takeZeroedBlock(byteSize);
        return address != 0 ? address : failed(byteSize);
    }

    /**
     * Allocates an aligned block, as C's {@code aligned_alloc}; the size need not be a multiple of the alignment.
     *
     * @param byteAlignment a power of two
     * @param byteSize how many bytes
     * @return the address of the block, a multiple of the alignment
     * @throws IllegalArgumentException if the size is negative or the alignment not a power of two
     * @throws OutOfMemoryError if the limit or the system does not allow it
     */
    public long alignedAlloc(long byteAlignment, long byteSize) {
        long address = takeBlock(requireSize(byteSize), requireAlignment(byteAlignment));
        return address != 0 ? address : failed(byteSize);
    }

    /**
     * Changes the size of a block, as C's {@code realloc}. Where both sizes belong to one class the block stays, else
     * it moves with its content; an alignment asked for with {@link #alignedAlloc} is not kept. A block that has grown
     * beyond 48 KiB has a place where it can grow on without moving, as long as there is one; it may be larger than
     * {@link #goodSize} tells, by less than 64 KiB of address space of which no page is used.
     *
     * @param address of a live block, or 0 to allocate one
     * @param byteSize the new size; 0 gives a smallest block
     * @return the block's address from now on; the old one is not valid any more if it differs
     * @throws HeapMisuseException if there is no live block at the address
     * @throws IllegalArgumentException if the size is negative
     * @throws OutOfMemoryError if the limit or the system does not allow it; the old block is as it was
     */
    public long realloc(long address, long byteSize) {
        long moved = resizeBlock(address, requireSize(byteSize));
        return moved != 0 ? moved : failed(byteSize);
    }

    /**
     * Frees a block, as C's {@code free}.
     *
     * @param address of a live block, allocated by any thread; or 0, which does nothing
     * @throws HeapMisuseException if there is no live block at the address; see {@link Frees} for what is caught when
     */
    public void free(long address) {
        freeBlock(address);
    }

    /**
     * Frees a block and checks that its size is the one expected, as C23's {@code free_sized}.
     *
     * @param address of a live block; or 0, which does nothing
     * @param byteSize the size last asked for; any size that may give blocks of this one's size
     *     passes
     * @throws HeapMisuseException if there is no live block at the address, or it has another size
     */
    public void free(long address, long byteSize) {
        freeBlock(address, byteSize);
    }

    /**
     * Makes a function of C's type {@code void (*)(void *)} that frees blocks of this heap: for native libraries that
     * are given a block, and how to free it. Native code may call it on any thread, also on one that the virtual
     * machine did not know, until the arena ends; <b>a later call may end the virtual machine</b>. It does as
     * {@link #free(long)} does, but throws nothing: misuse, and a free after {@link #close}, are logged and change
     * nothing. It must not be called by functions that are linked as critical.
     *
     * @param lifetime whose end is the function's
     * @return the function's address, to be passed to native code
     * @throws IllegalStateException if the arena has ended, or native access is denied
     */
    public MemorySegment freeStub(Arena lifetime) {
        if (!core.scope().scope().isAlive()) {
            throw new IllegalStateException("the heap is closed");
        }
        return PointerFunction.of(new FreeStub(this), lifetime);
    }

    /**
     * Allocates many blocks of one size.
     *
     * @param byteSize how many bytes each
     * @param addresses gets the addresses, from index 0 on
     * @return how many there are; fewer than the array has room for if the limit or the system does not allow more.
     *     Where anything is thrown there are none
     * @throws IllegalArgumentException if the size is negative
     */
    public int malloc(long byteSize, long[] addresses) {
        requireSize(byteSize);
        int count = 0;
        try {
            while (count < addresses.length) {
                long address = takeBlock(byteSize);
                if (address == 0) {
                    break;
                }
                addresses[count++] = address;
            }
            return count;
        } catch (RuntimeException | Error e) {
            free(addresses, 0, count);
            throw e;
        }
    }

    /**
     * Frees many blocks, in any order. All that are live are freed, whatever is wrong with others.
     *
     * @param addresses of live blocks, or 0
     * @param from the first index to free
     * @param to the index after the last one
     * @throws IndexOutOfBoundsException if the array has no such range; nothing is freed then
     * @throws HeapMisuseException for the first address with no live block; those of others are suppressed in it, a
     *     few of them, and how many there were more
     */
    public void free(long[] addresses, int from, int to) {
        Objects.checkFromToIndex(from, to, addresses.length);
        HeapMisuseException first = null;
        int others = 0;
        for (int i = from; i < to; i++) {
            try {
                freeBlock(addresses[i]);
            } catch (HeapMisuseException e) {
                if (first == null) {
                    first = e;
                } else if (others++ < MOST_SUPPRESSED) {
                    first.addSuppressed(e);
                }
            }
        }
        if (others > MOST_SUPPRESSED) {
            first.addSuppressed(new IllegalArgumentException((others - MOST_SUPPRESSED) + " more like these"));
        }
        if (first != null) {
            throw first;
        }
    }

    /**
     * Tells the size of a block, as glibc's {@code malloc_usable_size}.
     *
     * @param address of a live block
     * @return its size in bytes, all of which may be used; at least the size asked for
     * @throws HeapMisuseException if there is no live block at the address
     */
    public long usableSize(long address) {
        return blockBytes(address);
    }

    /**
     * Tells what {@link #malloc} would give, as jemalloc's {@code nallocx}. It may give a little more, where a heap of
     * some size has blocks of the next size lying idle, and none of this one.
     *
     * @param byteSize how many bytes
     * @return the {@linkplain #usableSize usable size} of such a block, at least
     * @throws IllegalArgumentException if the size is negative
     */
    public static long goodSize(long byteSize) {
        return HeapCore.goodSize(requireSize(byteSize));
    }

    /**
     * Allocates a block as a segment with exact bounds in the heap's own scope: it dies with the heap, and a segment
     * of a block that was freed alone does not notice, unless it is one of a sample, which has a scope of its own; see
     * {@link Builder#guardedSampling(int)}. Its content is arbitrary.
     *
     * @param byteSize how many bytes
     * @param byteAlignment a power of two
     * @return a segment of exactly this size
     * @throws IllegalArgumentException if the size is negative or the alignment not a power of two
     * @throws OutOfMemoryError if the limit or the system does not allow it
     */
    @Override
    public MemorySegment allocate(long byteSize, long byteAlignment) {
        if (mayBeGuarded()) {
            return allocateInTurn(byteSize, byteAlignment);
        }
        return segment(alignedAlloc(byteAlignment, byteSize), byteSize, core.scope());
    }

    private MemorySegment segment(long address, long byteSize, Arena scope) {
        try {
            return core.segment(address, byteSize, scope);
        } catch (IllegalStateException | OutOfMemoryError e) {
            // Segments die first. Until the heap refuses allocations too, their blocks must not pile up; nor where the
            // Java heap has no room for a segment. Who has ended one's own lifetime has freed its block.
            if (scope == core.scope() || scope.scope().isAlive()) {
                freeBlock(address);
            }
            throw e;
        }
    }

    /**
     * Allocates a block for many readers, who pin it; see {@link SharedBlock}. Its content is arbitrary.
     *
     * @param byteSize how many bytes
     * @param byteAlignment a power of two
     * @return a block that the caller owns, with no pin
     * @throws IllegalArgumentException if the size is negative or the alignment not a power of two
     * @throws OutOfMemoryError if the limit or the system does not allow it
     */
    public SharedBlock allocateShared(long byteSize, long byteAlignment) {
        MemorySegment segment = allocate(byteSize, byteAlignment);
        try {
            return new SharedBlock(segment, this::free);
        } catch (OutOfMemoryError e) {
            free(segment.address());
            throw e;
        }
    }

    /** Called hardly ever, and where nothing else is under way: so it leaves the hot path as it is. */
    private MemorySegment allocateInTurn(long byteSize, long byteAlignment) {
        if (core.records().isGuardNext(requireSize(byteSize))) {
            long address = takeAlone(byteSize, requireAlignment(byteAlignment));
            Arena own = address == 0 ? null : core.records().guard(address, byteSize);
            if (own != null) {
                return segment(address, byteSize, own);
            }
            freeBlock(address);
        }
        return segment(alignedAlloc(byteAlignment, byteSize), byteSize, core.scope());
    }

    /**
     * Changes the size of the block at which a segment begins, as {@link #realloc(long, long)} does.
     *
     * @param segment one that {@link #allocate} gave, or a slice of it from the first byte on: it must not be used
     *     any more afterwards, nor any other segment of the block
     * @param byteSize the new size; 0 gives a smallest block
     * @return a segment of exactly this size, with the content of the old one as far as both reach
     * @throws HeapMisuseException if the segment is not of this heap, or there is no live block at its address
     * @throws IllegalArgumentException if the size is negative
     * @throws OutOfMemoryError if the limit or the system does not allow it; the block is as it was, and its segment
     *     may be used
     */
    public MemorySegment realloc(MemorySegment segment, long byteSize) {
        requireSize(byteSize);
        if (!core.owns(segment)) {
            return reallocGuarded(segment, byteSize);
        }
        long address = segment.address();
        long kept = Math.min(byteSize, segment.byteSize());
        // Objects are made where nothing has changed, or no harm is done, if the Java heap has no room for them.
        MemorySegment same = segment.asSlice(0, kept);
        if (resizeInPlace(address, byteSize)) {
            return kept == byteSize ? same : core.segment(address, byteSize, core.scope());
        }
        long target = takeTarget(address, byteSize);
        MemorySegment moved = segment(target != 0 ? target : failed(byteSize), byteSize, core.scope());
        move(address, usableSize(address), target, byteSize, kept);
        return moved;
    }

    /** Its lifetime ends: what has the content is another one of the sample, or none. */
    private MemorySegment reallocGuarded(MemorySegment segment, long byteSize) {
        MemorySegment moved = allocate(byteSize, 1);
        try {
            MemorySegment.copy(segment, 0, moved, 0, Math.min(segment.byteSize(), byteSize));
            free(segment);
            return moved;
        } catch (RuntimeException | OutOfMemoryError e) {
            free(moved);
            throw e;
        }
    }

    /**
     * Frees the block at which a segment begins. The block's own size counts, not the segment's, so that a slice from
     * the first byte on serves as well as the whole.
     *
     * @param segment one that {@link #allocate} gave, or such a slice of it
     * @throws HeapMisuseException if the segment is not of this heap, or there is no live block at its address
     * @throws IllegalStateException while another thread does input or output with the segment, if it has a lifetime
     *     of its own; the block stays allocated
     */
    public void free(MemorySegment segment) {
        if (core.owns(segment)) {
            freeBlock(segment.address());
        } else {
            freeGuarded(segment);
        }
    }

    private void freeGuarded(MemorySegment segment) {
        if (!core.records().endGuard(segment)) {
            throw core.records().foreign(segment);
        }
        freeBlock(segment.address());
    }

    /**
     * Opens an arena of the calling thread, with the contract of {@link Arena#ofConfined}: segments are zeroed and die
     * when it is closed, which only this thread may do. Their memory is cut from blocks of this heap, which all go back
     * then. It counts against the limit, and a segment of it cannot be freed alone.
     *
     * <p>Arenas survive the heap's {@link #close}, as far as they have memory by then: the heap gives nothing back
     * until the last of them has ended.
     *
     * @return an arena, to be closed by the calling thread
     * @throws UnsupportedOperationException if the heap's memory is the JDK's, {@link Backing#ARENA}
     */
    public Arena confinedArena() {
        OpenArenas arenas = requireAddresses().arenas();
        // Before the other object, or that one's references would need a collector's barriers.
        Arena lifetime = Arena.ofConfined();
        ConfinedArena arena = new ConfinedArena(this, lifetime);
        arena.open(arenas.enter(this));
        return arena;
    }

    /**
     * Opens an arena of any number of threads, with the contract of {@link Arena#ofShared}; see {@link #confinedArena}
     * for its memory. Allocation is lock-free; to close it takes the JDK's handshake with all threads.
     *
     * @return an arena, to be closed by any thread
     * @throws UnsupportedOperationException if the heap's memory is the JDK's, {@link Backing#ARENA}
     */
    public Arena sharedArena() {
        return SharedArena.closed(this, requireAddresses());
    }

    /**
     * Opens an arena that ends when neither it nor one of its segments is reachable any more, with the contract of
     * {@link Arena#ofAuto}; see {@link #confinedArena} for its memory. Where the heap has none, the garbage collector
     * is asked to run, and for up to half a second the allocation is tried again.
     *
     * @return an arena that cannot be closed
     * @throws UnsupportedOperationException if the heap's memory is the JDK's, {@link Backing#ARENA}
     */
    public Arena autoArena() {
        return SharedArena.collected(this, requireAddresses());
    }

    /**
     * Makes a direct buffer, as {@link ByteBuffer#allocateDirect}: zeroed, big-endian, its memory given back when it is
     * unreachable. That memory is a block of this heap, and counts against its limit instead of the VM's
     * {@code MaxDirectMemorySize}; see {@link #autoArena} for what happens at the limit.
     *
     * @param capacity how many bytes
     * @return a buffer with all of them remaining
     * @throws IllegalArgumentException if the capacity is negative
     * @throws OutOfMemoryError if the limit or the system does not allow it, and the collector frees nothing
     * @throws UnsupportedOperationException if the heap's memory is the JDK's, {@link Backing#ARENA}
     */
    public ByteBuffer allocateDirect(int capacity) {
        requireSize(capacity);
        return SharedArena.collected(this, requireAddresses()).single(capacity).asByteBuffer();
    }

    OpenArenas arenas() {
        return core.arenas();
    }

    private HeapCore requireAddresses() {
        if (!addressed) {
            throw new UnsupportedOperationException("a heap on the JDK's arenas has no arenas of its own: allow native "
                    + "access (--enable-native-access), or use Arena itself");
        }
        return core;
    }

    /**
     * Adds up the heap's figures from its records; takes time in proportion to the number of slabs.
     *
     * @return the figures
     */
    public HeapStats stats() {
        return HeapStats.of(core.census());
    }

    /**
     * Tells where everything lies: superslabs, the slabs in them, and what threads have in their caches. Changes
     * nothing, and holds nobody up; takes time in proportion to the number of slabs and of cached blocks.
     *
     * @return the map
     */
    public HeapMap map() {
        MapMaker maker = new MapMaker();
        core.survey(maker);
        return maker.made();
    }

    /**
     * Checks the heap's books against each other, block by block. Exact when no other thread uses the heap; safe, and
     * never wrong about {@link AuditReport#violations}, while others do.
     *
     * @return what was found
     */
    public AuditReport audit() {
        return AuditReport.of(core.audit());
    }

    /** What the counter audit has come to, if that experiment is on. */
    Experiments.Counts counterAudit() {
        return core.counterAudit();
    }

    /**
     * Tells what the heap knows about an address, for logs and debuggers; works after {@link #close} too.
     *
     * @param address any number
     * @return a sentence
     */
    public String describe(long address) {
        return core.describe(address);
    }

    /**
     * Tells what the heap knows about a segment: of one with a lifetime of its own, where it was allocated and, of the
     * last thousand that were freed, where that was done; of another one, what {@link #describe(long)} tells.
     *
     * @param segment any
     * @return a sentence
     */
    public String describe(MemorySegment segment) {
        String guarded = core.records().describe(segment);
        return guarded != null ? guarded : describe(segment.address());
    }

    /**
     * Tells what is live and where it was allocated, of a heap with {@link Builder#leakTracking}.
     *
     * @return the report
     * @throws IllegalStateException if the heap has no leak tracking
     */
    public LeakReport leaks() {
        return leaks(Duration.ZERO);
    }

    /**
     * As {@link #leaks()}, of blocks that have been live for some time, as what was forgotten is.
     *
     * @param least for how long, at least
     * @return the report
     * @throws IllegalStateException if the heap has no leak tracking
     */
    public LeakReport leaks(Duration least) {
        if (onLeak == null) {
            throw new IllegalStateException("this heap has no leak tracking: make it with Heap.builder().leakTracking");
        }
        return LeakSums.of(core.records().live(), least);
    }

    /**
     * Adds up the misuse that this heap has reported so far; works after {@link #close} too.
     *
     * @return the summary
     */
    public MisuseSummary misuses() {
        return MisuseSums.of(core.records().misuses());
    }

    /**
     * Makes ready for allocations to come: takes the memory for blocks from the system and touches each of its pages,
     * so that none of that happens when they are allocated. The blocks are free afterwards, first of all for the
     * calling thread; what has to go back to the system by then may go.
     *
     * @param byteSize how many bytes each
     * @param count how many blocks; as many as the limit allows are made ready
     * @throws IllegalArgumentException if the size or the number is negative
     */
    public void prewarm(long byteSize, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count " + count + " is negative");
        }
        long[] blocks = new long[(int) Math.min(count, core.limit() / Math.max(byteSize, 1))];
        int made = malloc(byteSize, blocks);
        for (int i = 0; i < made; i++) {
            touchBlock(blocks[i]);
        }
        free(blocks, 0, made);
    }

    /**
     * Tells the heap's name; works after {@link #close} too.
     *
     * @return what {@link Builder#name} says; {@code global} of {@link #global()}
     */
    public String name() {
        return listed.name();
    }

    /**
     * Tells where the heap's memory comes from.
     *
     * @return what {@link Backing#AUTO} was resolved to, or what was asked for
     */
    public Backing backing() {
        if (core.isSystems()) {
            return Backing.SYSTEM;
        }
        return core.isMapped() ? Backing.MMAP : Backing.ARENA;
    }

    /**
     * Changes the limit. One that is lower than what is open takes nothing away: no more is opened until enough has
     * gone back, for which {@link #trim} may be called.
     *
     * @param bytes as for {@link Builder#limit}; more than four times the limit that the heap was made with cannot be
     *     had, whatever this says, and blocks beyond twice that limit take slower paths
     * @throws IllegalArgumentException if it is less than 4 MiB, or more than 16 TiB
     */
    public void setLimit(long bytes) {
        core.setLimit(requireLimit(bytes));
    }

    /** Sends the free blocks that the calling thread keeps back to their slabs, for threads that will be idle. */
    public void flushThreadCache() {
        core.flushThreadCache();
    }

    /**
     * Gives memory back: brings home what lies in this thread's cache, in spare magazines and in caches of dead
     * threads, and returns what is empty to the system. It waits for nobody: while another thread gives memory back,
     * that one does it, right afterwards, and it may not be done when this returns.
     *
     * @return by how many bytes {@link HeapStats#committedBytes} has shrunk
     */
    public long trim() {
        return core.trim();
    }

    /**
     * Ends the heap; a second call does nothing. Segments throw at the next access, all pages go back to the system,
     * addresses stay reserved. A call on another thread that overlaps this one completes or throws. With
     * {@link Builder#leakTracking}, what is still live is reported.
     *
     * @throws IllegalStateException while another thread does input or output with one of the heap's segments; nothing
     *     has ended then, but for sampled segments with a lifetime of their own, which were freed
     * @throws UnsupportedOperationException if this is {@link #global()}
     */
    @Override
    public void close() {
        if (global) {
            throw new UnsupportedOperationException("the global heap is never closed: make one with Heap.create()");
        }
        LeakReport left = onLeak == null ? null : leaks();
        boolean closed = false;
        try {
            core.records().endGuards(this::freeBlock);
            closed = core.close();
        } finally {
            if (!closed) {
                core.records().reopenGuards();
            }
        }
        listed.closed(this);
        if (closed && left != null && !left.isEmpty()) {
            onLeak.accept(left);
        }
    }

    static long requireAlignment(long byteAlignment) {
        if (Long.bitCount(byteAlignment) != 1 || byteAlignment < 0) {
            throw new IllegalArgumentException("alignment " + byteAlignment + " is not a power of two");
        }
        return byteAlignment;
    }

    static long requireSize(long byteSize) {
        if (byteSize < 0) {
            throw new IllegalArgumentException("size " + byteSize + " is negative");
        }
        return byteSize;
    }

    private long failed(long byteSize) {
        requireSize(byteSize);
        String shortage = "Pinfold heap: " + core.shortage(byteSize) + ". ";
        MemoryRefusedException refusal = core.refusal(byteSize);
        if (refusal == null) {
            throw new OutOfMemoryError(shortage + "Raise the limit, free blocks, or ask for less.");
        }
        throw refusal instanceof LockRefusedException
                ? new MemoryLockError(shortage + "The system gives no more: " + refusal.getMessage())
                : new OutOfMemoryError(shortage + "The system gives no more: " + refusal.getMessage());
    }
}
