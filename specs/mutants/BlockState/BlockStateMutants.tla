------------------------- MODULE BlockStateMutants --------------------------
(* Known bugs of BlockState: each operator replaces one of the model in the configuration of its number. *)
EXTENDS BlockState

(* 14: a block that hangs in the chain goes home once more. *)
BadNextGoHome(s) == IF s \in {"CLEAN", "CACHED", "IN_SLAB"} THEN "IN_SLAB" ELSE Refused

(* 34: freeExactly is a load and a store. *)
BadFreeExchange(current, expected, next) == Store(current, expected, next)

(* 35: the byte is exchanged, and nobody reads what it was. *)
BadNextFree(s) == "CACHED"

(* 141: the same index is given to two carvers. *)
BadCarveIndex(t) == /\ pc[t] = "idle"
                    /\ carved' = TRUE
                    /\ Load(t, "carve")
                    /\ UNCHANGED <<state, chain, chained, magazine, users, surplus>>

(* 142: the chain is read, and stays. *)
BadTakeChain(t) == /\ pc[t] = "idle" /\ chain > 0 /\ chained[t] = 0
                   /\ chained' = Add(chained, t, chain)
                   /\ UNCHANGED <<state, carved, chain, magazine, users, surplus, pc, seen>>

(* 143: free looks and does not mark. *)
BadFreeExchangeUnmarked(current, expected, next) == current

(* 144, 145, 146: ORDERED without one part of its assumption about timing. *)
BadMayFallInto144(step, window) == <<step, window>> \notin {<<"goHome", "free">>, <<"goHome", "allocate">>}
BadMayFallInto145(step, window) == <<step, window>> \notin {<<"goHome", "allocate">>, <<"allocate", "allocate">>}
BadMayFallInto146(step, window) == <<step, window>> \notin {<<"goHome", "free">>, <<"allocate", "allocate">>}

(* 147: goHome is a load and a store. *)
BadGoHomeExchange(current, expected, next) == Store(current, expected, next)
=============================================================================
