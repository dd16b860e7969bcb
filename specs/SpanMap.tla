------------------------------ MODULE SpanMap ------------------------------
(***************************************************************************)
(* The free units of one superslab: runs are claimed and returned, each in *)
(* one step.  The model of org.pinfold.protocol.SpanMap; NextClaim and     *)
(* NextReturn are its nextClaim and nextReturn, with a set of units for a  *)
(* mask.                                                                   *)
(*                                                                         *)
(* Steps.  Each operation is a load of the word, then a compareAndSet; the *)
(* run to claim is chosen from the word that was loaded.  claim and        *)
(* claimAt differ in that choice alone.                                    *)
(*                                                                         *)
(* Assumptions.  A run is returned once, whole, by whoever has it.  Memory *)
(* is sequentially consistent.                                             *)
(*                                                                         *)
(* Guarantees.  Runs never overlap, are aligned as asked, and no unit is   *)
(* lost; each time the map becomes all free, exactly one caller of         *)
(* giveBack is told.                                                       *)
(*                                                                         *)
(* Not modelled.  64 units (here a few); the bit arithmetic of lowestRun,  *)
(* which the transition tests compare with a plain search.  Nothing is     *)
(* promised eventually: a claim may lose every race.                       *)
(***************************************************************************)
EXTENDS Integers, FiniteSets, TLC

CONSTANTS Threads,    \* who claims and returns, one run at a time
          UnitCount,  \* how many units the map has
          MaxRun,     \* the longest run that is claimed
          Alignments, \* which alignments are asked for
          None,       \* no run, nothing loaded
          Refused     \* the compareAndSet failed

VARIABLES free,       \* the word: the set of free units
          untold,     \* ghost: how often the map became all free, less the callers who were told
          pc,         \* where each thread stands
          run,        \* the run each thread wants or has
          seen        \* the word each thread loaded, until its compareAndSet

vars == <<free, untold, pc, run, seen>>

Units == 0 .. UnitCount - 1
Mask(first, units) == first .. first + units - 1
Runs == {r \in [first : Units, units : 1 .. MaxRun, alignment : Alignments] : r.first + r.units <= UnitCount}
MaskOf(r) == Mask(r.first, r.units)

(* The transitions. *)
NextClaim(w, first, units) == w \ Mask(first, units)
NextReturn(w, first, units) == w \cup Mask(first, units)
AllFree(w) == w = Units

(* The first unit of the lowest free run, or None. *)
IsStart(w, first, units, alignment) ==
    first % alignment = 0 /\ first + units <= UnitCount /\ Mask(first, units) \subseteq w
LowestRun(w, units, alignment) ==
    LET starts == {u \in Units : IsStart(w, u, units, alignment)} IN
    IF starts = {} THEN None ELSE CHOOSE u \in starts : \A v \in starts : u <= v

(* How a transition is published: the word afterwards, or Refused where the compareAndSet fails. *)
CompareAndSet(current, expected, next) == IF current = expected THEN next ELSE Refused
ClaimExchange(current, expected, next) == CompareAndSet(current, expected, next)
ReturnExchange(current, expected, next) == CompareAndSet(current, expected, next)

Init == /\ free = Units
        /\ untold = 0
        /\ pc = [t \in Threads |-> "idle"]
        /\ run = [t \in Threads |-> None]
        /\ seen = [t \in Threads |-> None]

(* Thread t goes on at `at`; the word it loaded is forgotten. *)
Go(t, at, r) == /\ pc' = [pc EXCEPT ![t] = at]
                /\ run' = [run EXCEPT ![t] = r]
                /\ seen' = [seen EXCEPT ![t] = None]

Load(t, at, r) == /\ pc' = [pc EXCEPT ![t] = at]
                  /\ run' = [run EXCEPT ![t] = r]
                  /\ seen' = [seen EXCEPT ![t] = free]

ClaimLoad(t, units, alignment) ==
    LET first == LowestRun(free, units, alignment) IN
    /\ pc[t] = "idle" /\ first # None
    /\ Load(t, "claimCas", [first |-> first, units |-> units, alignment |-> alignment])
    /\ UNCHANGED <<free, untold>>

ClaimAtLoad(t, first, units) ==
    /\ pc[t] = "idle" /\ IsStart(free, first, units, 1)
    /\ Load(t, "claimCas", [first |-> first, units |-> units, alignment |-> 1])
    /\ UNCHANGED <<free, untold>>

ClaimCas(t) ==
    /\ pc[t] = "claimCas"
    /\ LET after == ClaimExchange(free, seen[t], NextClaim(seen[t], run[t].first, run[t].units)) IN
       IF after = Refused
       THEN Go(t, "idle", None) /\ UNCHANGED free
       ELSE Go(t, "has", run[t]) /\ free' = after
    /\ UNCHANGED untold

ReturnLoad(t) ==
    /\ pc[t] = "has"
    /\ IF free \cap MaskOf(run[t]) # {} THEN Go(t, "thrown", run[t]) ELSE Load(t, "returnCas", run[t])
    /\ UNCHANGED <<free, untold>>

ReturnCas(t) ==
    /\ pc[t] = "returnCas"
    /\ LET next == NextReturn(seen[t], run[t].first, run[t].units)
           after == ReturnExchange(free, seen[t], next) IN
       IF after = Refused
       THEN Go(t, "has", run[t]) /\ UNCHANGED <<free, untold>>
       ELSE /\ Go(t, "idle", None)
            /\ free' = after
            /\ untold' = untold + (IF after = Units THEN 1 ELSE 0) - (IF AllFree(next) THEN 1 ELSE 0)

Next == \E t \in Threads :
            \/ \E units \in 1 .. MaxRun, alignment \in Alignments : ClaimLoad(t, units, alignment)
            \/ \E first \in Units, units \in 1 .. MaxRun : ClaimAtLoad(t, first, units)
            \/ ClaimCas(t) \/ ReturnLoad(t) \/ ReturnCas(t)

Spec == Init /\ [][Next]_vars

Symmetry == Permutations(Threads)

-----------------------------------------------------------------------------
Has(t) == pc[t] \in {"has", "returnCas"}
Held == UNION {MaskOf(run[t]) : t \in {u \in Threads : Has(u)}}

TypeOK == /\ free \subseteq Units
          /\ \A t \in Threads : run[t] \in Runs \cup {None}
          /\ \A t \in Threads : seen[t] \in SUBSET Units \cup {None}

NoOverlap == \A t, u \in Threads : t # u /\ Has(t) /\ Has(u) => MaskOf(run[t]) \cap MaskOf(run[u]) = {}

Aligned == \A t \in Threads : Has(t) => run[t].first % run[t].alignment = 0

HeldIsNotFree == free \cap Held = {}

NoUnitLost == free \cup Held = Units

OneIsToldAllFree == (\A t \in Threads : pc[t] \in {"idle", "has"}) => untold = 0

NobodyThrows == \A t \in Threads : pc[t] # "thrown"
=============================================================================
