------------------------------ MODULE SlabIndex ------------------------------
(* Candidate bits with a summary above them, one index for each kind, over slabs
   that die and whose identities are used again by slabs of any kind. A word holds
   one bit here, so identity, leaf word and summary bit have the same number.

   Setting and clearing a bit are Java loops that keep nothing of a failed round,
   so each is one step, and so is the loop that turns LISTED into HELD. Everything
   that is read and acted upon later is a step of its own. *)
EXTENDS Naturals, TLC

CONSTANTS Movers, Adopters, Identities, Generations

VARIABLES
    slab,       \* slab[i]: the slab that has identity i
    bits,       \* bits[k]: the identities announced in the index of kind k
    summary,    \* summary[k]: the words of that index that may have bits
    pc,         \* the next step of each thread
    at,         \* the identity that a thread is busy with, 0 when with none
    object,     \* the slab that a thread has in hand, whatever its identity is by now; NoSlab when none
    wrong       \* whether a slab of another kind was ever adopted

vars == <<slab, bits, summary, pc, at, object, wrong>>

Kinds == {"A", "B"}
\* The kind that all adopters look for.
Wanted == "A"
NoSlab == [generation |-> 0, kind |-> "A", state |-> "NONE"]
Threads == Movers \cup Adopters
Symmetry == Permutations(Movers)

TypeOK ==
    /\ slab \in [Identities -> [generation : 0 .. Generations, kind : Kinds,
                                state : {"NONE", "HELD", "LISTED", "FULL", "DEAD"}]]
    /\ bits \in [Kinds -> SUBSET Identities] /\ summary \in [Kinds -> SUBSET Identities]
    /\ at \in [Threads -> Identities \cup {0}]
    /\ wrong \in BOOLEAN

Init ==
    /\ slab = [i \in Identities |-> NoSlab]
    /\ bits = [k \in Kinds |-> {}] /\ summary = [k \in Kinds |-> {}]
    /\ pc = [t \in Threads |-> "idle"]
    /\ at = [t \in Threads |-> 0]
    /\ object = [t \in Threads |-> NoSlab]
    /\ wrong = FALSE

Goto(t, step, i) == pc' = [pc EXCEPT ![t] = step] /\ at' = [at EXCEPT ![t] = i]

\* Generation and kind of a slab object never change; its state is read anew each time.
Keep(t, found) == object' = [object EXCEPT ![t] = [found EXCEPT !.state = "NONE"]]
Drop(t) == object' = [object EXCEPT ![t] = NoSlab]

(* ---- those who free, un-hold and form slabs, and have the duties of that ---- *)

Move(m, i, from, to, duty) ==
    /\ pc[m] = "idle" /\ slab[i].state \in from
    /\ slab' = [slab EXCEPT ![i].state = to]
    /\ IF duty = "none" THEN UNCHANGED <<pc, at, object>> ELSE Goto(m, duty, i) /\ Keep(m, slab[i])
    /\ UNCHANGED <<bits, summary, wrong>>
Form(m, i) ==
    /\ pc[m] = "idle" /\ slab[i].state = "NONE" /\ slab[i].generation < Generations
    /\ \E k \in Kinds :
        slab' = [slab EXCEPT ![i] = [generation |-> slab[i].generation + 1, kind |-> k, state |-> "HELD"]]
    /\ UNCHANGED <<bits, summary, pc, at, object, wrong>>

\* The index in which m announces its slab: that of the slab, whoever frees.
Announced(m) == object[m].kind
\* Leaf first.
FirstSet(k, i) == bits' = [bits EXCEPT ![k] = @ \cup {i}] /\ UNCHANGED summary
ThenSet(k, i) == summary' = [summary EXCEPT ![k] = @ \cup {i}] /\ UNCHANGED bits

AnnounceFirst(m) ==
    /\ pc[m] = "announce"
    /\ FirstSet(Announced(m), at[m])
    /\ Goto(m, "also", at[m])
    /\ UNCHANGED <<slab, object, wrong>>
AnnounceThen(m) ==
    /\ pc[m] = "also"
    /\ ThenSet(Announced(m), at[m])
    /\ Goto(m, "idle", 0) /\ Drop(m)
    /\ UNCHANGED <<slab, wrong>>

\* The duties of a death: withdraw, and only then let the identity go.
DeathSteps == <<"withdraw", "vacate">>
DeathStep(m, step) ==
    /\ pc[m] = step
    /\ IF step = DeathSteps[1] THEN Goto(m, DeathSteps[2], at[m]) /\ UNCHANGED object
       ELSE Goto(m, "idle", 0) /\ Drop(m)
Withdraw(m) ==
    /\ DeathStep(m, "withdraw")
    /\ bits' = [bits EXCEPT ![object[m].kind] = @ \ {at[m]}]
    /\ UNCHANGED <<slab, summary, wrong>>
Vacate(m) ==
    /\ DeathStep(m, "vacate")
    /\ slab' = [slab EXCEPT ![at[m]] = [NoSlab EXCEPT !.generation = slab[at[m]].generation]]
    /\ UNCHANGED <<bits, summary, wrong>>

Duties(m) == AnnounceFirst(m) \/ AnnounceThen(m) \/ Withdraw(m) \/ Vacate(m)
Moves(m) ==
    \E i \in Identities :
        \/ Move(m, i, {"HELD", "FULL"}, "LISTED", "announce")
        \/ Move(m, i, {"HELD"}, "FULL", "none")
        \/ Move(m, i, {"HELD", "LISTED"}, "DEAD", DeathSteps[1])
        \/ Form(m, i)

(* ---- adopters ---- *)

Adopter(a, from, to, i) == pc[a] = from /\ Goto(a, to, i)
ReadSummary(a) ==
    /\ \E w \in summary[Wanted] : Adopter(a, "idle", "look", w)
    /\ UNCHANGED <<slab, bits, summary, object, wrong>>
Look(a) ==
    /\ Adopter(a, "look", IF at[a] \in bits[Wanted] THEN "claim" ELSE "clear", at[a])
    /\ UNCHANGED <<slab, bits, summary, object, wrong>>
ClearSummary(a) ==
    /\ Adopter(a, "clear", "again", at[a])
    /\ summary' = [summary EXCEPT ![Wanted] = @ \ {at[a]}]
    /\ UNCHANGED <<slab, bits, object, wrong>>
LookAgain(a) ==
    /\ IF at[a] \in bits[Wanted] THEN Adopter(a, "again", "restore", at[a]) ELSE Adopter(a, "again", "idle", 0)
    /\ UNCHANGED <<slab, bits, summary, object, wrong>>
Restore(a) ==
    /\ Adopter(a, "restore", "idle", 0)
    /\ summary' = [summary EXCEPT ![Wanted] = @ \cup {at[a]}]
    /\ UNCHANGED <<slab, bits, object, wrong>>

\* One adopter clears the bit; only then is the slab looked at.
Claim(a) ==
    /\ IF at[a] \in bits[Wanted] THEN Adopter(a, "claim", "slab", at[a]) ELSE Adopter(a, "claim", "idle", 0)
    /\ bits' = [bits EXCEPT ![Wanted] = @ \ {at[a]}]
    /\ UNCHANGED <<slab, summary, object, wrong>>
KindFits(kind) == kind = Wanted
ReadSlab(a) ==
    /\ pc[a] = "slab"
    /\ LET found == slab[at[a]]
       IN IF found.state # "NONE" /\ KindFits(found.kind)
          THEN Goto(a, "hold", at[a]) /\ Keep(a, found)
          ELSE Goto(a, "idle", 0) /\ UNCHANGED object
    /\ UNCHANGED <<slab, bits, summary, wrong>>
\* The word is that of the slab in hand, which is DEAD for good if its identity has another slab now.
Hold(a) ==
    /\ pc[a] = "hold"
    /\ LET found == slab[at[a]]
       IN IF found.generation = object[a].generation /\ found.state = "LISTED"
          THEN /\ Goto(a, "held", at[a])
               /\ slab' = [slab EXCEPT ![at[a]].state = "HELD"]
               /\ wrong' = (wrong \/ found.kind # Wanted)
          ELSE Goto(a, "idle", 0) /\ UNCHANGED <<slab, wrong>>
    /\ Drop(a)
    /\ UNCHANGED <<bits, summary>>
Adopted(a) ==
    /\ Adopter(a, "held", "idle", 0)
    /\ UNCHANGED <<slab, bits, summary, object, wrong>>

Adopt(a) ==
    \/ ReadSummary(a) \/ Look(a) \/ ClearSummary(a) \/ LookAgain(a) \/ Restore(a)
    \/ Claim(a) \/ ReadSlab(a) \/ Hold(a) \/ Adopted(a)

Next == (\E m \in Movers : Moves(m) \/ Duties(m)) \/ (\E a \in Adopters : Adopt(a))
Spec == Init /\ [][Next]_vars /\ (\A m \in Movers : WF_vars(Duties(m))) /\ (\A a \in Adopters : WF_vars(Adopt(a)))

(* ---- properties ---- *)

Listed(i) == slab[i].state = "LISTED" /\ slab[i].kind = Wanted
OnlyTheOwnKind == ~wrong
\* A listed slab's bit is set, or somebody is about to set it, or is about to try and hold this very slab.
NoCandidateLost ==
    \A i \in Identities : Listed(i) =>
        \/ i \in bits[Wanted]
        \/ \E m \in Movers : at[m] = i /\ pc[m] = "announce" /\ Announced(m) = Wanted
        \/ \E a \in Adopters : at[a] = i /\ pc[a] = "slab"
        \/ \E a \in Adopters : at[a] = i /\ pc[a] = "hold" /\ object[a].generation = slab[i].generation
\* A bit's summary bit is set, or somebody is about to set it, or is about to look again.
NoBitLost ==
    \A i \in bits[Wanted] :
        \/ i \in summary[Wanted]
        \/ \E m \in Movers : at[m] = i /\ pc[m] = "also" /\ Announced(m) = Wanted
        \/ \E a \in Adopters : at[a] = i /\ pc[a] \in {"again", "restore"}
\* While there are candidates, adopters who look will hold one.
CandidatesAreAdopted ==
    (\E i \in Identities : Listed(i))
        ~> ((\A i \in Identities : ~Listed(i)) \/ (\E a \in Adopters : pc[a] = "held"))
=============================================================================
