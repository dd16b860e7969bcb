--------------------------- MODULE SlabPurgeMutants ---------------------------
(* Known bugs of the purger's side; each configuration in this folder puts one in. *)
EXTENDS SlabPurge

\* The parts of NextTake.
CarvedThen(w, capacity, rest) == IF rest THEN capacity ELSE w.carved
IsNothing(w, carved) == w.count = 0 /\ carved = w.carved
StateThen(w, capacity, carved) == IF w.state = "LISTED" /\ carved = capacity THEN "FULL" ELSE w.state

\* 39: what a look at the word has found is purged, and nothing is taken.
BadLook(t) ==
    /\ IsTaking(t) /\ word = seen[t]
    /\ Took(t)
    /\ UNCHANGED <<word, links, users, gone, seen, chains, given>>
BadPurge(t) ==
    /\ IsPurging(t)
    /\ gone' = gone \cup (InHand(t) \cap Out)
    /\ Goto(t, "idle") /\ Forget(t)
    /\ UNCHANGED <<word, links, users, chains, given>>

\* 380: the word is read, then set.
BadTakeByStore(t) ==
    /\ IsTaking(t)
    /\ word' = NextTake(seen[t], Capacity, pc[t] = "takeAll")
    /\ given' = Delisted(word')
    /\ Took(t)
    /\ UNCHANGED <<links, users, gone, seen, chains>>

\* 381: the chain leaves, and its blocks still count as home.
BadStillCounted(w, capacity, rest) ==
    LET carved == CarvedThen(w, capacity, rest)
    IN IF w.state = "DEAD" \/ IsNothing(w, carved) THEN REFUSED
       ELSE Pack(StateThen(w, capacity, carved), carved, w.count, NIL)

\* 382: the state is kept, whatever is left.
BadStateKept(w, capacity, rest) ==
    LET carved == CarvedThen(w, capacity, rest)
    IN IF w.state = "DEAD" \/ IsNothing(w, carved) THEN REFUSED ELSE Pack(w.state, carved, 0, NIL)

\* 383: the rest is taken, and not counted as carved.
BadRestNotCarved(w, capacity, rest) ==
    LET carved == CarvedThen(w, capacity, rest)
    IN IF w.state = "DEAD" \/ IsNothing(w, carved) THEN REFUSED
       ELSE Pack(StateThen(w, capacity, carved), w.carved, 0, NIL)

\* 384: whether the slab is dead is not asked.
BadDeadTakenFrom(w, capacity, rest) ==
    LET carved == CarvedThen(w, capacity, rest)
    IN IF IsNothing(w, carved) THEN REFUSED ELSE Pack(StateThen(w, capacity, carved), carved, 0, NIL)

\* 385: the chain is that of an earlier look, the take is one of now.
BadTakeOfEarlierChain(t) ==
    /\ IsTaking(t)
    /\ LET next == NextTake(word, Capacity, pc[t] = "takeAll")
       IN next # REFUSED /\ word' = next /\ given' = Delisted(next)
    /\ Took(t)
    /\ UNCHANGED <<links, users, gone, seen, chains>>

\* 386: who takes lets the slab go as well, and tells nobody.
BadLetGo(w, capacity, rest) ==
    LET carved == CarvedThen(w, capacity, rest)
    IN IF w.state = "DEAD" \/ IsNothing(w, carved) THEN REFUSED
       ELSE Pack(IF carved = capacity THEN "FULL" ELSE "LISTED", carved, 0, NIL)

\* 387: a purger whose push was overtaken does not push again.
BadPushFailed(t) == FALSE
=============================================================================
