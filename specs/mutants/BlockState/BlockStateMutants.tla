------------------------- MODULE BlockStateMutants --------------------------
(* Known bugs of BlockState: each operator replaces one of the model in the configuration of its number. *)
EXTENDS BlockState

(* 14: a block that hangs in the chain goes home once more. *)
BadNextGoHome(s) == IF s \in {"CACHED", "IN_SLAB"} THEN "IN_SLAB" ELSE Refused

(* 34: freeExactly is a load and a store. *)
BadFreeExchange(current, expected, next) == Store(current, expected, next)

(* 35: the byte is exchanged, and nobody reads what it was. *)
BadNextFree(s) == "CACHED"

(* 141: the same index is given to two carvers. *)
BadCarveIndex(t) == /\ pc[t] = "idle"
                    /\ carved' = TRUE
                    /\ Load(t, "carve")
                    /\ UNCHANGED <<state, link, chain, chained, magazine, users, surplus>>

(* 142: the chain is read, and stays. *)
BadTakeChain(t) == /\ pc[t] = "idle" /\ chain > 0 /\ chained[t] = 0
                   /\ chained' = Add(chained, t, chain)
                   /\ UNCHANGED <<state, link, carved, chain, magazine, users, surplus, pc, seen>>

(* 143: free looks and does not mark. *)
BadFreeExchangeUnmarked(current, expected, next) == current

(* 144, 147, 148, 149: ORDERED without a part of its assumption about timing. *)
Allowed(pairs, step, window) == window = "none" \/ <<step, window>> \in pairs \cup {<<"free", "free">>}
BadMayFallInto144(step, window) == Allowed({<<"allocate", "allocate">>}, step, window)
BadMayFallInto147(step, window) == Allowed({<<"allocate", "goHome">>}, step, window)
BadMayFallInto148(step, window) == Allowed({"free", "goHome"} \X {"goHome"}, step, window)
BadMayFallInto149(step, window) ==
    Allowed({<<"goHome", "free">>, <<"free", "take">>, <<"allocate", "take">>, <<"take", "free">>}, step, window)

(* 14, 145: nobody asks whether the block hangs in a chain already. *)
BadAdmitUnasked(t) == /\ pc[t] = "idle" /\ magazine[t] > 0 /\ Undisturbed(t, "goHome")
                      /\ magazine' = Add(magazine, t, -1)
                      /\ link' = "IN"
                      /\ Go(t, "admitted")
                      /\ UNCHANGED <<state, carved, chain, chained, users, surplus>>

(* 146: the links of a chain are OUT before the chain is taken. *)
BadTakeChainUnlinked(t) == /\ pc[t] = "idle" /\ chain > 0 /\ chained[t] = 0
                           /\ link' = "OUT"
                           /\ IF link = "OUT"
                              THEN chained' = Add(chained, t, chain) /\ chain' = 0
                              ELSE UNCHANGED <<chain, chained>>
                           /\ UNCHANGED <<state, carved, magazine, users, surplus, pc, seen>>

(* 150: the link is loaded, then stored. *)
BadAdmit(t) == \/ /\ pc[t] = "idle" /\ magazine[t] > 0 /\ Undisturbed(t, "goHome")
                  /\ magazine' = Add(magazine, t, -1)
                  /\ IF link = "OUT"
                     THEN Go(t, "admitting") /\ UNCHANGED surplus
                     ELSE surplus' = surplus - 1 /\ UNCHANGED <<pc, seen>>
                  /\ UNCHANGED <<state, link, carved, chain, chained, users>>
               \/ /\ pc[t] = "admitting"
                  /\ link' = "IN"
                  /\ Go(t, "admitted")
                  /\ UNCHANGED <<state, carved, chain, chained, magazine, users, surplus>>
=============================================================================
