------------------------------- MODULE Canary -------------------------------
(* A counter that goes round, and of which three false things are said. The
   runner must report each of them; if it does not, no other verdict counts. *)
EXTENDS Naturals

VARIABLE counter

Init == counter = 0
Next == counter' = IF counter = 3 THEN 0 ELSE counter + 1
Spec == Init /\ [][Next]_counter /\ WF_counter(Next)

StaysBelowThree == counter < 3
NeverFalls == [][counter' > counter]_counter
ComesToRest == <>[](counter = 0)
=============================================================================
