---------------------------- MODULE SlabWordTrace ----------------------------
(* Is a recorded sequence of a slab's words a behaviour of BatchRefill? The words
   are those of a run of the Java code, in the order in which they were written.
   A behaviour of one thread will do: what the model lets several threads do, a
   word at a time, one can do as well, and whose step it was the words do not tell.
   The blocks and their links are not in the record; TLC finds those that fit.

   A trace is accepted if TLC finds a behaviour that writes all of its words, which
   violates NotAllWritten. If there is none, the last <<"written", n>> that was
   printed says how far the longest one comes. *)
EXTENDS BatchRefill

CONSTANT Recorded  \* the words, in their order
VARIABLE written   \* how many of them have been written

\* A constant is evaluated anew at each use, which takes long; a register is not.
ASSUME TLCSet(1, 0) /\ TLCSet(2, Recorded)
Words == TLCGet(2)

TraceInit == Init /\ Words[1] = word /\ written = 1

TraceNext ==
    /\ Next
    /\ IF word' = word
       THEN UNCHANGED written
       ELSE written < Len(Words) /\ word' = Words[written + 1] /\ written' = written + 1

TraceSpec == TraceInit /\ [][TraceNext]_<<vars, written>>

Progress == written <= TLCGet(1) \/ (TLCSet(1, written) /\ PrintT(<<"written", written>>))
NotAllWritten == written < Len(Words)
=============================================================================
