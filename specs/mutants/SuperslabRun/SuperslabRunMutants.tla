------------------------ MODULE SuperslabRunMutants -------------------------
(* Known bugs of SuperslabRun: each operator replaces one of the model in the configuration of its number. *)
EXTENDS SuperslabRun

(* 45: rolled back one superslab short. *)
BadRollBackEndShort(i) == i * Bits - 1

(* 151: the bits of a word are cleared by a plain write. *)
BadClaimExchange(current, expected, next) == next

(* 152: a word in which some of the bits are left will do. *)
BadNextClaim(w, mask) == w \ mask

(* 153: no roll-back. *)
BadFail(t, i) == Idle(t)

(* 154: the bits of a word are set by a plain write. *)
BadReturnExchange(current, expected, next) == next

(* 155: the word in which the claim failed is rolled back too. *)
BadRollBackEndLong(i) == (i + 1) * Bits

(* 156: the search runs past the last superslab. *)
BadChoose(t, r) == /\ pc[t] = "idle"
                   /\ Go(t, "claim", r, FirstWord(r))
                   /\ UNCHANGED <<free, taken>>
=============================================================================
