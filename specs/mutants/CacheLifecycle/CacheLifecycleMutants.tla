----------------------- MODULE CacheLifecycleMutants ------------------------
(* Known bugs of CacheLifecycle: each operator replaces one of the model in the configuration of its number. *)
EXTENDS CacheLifecycle

(* 43: a claim is a load and a store; two lookers flush one orphan. *)
BadClaimExchange(current, expected, next) == next

(* 44: a cache that was given up is used on by those who know it. *)
BadMayUse(t, c) == owner[c] \in {t, Nobody}

(* 51: the spare magazine is read, then the slot is cleared. *)
BadTakeExchangeReads(current, looked) == looked

(* 52: a looker sets a flag in place of its number; whose it is, nobody can tell. *)
BadClaim(t) == /\ pc[t] = "claim"
               /\ IF owner[at[t]] # seen[t]
                  THEN Walk(t) /\ UNCHANGED owner
                  ELSE Go(t, AfterClaim) /\ owner' = [owner EXCEPT ![at[t]] = "emptying"]
               /\ UNCHANGED Cells
BadNextGiveUp(w, from) == IF w = "emptying" THEN Nobody ELSE Refused

(* 240: nobody asks whether the owner is dead. *)
BadMayFlush(w) == TRUE

(* 242: the new spare magazine is stored over what was read. *)
BadPutExchange(current, looked) == looked

(* 243: given up first, flushed afterwards. *)
BadAfterClaim == "giveUp"
BadAfterFlush == "walk"
BadAfterGiveUp == "flush"

(* 244: given up twice. *)
BadAfterGiveUpAgain == "giveUp"

(* 245: the hot magazine is flushed, the spare one forgotten. *)
BadFlush(t) == /\ pc[t] = "flush"
               /\ IF hot[at[t]] > 0 THEN GoTo(t, "flushHot", at[t], hot[at[t]]) ELSE GoOrWalk(t, AfterFlush)
               /\ UNCHANGED <<owner, Cells>>

(* 246: after the flush, the flush again. *)
BadAfterFlushAgain == "flush"

(* 247: the taker of a magazine has one block too few. *)
BadTakeExchangeShort(current, looked) == IF current = 0 THEN 0 ELSE current - 1
=============================================================================
