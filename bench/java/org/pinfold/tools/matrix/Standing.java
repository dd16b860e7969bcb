package org.pinfold.tools.matrix;

import java.util.List;
import java.util.Optional;
import org.pinfold.tools.evidence.EvidenceRecord;
import org.pinfold.tools.evidence.Layer;

/** How a cell of the matrix stands beside the classes that are built now. */
public enum Standing {
    /** It is about them. */
    CHECKED,
    /** It is about others, all of it or a part. */
    STALE,
    /** There is no such evidence. */
    MISSING,
    /** It is about them, and a seeded bug that had its turn was not killed. */
    ALIVE;

    /** Of what a column has of a subject, in all records and in those about these classes. */
    static Standing of(Column column, Column.Own all, Column.Own fresh) {
        Optional<String> cell = column.of(all);
        if (cell.isEmpty()) {
            return MISSING;
        }
        if (!cell.equals(column.of(fresh))) {
            return STALE;
        }
        return column == Column.BUGS && anyAlive(Layer.OF_BUGS.stream().flatMap(it -> fresh.of(it).stream()).toList())
                ? ALIVE : CHECKED;
    }

    private static boolean anyAlive(List<EvidenceRecord> bugs) {
        return bugs.stream().anyMatch(it -> it.figure("killed") < it.figure("run"));
    }
}
