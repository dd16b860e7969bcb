---------------------------- MODULE SlabLifeMutants ----------------------------
(* Known bugs between the protocols; each configuration in this folder puts one in. *)
EXTENDS SlabLife

\* 28: the unit is returned, then the directory's entry is cleared.
BadReturnFirst == <<"return", "forget", "unpin">>

\* 29: the unit is returned by whoever frees the last block, just before the slab dies of it.
BadPushStep(t) ==
    LET next == NextPush(seen[t], 0, 1)
        push == /\ Became(t, next)
                /\ block' = [block EXCEPT ![slab[t]] = "home"]
                /\ UNCHANGED <<pin, free, directory, place, pooled, resident, released, quiet>>
    IN \/ Step(t, "push") /\ next.state # "DEAD" /\ push
       \/ /\ Step(t, "push") /\ next.state = "DEAD"
          /\ free' = free \cup {unit[t]}
          /\ Remember(t, "die", slab[t], unit[t], 0, seen[t])
          /\ UNCHANGED <<pin, directory, word, place, block, pooled, resident, released, quiet>>
       \/ Step(t, "die") /\ push

\* 29: the superslab is unpinned before the unit is back.
BadUnpinFirst == <<"forget", "unpin", "return">>

\* 49: the object of a slab that died serves the next slab in its unit.
BadFresh(u) ==
    IF \E s \in Formed : place[s] = u THEN CHOOSE s \in Formed : place[s] = u ELSE Lowest(Ids \ Formed)

\* 173: a dead slab keeps its pin.
BadKeepPin == <<"forget", "return", "idle">>

\* 174: a unit is claimed although the pin was refused.
BadPin(t) ==
    /\ pc[t] = "pin"
    /\ LET next == Guard!NextPin(pin, life[t])
       IN pin' = IF next = REFUSED THEN pin ELSE next
    /\ Remember(t, "claim", 0, 0, 0, REFUSED)
    /\ UNCHANGED <<free, directory, word, place, block, pooled, resident, released, quiet>>

\* 175: retired because all units were free a moment ago.
BadEvictClaim(t) ==
    /\ pc[t] = "idle" /\ free = Units
    /\ Remember(t, "evict", 0, 0, 0, REFUSED)
    /\ UNCHANGED shared

\* 176: the first slab is entered before it has its pin; a trim kills it, and the pin of its death is not there yet.
BadOpenSteps == <<"enter", "reopen", "pinFirst", "share">>
=============================================================================
