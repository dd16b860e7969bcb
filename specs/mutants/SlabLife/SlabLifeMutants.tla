---------------------------- MODULE SlabLifeMutants ----------------------------
(* Known bugs between the protocols; each configuration in this folder puts one in. *)
EXTENDS SlabLife

\* What the step of a push does.
Pushed(t) ==
    /\ Became(t, NextPush(seen[t], 0, 1))
    /\ block' = [block EXCEPT ![slab[t]] = "home"]
    /\ UNCHANGED Others

\* 28: the units are returned, then the directory's entry is cleared.
BadReturnFirst == <<"return", "forget", "unpin", "idle">>

\* 5: the pin is dropped by whoever frees the last block, before the block is back.
BadUnpinningPush(t) ==
    \/ /\ Step(t, "push") /\ NextPush(seen[t], 0, 1).state = "DEAD"
       /\ pin' = Guard!NextUnpin(pin)
       /\ Remember(t, "die", slab[t], {}, 0, seen[t])
       /\ UNCHANGED <<free, directory, word, place, block, pooled, resident, released, quiet>>
    \/ /\ Step(t, "push") /\ NextPush(seen[t], 0, 1).state # "DEAD" /\ Pushed(t)
    \/ /\ Step(t, "die") /\ Pushed(t)

\* 29: the units are returned by whoever frees the last block, just before the slab dies of it.
BadReturningPush(t) ==
    \/ /\ Step(t, "push") /\ NextPush(seen[t], 0, 1).state = "DEAD"
       /\ free' = free \cup place[slab[t]]
       /\ Remember(t, "die", slab[t], {}, 0, seen[t])
       /\ UNCHANGED <<pin, directory, word, place, block, pooled, resident, released, quiet>>
    \/ /\ Step(t, "push") /\ NextPush(seen[t], 0, 1).state # "DEAD" /\ Pushed(t)
    \/ /\ Step(t, "die") /\ Pushed(t)

\* 29: the superslab is unpinned before the units are back.
BadUnpinFirst == <<"forget", "unpin", "return", "idle">>

\* 49: the object of a slab that died serves the next slab in its unit.
BadFresh(us) ==
    IF \E s \in Formed : place[s] = us THEN CHOOSE s \in Formed : place[s] = us ELSE Lowest(Ids \ Formed)

\* 173: a dead slab keeps its pin.
BadKeepPin == <<"forget", "return", "idle", "unpin", "idle">>

\* 174: a unit is claimed although the pin was refused.
BadPin(t) ==
    /\ pc[t] = "pin"
    /\ LET next == Guard!NextPin(pin, life[t])
       IN pin' = IF next = REFUSED THEN pin ELSE next
    /\ Remember(t, "claim", 0, {}, 0, REFUSED)
    /\ UNCHANGED <<free, directory, word, place, block, pooled, resident, released, quiet>>

\* 175: retired because all units were free a moment ago.
BadEvictClaim(t) ==
    /\ pc[t] = "idle" /\ free = Units
    /\ Remember(t, "evict", 0, {}, 0, REFUSED)
    /\ UNCHANGED shared

\* 176: the first slab is entered without a pin.
BadOpenSteps == <<"reopen", "share">>

\* 39: the free units are purged that somebody has seen, without holding them.
BadPurge(t) ==
    \/ /\ pc[t] = "idle" /\ free = Units
       /\ free' = {}
       /\ Remember(t, "evict", 0, {}, 0, REFUSED)
       /\ UNCHANGED <<pin, directory, word, place, block, pooled, resident, released, quiet>>
    \/ /\ pc[t] = "idle" /\ free # {}
       /\ Remember(t, "purgeFree", 0, free, 0, REFUSED)
       /\ UNCHANGED shared
    \/ /\ pc[t] = "purgeFree"
       /\ resident' = resident \ units[t]
       /\ Idle(t)
       /\ UNCHANGED <<pin, free, directory, word, place, block, pooled, released, quiet>>

\* 340: the superslab is offered again before its memory is purged.
BadReleaseSteps == <<"pool", "purge", "idle">>

\* 341: the first unit is entered first.
BadNextToEnter(us) == Lowest(us)

\* 342: the first unit is cleared, and the units are returned, while the other entries are still there.
BadForget(t) ==
    /\ pc[t] = "forget"
    /\ directory' = [directory EXCEPT ![Lowest(units[t])] = 0]
    /\ Then(t, Following(DeathSteps, "forget"), slab[t])
    /\ UNCHANGED <<pin, free, word, place, block, pooled, resident, released, quiet>>
=============================================================================
