package com.example.pool;

import org.pinfold.check.Capacity;
import org.pinfold.check.LincheckTests;
import org.pinfold.check.MisuseTests;
import org.pinfold.check.Promises;
import org.pinfold.check.RaceTests;
import org.pinfold.check.SecondFree;
import org.pinfold.check.SoakTests;
import org.pinfold.check.Subject;

/** All four suites; there is nothing more to write. */
class BufferPoolTest implements LincheckTests<BufferPool.Buffer>, RaceTests<BufferPool.Buffer>,
        SoakTests<BufferPool.Buffer>, MisuseTests<BufferPool.Buffer> {
    @Override
    public Subject<BufferPool.Buffer> newSubject(int capacity) {
        return new BufferPoolSubject(new BufferPool(capacity, 64));
    }

    @Override
    public Promises promises() {
        return Promises.FEWEST.with(Capacity.EXACT).with(SecondFree.EXACT).withSizes(16, 64);
    }
}
