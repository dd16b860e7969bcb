---------------------------- MODULE HeapLifeMutants ----------------------------
(* Known bugs between the caches, the slabs and the gate; each configuration in this folder puts one in. *)
EXTENDS HeapLife

\* 43: whoever has seen that the owner is dead takes the cache, though another one has claimed it meanwhile.
BadClaimSucceeds(t) == TRUE

\* 44: a freed block goes to the cache that it came from, whether its thread lives or not.
BadFree(t, c) ==
    /\ pc[t] = "idle" /\ owner[c] # Nobody /\ hot[c] = {}
    /\ \E b \in users : hot' = [hot EXCEPT ![c] = {b}] /\ users' = users \ {b}
    /\ UNCHANGED <<slabs, owner, spare, held, gate, ended, quiet, local>>

\* 51: the spare magazine is read, then the slot is cleared; of slabs with one block.
BadTakeSpare(t, c) ==
    \/ /\ spare[c] # {}
       /\ Begin(t, "clear", c, (CHOOSE b \in spare[c] : TRUE)[1], {})
       /\ UNCHANGED <<slabs, caches>>
    \/ /\ pc[t] = "clear" /\ at[t] = c
       /\ spare' = [spare EXCEPT ![c] = {}]
       /\ Go(t, "send", Nobody, 0, {<<slab[t], 0>>})
       /\ UNCHANGED <<slabs, owner, hot, held>>

\* 53: all is given back, and then the slow paths refuse.
BadClose(t) ==
    \/ /\ Closes /\ pc[t] = "idle" /\ Gate!NextClose(gate) # REFUSED
       /\ ended' = TRUE /\ memory' = {}
       /\ Remember(t, "close", Nobody, 0, {})
       /\ UNCHANGED <<word, home, users, caches, gate, quiet>>
    \/ /\ pc[t] = "close"
       /\ gate' = IF Gate!NextClose(gate) = REFUSED THEN gate ELSE Gate!NextClose(gate)
       /\ Remember(t, "idle", Nobody, 0, {})
       /\ UNCHANGED <<slabs, users, caches, ended, quiet>>

\* 343: who un-holds a slab whose blocks are all home does not give its units back.
BadUnhold(t) ==
    /\ pc[t] = "unhold"
    /\ LET next == NextUnhold(word[slab[t]], Capacity)
       IN word' = IF next = REFUSED THEN word ELSE [word EXCEPT ![slab[t]] = next]
    /\ GoOn(t, at[t], {})
    /\ UNCHANGED <<memory, home, caches>>

\* 344: the cache of a dead thread is given up as it is.
BadIsFlushed(c) == TRUE

\* 345: a slab dies when no user has a block of it, though magazines have.
BadMayTrim(s) == word[s].state # "DEAD" /\ Of(s, users) = {}
=============================================================================
