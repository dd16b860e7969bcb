--------------------------- MODULE SpanMapMutants ---------------------------
(* Known bugs of SpanMap: each operator replaces one of the model in the configuration of its number. *)
EXTENDS SpanMap

(* 41: the bits are cleared by a plain write. *)
BadClaimExchange(current, expected, next) == next

(* 131: the search forgets the alignment. *)
BadIsStartAnywhere(w, first, units, alignment) == first + units <= UnitCount /\ Mask(first, units) \subseteq w

(* 132: the bits are set by a plain write. *)
BadReturnExchange(current, expected, next) == next

(* 133: giveBack looks at the map a second time to see whether it is all free. *)
BadReturnCas(t) ==
    \/ /\ pc[t] = "returnCas"
       /\ IF free = seen[t]
          THEN /\ Go(t, "look", None)
               /\ free' = NextReturn(free, run[t].first, run[t].units)
               /\ untold' = untold + (IF free' = Units THEN 1 ELSE 0)
          ELSE Go(t, "has", run[t]) /\ UNCHANGED <<free, untold>>
    \/ /\ pc[t] = "look"
       /\ Go(t, "idle", None)
       /\ untold' = untold - (IF AllFree(free) THEN 1 ELSE 0)
       /\ UNCHANGED free

(* 134: one unit too many comes back. *)
BadNextReturn(w, first, units) == w \cup (Mask(first, units + 1) \cap Units)

(* 135: one unit too few leaves the map. *)
BadNextClaim(w, first, units) == w \ Mask(first, units - 1)

(* 136: what lies past the end counts as free (a shift that fills with ones). *)
BadIsStartPastEnd(w, first, units, alignment) ==
    first % alignment = 0 /\ (Mask(first, units) \cap Units) \subseteq w
=============================================================================
