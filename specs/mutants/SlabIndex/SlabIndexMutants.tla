--------------------------- MODULE SlabIndexMutants ---------------------------
(* Known bugs of the index; each configuration in this folder puts one in. *)
EXTENDS SlabIndex

\* 26: announced under the class of the thread that frees.
BadAnnounced(m) == "B"

\* 30: the slab is looked at, then the bit is cleared.
BadClaim(a) ==
    LET found == slab[at[a]]
        listed == found.state = "LISTED" /\ KindFits(found.kind)
    IN \/ /\ pc[a] = "claim" /\ listed
          /\ Goto(a, "slab", at[a])
          /\ bits' = [bits EXCEPT ![Wanted] = @ \ {at[a]}]
          /\ UNCHANGED <<slab, summary, object, wrong>>
       \/ /\ pc[a] = "claim" /\ ~listed
          /\ Goto(a, "drop", at[a])
          /\ UNCHANGED <<slab, bits, summary, object, wrong>>
       \/ /\ pc[a] = "drop"
          /\ Goto(a, "idle", 0)
          /\ bits' = [bits EXCEPT ![Wanted] = @ \ {at[a]}]
          /\ UNCHANGED <<slab, summary, object, wrong>>

\* 50: whatever has the identity now is adopted.
BadKindFits(kind) == TRUE

\* 103: summary first.
BadFirstSet(k, i) == summary' = [summary EXCEPT ![k] = @ \cup {i}] /\ UNCHANGED bits
BadThenSet(k, i) == bits' = [bits EXCEPT ![k] = @ \cup {i}] /\ UNCHANGED summary

\* 104: the summary bit is cleared without looking at the bits again.
BadLookAgain(a) ==
    /\ Adopter(a, "again", "idle", 0)
    /\ UNCHANGED <<slab, bits, summary, object, wrong>>

\* 171: the identity goes first, and the bit of the slab that has it next is cleared.
BadDeathSteps == <<"vacate", "withdraw">>

\* 172: the summary is forgotten.
BadThenSetNothing(k, i) == UNCHANGED <<bits, summary>>
=============================================================================
