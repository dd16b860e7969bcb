---------------------------- MODULE StripeClaim -----------------------------
(***************************************************************************)
(* What belongs to no thread is lent to one at a time, by trying.  The     *)
(* model of org.pinfold.protocol.StripeClaim; NextClaim and NextRelease    *)
(* are its nextClaim and nextRelease.                                      *)
(*                                                                         *)
(* Steps.  A claim is a load, then a compareAndSet; a load that refuses    *)
(* ends it, so does a compareAndSet that fails.  A release is a load and a *)
(* store.  The claimant uses the stripe in three steps: it looks at what   *)
(* the claimant before it left there, and writes two things of its own.    *)
(* Threads release what they do not have, too, and what they have released *)
(* already.                                                                *)
(*                                                                         *)
(* Memory.  The store of a release is a setRelease: the caller goes on at  *)
(* once, and the others see the store later, or never, though not before   *)
(* what the caller wrote earlier.  So it waits in `late`, where only its   *)
(* own thread sees it, until Arrive; a compareAndSet of the same thread    *)
(* comes after it.  All else is sequentially consistent.                   *)
(*                                                                         *)
(* Assumptions.  Threads have numbers of their own, none of them FREE, and *)
(* nobody calls in another's name.  A claimant does not touch the stripe   *)
(* after its release.                                                      *)
(*                                                                         *)
(* Guarantees.  See the invariants; NobodyWaits and ReleasedIsFree.  A     *)
(* claimant that stops for ever keeps this stripe and delays nobody.       *)
(*                                                                         *)
(* Not modelled.  Who looks for another stripe, and where; a thread that   *)
(* dies with a claim.                                                      *)
(***************************************************************************)
EXTENDS Integers, TLC

CONSTANTS Threads,  \* who claims and releases
          FREE,     \* the number of no thread
          None,     \* nothing loaded
          Refused   \* what Next... answers when the operation does not apply

VARIABLES claimant, \* the word: the number of the claimant, or FREE
          late,     \* whose release the others do not see yet
          data,     \* what the stripe guards: two things, each written by a claimant, or FREE
          left,     \* ghost: who released last, or FREE
          pc,       \* where each thread stands
          seen      \* the word each thread loaded, until its compareAndSet

vars == <<claimant, late, data, left, pc, seen>>

Numbers == Threads \cup {FREE}

(* The transitions. *)
NextClaim(word, t) == IF word = FREE THEN t ELSE Refused
NextRelease(word, t) == IF word = t THEN FREE ELSE Refused

(* How a claim is published: the word afterwards, or Refused where the compareAndSet fails. *)
CompareAndSet(current, expected, next) == IF current = expected THEN next ELSE Refused
ClaimExchange(current, expected, next) == CompareAndSet(current, expected, next)

(* Where a refused claimant goes; and the order of a claimant's steps. *)
AfterRefusal == "elsewhere"
AfterLook == "first"
AfterSecond == "claimed"
AfterRelease == "idle"

Init == /\ claimant = FREE
        /\ late = {}
        /\ data = <<FREE, FREE>>
        /\ left = FREE
        /\ pc = [t \in Threads |-> "idle"]
        /\ seen = [t \in Threads |-> None]

(* The word as thread t sees it. *)
Word(t) == IF t \in late THEN FREE ELSE claimant

Go(t, at) == /\ pc' = [pc EXCEPT ![t] = at]
             /\ seen' = [seen EXCEPT ![t] = None]

Load(t, at) == /\ pc' = [pc EXCEPT ![t] = at]
               /\ seen' = [seen EXCEPT ![t] = Word(t)]

Memory == <<claimant, late, data, left>>

Choose(t) == /\ pc[t] = "idle"
             /\ Go(t, "claim")
             /\ UNCHANGED Memory

ClaimLoad(t) == /\ pc[t] = "claim"
                /\ IF NextClaim(Word(t), t) = Refused THEN Go(t, AfterRefusal) ELSE Load(t, "claimCas")
                /\ UNCHANGED Memory

ClaimCas(t) == /\ pc[t] = "claimCas"
               /\ late' = late \ {t}
               /\ LET after == ClaimExchange(Word(t), seen[t], NextClaim(seen[t], t)) IN
                  IF after = Refused
                  THEN Go(t, AfterRefusal) /\ claimant' = Word(t)
                  ELSE Go(t, "look") /\ claimant' = after
               /\ UNCHANGED <<data, left>>

(* Not fair, as are the next two: a claimant may stop for ever. *)
Look(t) == /\ pc[t] = "look"
           /\ Go(t, AfterLook)
           /\ UNCHANGED Memory

First(t) == /\ pc[t] = "first"
            /\ data' = [data EXCEPT ![1] = t]
            /\ Go(t, "second")
            /\ UNCHANGED <<claimant, late, left>>

Second(t) == /\ pc[t] = "second"
             /\ data' = [data EXCEPT ![2] = t]
             /\ Go(t, AfterSecond)
             /\ UNCHANGED <<claimant, late, left>>

ReleaseLoad(t) == /\ pc[t] = "claimed"
                  /\ IF NextRelease(Word(t), t) = Refused THEN Go(t, "robbed") ELSE Load(t, "store")
                  /\ UNCHANGED Memory

ReleaseStore(t) == /\ pc[t] = "store"
                   /\ late' = late \cup {t}
                   /\ left' = t
                   /\ Go(t, AfterRelease)
                   /\ UNCHANGED <<claimant, data>>

(* A release by a thread that does not have the stripe. *)
ForeignLoad(t) == /\ pc[t] \in {"idle", "elsewhere"}
                  /\ IF NextRelease(Word(t), t) = Refused THEN Go(t, "idle") ELSE Load(t, "foreignStore")
                  /\ UNCHANGED Memory

ForeignStore(t) == /\ pc[t] = "foreignStore"
                   /\ late' = late \cup {t}
                   /\ Go(t, "idle")
                   /\ UNCHANGED <<claimant, data, left>>

Arrive(t) == /\ t \in late
             /\ late' = late \ {t}
             /\ claimant' = FREE
             /\ UNCHANGED <<data, left, pc, seen>>

Next == \E t \in Threads : \/ Choose(t) \/ ClaimLoad(t) \/ ClaimCas(t) \/ Look(t) \/ First(t) \/ Second(t)
                           \/ ReleaseLoad(t) \/ ReleaseStore(t) \/ ForeignLoad(t) \/ ForeignStore(t) \/ Arrive(t)

(* Whoever has begun to claim or to release goes on, whatever the others do, and a store arrives some time. *)
Fairness == \A t \in Threads : /\ WF_vars(ClaimLoad(t)) /\ WF_vars(ClaimCas(t))
                               /\ WF_vars(ReleaseLoad(t)) /\ WF_vars(ReleaseStore(t)) /\ WF_vars(Arrive(t))

Spec == Init /\ [][Next]_vars /\ Fairness

(* Of use where no liveness is checked. *)
Symmetry == Permutations(Threads)

-----------------------------------------------------------------------------
Uses(t) == pc[t] \in {"look", "first", "second"}

Has(t) == Uses(t) \/ pc[t] \in {"claimed", "store"}

TypeOK == /\ claimant \in Numbers
          /\ late \subseteq Threads
          /\ data \in Numbers \X Numbers
          /\ left \in Numbers
          /\ \A t \in Threads : seen[t] \in Numbers \cup {None}

OneClaimant == \A t, u \in Threads : Has(t) /\ Has(u) => t = u

TheWordNamesTheClaimant == \A t \in Threads : Has(t) => claimant = t /\ t \notin late

(* A claimant finds what the one before it left, all of it. *)
SeesWhatWasLeft == \A t \in Threads : pc[t] = "look" => data = <<left, left>>

(* Only the claimant releases, and only once. *)
NobodyElseReleases == \A t \in Threads : pc[t] # "foreignStore"

NobodyIsRobbed == \A t \in Threads : pc[t] # "robbed"

(* Each claim ends, with the stripe or without, though the claimant may have stopped for ever. *)
NobodyWaits == \A t \in Threads : (pc[t] \in {"claim", "claimCas"}) ~> (pc[t] \in {"look", "elsewhere"})

(* If no claimant stops for ever, each releases; the others may miss that, if the same thread claims again at once. *)
ReleasedIsFree == (\A t \in Threads : []<>(~Uses(t))) => \A t \in Threads : (claimant = t) ~> (Word(t) = FREE)
=============================================================================
