-------------------------- MODULE BatchRefillMutants --------------------------
(* Known bugs of the holder's side; each configuration in this folder puts one in. *)
EXTENDS BatchRefill

\* 15: the chain is taken, and the fresh blocks are credited to another slab.
BadRefillStep(t) ==
    /\ pc[t] = "refill" /\ Unchanged(t)
    /\ Became(t, Pack("HELD", seen[t].carved, 0, NIL))
    /\ Goto(t, "walk")
    /\ UNCHANGED <<links, seen, chain, users>>

\* 18: as many blocks as are wanted, whether the slab has them or not.
BadCarving(w, capacity, want) == IF want > w.count THEN want - w.count ELSE 0

\* 19: blocks of the chain are counted as carved once more.
BadRefillCount(t) ==
    /\ pc[t] = "refill" /\ Unchanged(t)
    /\ LET next == NextRefill(seen[t], Capacity, Want)
       IN Became(t, [next EXCEPT !.carved = Min(@ + seen[t].count, Capacity)])
    /\ Goto(t, "walk")
    /\ UNCHANGED <<links, seen, chain, users>>

\* 22: the packed fields are written back as they were read.
BadUnholdStep(t) ==
    /\ pc[t] = "unhold"
    /\ Became(t, NextUnhold(seen[t], Capacity))
    /\ Goto(t, "idle") /\ Forget(t)
    /\ UNCHANGED <<links, chain, users>>

\* 24: looks whether the slab is listed, then sets the word.
BadHoldStep(t) ==
    /\ pc[t] = "hold"
    /\ Became(t, NextHold(seen[t]))
    /\ Goto(t, "idle") /\ Forget(t)
    /\ UNCHANGED <<links, chain, users>>

\* 25: lets go with the state that an earlier look had asked for.
BadUnholdByEarlierLook(t) ==
    /\ pc[t] = "unhold" /\ word.state = "HELD"
    /\ Became(t, WithState(word, NextUnhold(seen[t], Capacity).state))
    /\ Goto(t, "idle") /\ Forget(t)
    /\ UNCHANGED <<links, chain, users>>

\* 49: a slab that has died is held again.
BadNextHold(w) == IF w.state \in {"LISTED", "DEAD"} THEN WithState(w, "HELD") ELSE REFUSED
=============================================================================
