---------------------------- MODULE SuperslabRun ----------------------------
(***************************************************************************)
(* Runs of neighbouring superslabs are claimed whole or not at all, though *)
(* their bits lie in several words.  The model of                          *)
(* org.pinfold.protocol.SuperslabRun; NextClaim and NextReturn are its     *)
(* nextClaim and nextReturn, with a set of superslabs for a mask.          *)
(*                                                                         *)
(* Steps.  A run is claimed from left to right, each word by a load and a  *)
(* compareAndSet; a word in which a bit is gone makes the claim give the   *)
(* earlier words back, again a load and a compareAndSet each.              *)
(*                                                                         *)
(* Assumptions.  A run is returned once, whole, by whoever has it.  Memory *)
(* is sequentially consistent.                                             *)
(*                                                                         *)
(* Guarantees.  Answered runs never overlap, are whole, and nothing is     *)
(* lost: a claim that fails leaves nothing taken.  Not guaranteed: that a  *)
(* claim succeeds where a run is free; two claims may fail each other.     *)
(*                                                                         *)
(* Not modelled.  The search: a claimant may try any run at any time,      *)
(* which covers whatever a search of changing words can answer, alignment  *)
(* included; the number of attempts.  Nothing is promised eventually.      *)
(***************************************************************************)
EXTENDS Integers, TLC

CONSTANTS Threads,    \* who claims and returns, one run at a time
          Superslabs, \* how many there are
          Bits,       \* how many a word holds
          MaxRun,     \* the longest run that is claimed
          None,       \* no run, nothing loaded
          Refused     \* the compareAndSet failed

VARIABLES free,       \* the words: for each, the set of its free superslabs
          pc,         \* where each thread stands
          run,        \* the run each thread wants or has: first, end
          index,      \* the word each thread is at, else 0
          seen,       \* the word each thread loaded, until its compareAndSet
          taken       \* ghost: what each thread took and did not give back

vars == <<free, pc, run, index, seen, taken>>

All == 0 .. Superslabs - 1
Words == 0 .. (Superslabs - 1) \div Bits
InWord(i) == {s \in All : s \div Bits = i}
Range(first, end) == first .. end - 1
Runs == {[first |-> f, end |-> f + n] : f \in All, n \in 1 .. MaxRun}

(* The transitions; NextClaim answers the word itself where a bit is gone. *)
NextClaim(w, mask) == IF mask \subseteq w THEN w \ mask ELSE w
NextReturn(w, mask) == w \cup mask
MaskIn(i, first, end) == Range(first, end) \cap InWord(i)

FirstWord(r) == r.first \div Bits
LastWord(r) == (r.end - 1) \div Bits

(* Where the part of a run ends that a claim has taken before it fails at word i. *)
RollBackEnd(i) == i * Bits

(* How a transition is published: the word afterwards, or Refused where the compareAndSet fails. *)
CompareAndSet(current, expected, next) == IF current = expected THEN next ELSE Refused
ClaimExchange(current, expected, next) == CompareAndSet(current, expected, next)
ReturnExchange(current, expected, next) == CompareAndSet(current, expected, next)

Init == /\ free = [i \in Words |-> InWord(i)]
        /\ pc = [t \in Threads |-> "idle"]
        /\ run = [t \in Threads |-> None]
        /\ index = [t \in Threads |-> 0]
        /\ seen = [t \in Threads |-> None]
        /\ taken = [t \in Threads |-> {}]

Go(t, at, r, i) == /\ pc' = [pc EXCEPT ![t] = at]
                   /\ run' = [run EXCEPT ![t] = r]
                   /\ index' = [index EXCEPT ![t] = i]
                   /\ seen' = [seen EXCEPT ![t] = None]

Load(t, at) == /\ pc' = [pc EXCEPT ![t] = at]
               /\ seen' = [seen EXCEPT ![t] = free[index[t]]]
               /\ UNCHANGED <<run, index>>

Idle(t) == Go(t, "idle", None, 0)

Choose(t, r) == /\ pc[t] = "idle" /\ r.end <= Superslabs
                /\ Go(t, "claim", r, FirstWord(r))
                /\ UNCHANGED <<free, taken>>

(* A claim that finds a bit gone in word i rolls back what lies to the left of it. *)
Fail(t, i) == IF i = FirstWord(run[t])
              THEN Idle(t)
              ELSE Go(t, "rollBack", [run[t] EXCEPT !.end = RollBackEnd(i)], FirstWord(run[t]))

ClaimLoad(t) ==
    LET i == index[t] IN
    /\ pc[t] = "claim"
    /\ IF NextClaim(free[i], MaskIn(i, run[t].first, run[t].end)) = free[i] THEN Fail(t, i) ELSE Load(t, "claimCas")
    /\ UNCHANGED <<free, taken>>

ClaimCas(t) ==
    LET i == index[t]
        mask == MaskIn(i, run[t].first, run[t].end)
        after == ClaimExchange(free[i], seen[t], NextClaim(seen[t], mask)) IN
    /\ pc[t] = "claimCas"
    /\ IF after = Refused
       THEN Go(t, "claim", run[t], i) /\ UNCHANGED <<free, taken>>
       ELSE /\ IF i = LastWord(run[t]) THEN Go(t, "has", run[t], 0) ELSE Go(t, "claim", run[t], i + 1)
            /\ free' = [free EXCEPT ![i] = after]
            /\ taken' = [taken EXCEPT ![t] = @ \cup mask]

(* One word of a run goes back; by giveBack, or by the roll-back of a failed claim. *)
ReturnLoad(t, load, cas) ==
    /\ pc[t] = load
    /\ IF free[index[t]] \cap MaskIn(index[t], run[t].first, run[t].end) # {}
       THEN Go(t, "thrown", run[t], index[t])
       ELSE Load(t, cas)
    /\ UNCHANGED <<free, taken>>

ReturnCas(t, load, cas) ==
    LET i == index[t]
        mask == MaskIn(i, run[t].first, run[t].end)
        after == ReturnExchange(free[i], seen[t], NextReturn(seen[t], mask)) IN
    /\ pc[t] = cas
    /\ IF after = Refused
       THEN Go(t, load, run[t], i) /\ UNCHANGED <<free, taken>>
       ELSE /\ IF i = LastWord(run[t]) THEN Idle(t) ELSE Go(t, load, run[t], i + 1)
            /\ free' = [free EXCEPT ![i] = after]
            /\ taken' = [taken EXCEPT ![t] = @ \ mask]

GiveBack(t) == /\ pc[t] = "has"
               /\ Go(t, "giveBack", run[t], FirstWord(run[t]))
               /\ UNCHANGED <<free, taken>>
GiveBackLoad(t) == ReturnLoad(t, "giveBack", "giveBackCas")
GiveBackCas(t) == ReturnCas(t, "giveBack", "giveBackCas")
RollBackLoad(t) == ReturnLoad(t, "rollBack", "rollBackCas")
RollBackCas(t) == ReturnCas(t, "rollBack", "rollBackCas")

Next == \E t \in Threads : \/ \E r \in Runs : Choose(t, r)
                           \/ ClaimLoad(t) \/ ClaimCas(t)
                           \/ GiveBack(t) \/ GiveBackLoad(t) \/ GiveBackCas(t)
                           \/ RollBackLoad(t) \/ RollBackCas(t)

Spec == Init /\ [][Next]_vars

Symmetry == Permutations(Threads)

-----------------------------------------------------------------------------
Free == UNION {free[i] : i \in Words}

TypeOK == /\ \A i \in Words : free[i] \subseteq InWord(i)
          /\ \A t \in Threads : run[t] \in Runs \cup {None} /\ index[t] \in Words

NoOverlap == \A t, u \in Threads : t # u => taken[t] \cap taken[u] = {}

TakenIsNotFree == \A t \in Threads : taken[t] \cap Free = {}

WholeOrNotAtAll == \A t \in Threads : /\ pc[t] = "has" => taken[t] = Range(run[t].first, run[t].end)
                                      /\ pc[t] = "idle" => taken[t] = {}

NothingLost == (\A t \in Threads : pc[t] = "idle") => Free = All

NobodyThrows == \A t \in Threads : pc[t] # "thrown"
=============================================================================
